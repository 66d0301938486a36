package bundle

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// firstPart names the first file of an archive that was cut into several, as
// 7-Zip does: name.zip.001, name.zip.002, …
var firstPart = regexp.MustCompile(`(?i)\.(zip|7z|cab|tar|gz|tgz)\.001$`)

// partSets are the archives in several files among files that lie side by side.
type partSets struct {
	names []string                  // of all files
	open  func(name string) content // one of the files, of size -1 when it is not there
	parts map[string][]string       // all parts of an archive, by the first one
	first map[string]string         // the first part, by each later one
}

func newPartSets(names []string, open func(name string) content) partSets {
	s := partSets{names, open, map[string][]string{}, map[string]string{}}
	there := map[string]bool{}
	for _, name := range names {
		there[name] = true
	}
	for _, name := range names {
		if !firstPart.MatchString(name) {
			continue
		}
		parts := []string{name}
		for i := 2; ; i++ {
			next := fmt.Sprintf("%s%03d", name[:len(name)-3], i)
			if !there[next] {
				break
			}
			parts = append(parts, next)
			s.first[next] = name
		}
		s.parts[name] = parts
	}
	return s
}

// sideBySide returns the archives in several files among the inputs.
func sideBySide(inputs []Input) partSets {
	var keys []string
	for _, in := range inputs {
		keys = append(keys, in.key)
	}
	return newPartSets(keys, func(key string) content {
		if is, err := inputs[slices.Index(keys, key)].find(); err == nil && is.file.open != nil {
			return is.file
		}
		return content{size: -1}
	})
}

// beside finds the files in the folder of one of them.
func (s partSets) beside(key string) beside {
	folder := key[:strings.LastIndexAny(key, `/\`)+1]
	return func(name string) (content, bool) {
		for _, other := range s.names {
			if other != key && strings.EqualFold(other, folder+name) {
				c := s.open(other)
				return c, c.size >= 0
			}
		}
		return content{}, false
	}
}

// part takes in a file that may be a part of an archive in several files, which
// is read as one with its first part.
func (w *walker) part(n node, name string, set partSets) error {
	if first := set.first[name]; first != "" {
		shown, _ := cleanName(first, w.limits.Name)
		p := note(CodePart, n.path, "name", baseName(shown))
		return w.emit(n, &p)
	}
	if parts := set.parts[name]; len(parts) > 1 {
		all := []content{n.content}
		for _, part := range parts[1:] {
			all = append(all, set.open(part))
		}
		if !slices.ContainsFunc(all, func(c content) bool { return c.size < 0 }) {
			n.content = joined(all)
		}
	}
	return w.given(n)
}

// joined is the content of several files one after the other.
func joined(parts []content) content {
	at := func() (readerAt, error) {
		j := &joinedAt{}
		for _, p := range parts {
			r, err := p.at()
			if err != nil {
				j.Close()
				return nil, err
			}
			j.parts = append(j.parts, r)
			j.sizes = append(j.sizes, p.size)
		}
		return j, nil
	}
	var size int64
	for _, p := range parts {
		size += p.size
	}
	c := section(at, 0, size)
	c.at = at
	return c
}

// joinedAt reads from several files as if they were one.
type joinedAt struct {
	parts []readerAt
	sizes []int64
}

// ReadAt implements io.ReaderAt.
func (j *joinedAt) ReadAt(b []byte, at int64) (n int, err error) {
	for i, part := range j.parts {
		size := j.sizes[i]
		if at >= size {
			at -= size
			continue
		}
		want := b[n:min(int64(len(b)), int64(n)+size-at)]
		m, err := part.ReadAt(want, at)
		n += m
		if m < len(want) {
			return n, err
		}
		if n == len(b) {
			return n, nil
		}
		at = 0
	}
	return n, io.EOF
}

// Close implements io.Closer.
func (j *joinedAt) Close() (err error) {
	for _, part := range j.parts {
		if e := part.Close(); err == nil {
			err = e
		}
	}
	return err
}
