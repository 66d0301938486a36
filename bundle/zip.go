package bundle

import (
	"errors"
	"slices"
	"strings"

	"hybriddiag/bundle/internal/zipdir"
	"hybriddiag/evidence"
)

// zip walks the files of a zip.
func (w *walker) zip(n node) error {
	r, err := n.content.at() // stays open while the entries are looked at
	if err != nil {
		p := w.readProblem(n.path, 0, err)
		return w.emit(n, &p)
	}
	defer r.Close()
	dir, err := zipdir.Read(r, n.content.size, zipdir.Limits{
		Entries: max(w.limits.Entries-w.entries, 1),
		Index:   w.limits.Index,
	})
	if err != nil {
		p := lost(CodeDamaged+"/zip", n.path)
		if !errors.Is(err, zipdir.ErrNotZip) {
			p = w.readProblem(n.path, 0, err)
		}
		return w.emit(n, &p)
	}
	w.summary.Archives++
	w.reportZip(n, dir)
	return w.zipEntries(n, dir)
}

// zipEntries visits the files one after the other.
func (w *walker) zipEntries(n node, dir *zipdir.Directory) error {
	used := names{}
	z := zipFile{walker: w, node: n, keys: &w.keys}
	for i := range dir.Entries {
		e := &dir.Entries[i]
		if e.IsDir() {
			continue
		}
		child, ok := w.child(n, entryName(e), used)
		if !ok {
			return nil
		}
		child.beside = z.beside(dir, i)
		var err error
		var skip *Problem
		if child.content, skip = z.entry(child.path, e); skip != nil {
			err = w.emit(child, skip)
		} else {
			err = w.file(child)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// beside finds the files in the folder of an entry. It is asked while the walk
// goes on, and has a keyring of its own.
func (z *zipFile) beside(dir *zipdir.Directory, i int) beside {
	passwords := slices.Clone(z.keys.passwords)
	return func(name string) (content, bool) {
		z := zipFile{walker: z.walker, node: z.node, keys: &keyring{slices.Clone(passwords)}}
		own, _ := cleanName(entryName(&dir.Entries[i]), z.walker.limits.Name)
		wanted := strings.TrimSuffix(own, baseName(own)) + name
		for j := range dir.Entries {
			e := &dir.Entries[j]
			clean, _ := cleanName(entryName(e), z.walker.limits.Name)
			if j != i && !e.IsDir() && strings.EqualFold(clean, wanted) {
				c, skip := z.entry(clean, e)
				return c, skip == nil
			}
		}
		return content{}, false
	}
}

func entryName(e *zipdir.Entry) string {
	if e.Unicode != "" {
		return decodeName([]byte(e.Unicode))
	}
	return decodeName(e.Name)
}

// countFiles tells how many files an archive lists, how many of them are there
// whole, and how many share the data of another one.
func countFiles(d *zipdir.Directory) (files, whole, shared int) {
	for i := range d.Entries {
		e := &d.Entries[i]
		if e.IsDir() {
			continue
		}
		files++
		if e.Data > 0 && !e.Cut {
			whole++
		}
		if e.SameAs >= 0 {
			shared++
		}
	}
	return files, whole, shared
}

// reportZip says what is wrong with the archive as a whole.
func (w *walker) reportZip(n node, d *zipdir.Directory) {
	say := func(code evidence.Code, values ...any) {
		w.report(n.parent, lost(code, n.path, values...))
	}
	files, whole, shared := countFiles(d)
	switch {
	case !d.Indexed && (d.Disk > 0 || d.Spanned || splitFirstName.MatchString(n.name)):
		say(CodeSplit+"/part", "n", whole)
	case d.Indexed && files == 0:
		w.report(n.parent, note(CodeNoFiles, n.path))
	case d.Indexed:
	case d.Tail:
		say(CodeCut+"/of", "n", whole, "of", max(files, int(min(d.Claimed, 1<<31))))
	case d.IndexCut || d.Claimed > 0:
		say(CodeIndex+"/damaged", "n", whole)
	default:
		say(CodeIndex+"/missing", "n", whole)
	}
	if d.Unread > 0 {
		say(CodeDamaged+"/in-front", "size", evidence.Size(d.Unread))
	}
	if shared > 0 {
		say(CodeOverlap+"/shared", "n", shared, "of", files)
	}
	if d.Limited && !w.full {
		w.full = true
		if d.Claimed > uint64(len(d.Entries)) {
			say(CodeLimitCount+"/claimed", "limit", w.limits.Entries, "n", d.Claimed)
		} else {
			say(CodeLimitCount, "limit", w.limits.Entries)
		}
	}
}
