package bundle

import (
	"errors"
	"hash"
	"hash/crc32"
	"io"

	"github.com/bodgit/sevenzip"

	"hybriddiag/bundle/internal/sevenhead"
	"hybriddiag/evidence"
)

// sevenMemory is how much memory a 7z archive may ask for: its largest usual
// dictionary.
const sevenMemory = 256 << 20

// sevenHeaders is how large the headers may be: 100,000 files with long names
// take half of it.
const sevenHeaders = 16 << 20

// sevenZip walks the files of a 7z archive.
func (w *walker) sevenZip(n node) error {
	refuse := func(p Problem) error { return w.emit(n, &p) }
	r, err := n.content.at()
	if err != nil {
		return refuse(w.readProblem(n.path, 0, err))
	}
	defer r.Close()
	head, err := sevenhead.Read(r, n.content.size, sevenhead.Limits{Bytes: min(w.limits.Index, sevenHeaders), Count: w.limits.Entries})
	switch {
	case errors.Is(err, sevenhead.ErrTooMany):
		return refuse(lost(CodeLimitCount+"/more", n.path, "limit", w.limits.Entries))
	case err != nil && splitFirstName.MatchString(n.name):
		return refuse(lost(CodeSplit, n.path))
	case err != nil:
		return refuse(*damagedSeven(n.path, err))
	}
	if head.Empty {
		w.summary.Archives++
		w.report(n.parent, note(CodeNoFiles, n.path))
		return nil
	}
	z, p := w.openSeven(n, r, head)
	if p != nil {
		return refuse(*p)
	}
	w.summary.Archives++
	if len(z.reader.File) == 0 {
		w.report(n.parent, note(CodeNoFiles, n.path))
	}
	used := names{}
	for _, f := range z.reader.File {
		if f.FileInfo().IsDir() {
			continue
		}
		child, ok := w.child(n, f.Name, used)
		if !ok {
			return nil
		}
		child.content.size = int64(f.UncompressedSize)
		if err := w.sevenFile(child, z, f); err != nil {
			return w.abandon(n, err)
		}
	}
	return nil
}

// seven is an opened 7z archive.
type seven struct {
	reader *sevenzip.Reader
	head   sevenhead.Head
	locked *Problem // why encrypted folders cannot be read
	size   int64    // of the archive
}

// ratio is how many bytes the archive claims to hold for each of its own.
func (z seven) ratio() int64 { return int64(min(z.head.Unpacked, 1<<62)) / max(z.size, 1) }

// openSeven opens the archive with the password that fits, or with none: then
// the folders that are not encrypted can be read.
func (w *walker) openSeven(n node, r io.ReaderAt, head sevenhead.Head) (seven, *Problem) {
	encrypted := head.HeaderEncrypted
	for _, f := range head.Folders {
		encrypted = encrypted || f.Encrypted
	}
	var locked *Problem
	if encrypted {
		for i, password := range w.keys.passwords {
			z, err := newSeven(r, n.content.size, password)
			if err != nil || !proveSeven(z, head) {
				continue
			}
			w.keys.found(i)
			// The proof has moved the readers that the archive keeps.
			z, err = newSeven(r, n.content.size, password)
			return seven{reader: z, head: head, size: n.content.size}, damagedSeven(n.path, err)
		}
		p := w.keys.refusal(n.path)
		locked = &p
		if head.HeaderEncrypted {
			return seven{}, locked
		}
	}
	z, err := newSeven(r, n.content.size, "")
	return seven{z, head, locked, n.content.size}, damagedSeven(n.path, err)
}

func damagedSeven(path string, err error) *Problem {
	if err == nil {
		return nil
	}
	p := lost(CodeDamaged+"/7z", path, "error", err)
	return &p
}

func newSeven(r io.ReaderAt, size int64, password string) (z *sevenzip.Reader, err error) {
	defer recoverTo(&err)
	return sevenzip.NewReaderWithPassword(r, size, password)
}

// proveSeven reads the first encrypted file, because the format itself does not
// report whether a password is right.
func proveSeven(z *sevenzip.Reader, head sevenhead.Head) bool {
	for _, f := range z.File {
		if f.UncompressedSize == 0 || f.Stream < len(head.Folders) && !head.Folders[f.Stream].Encrypted {
			continue
		}
		r, err := openSevenFile(f)
		if err != nil {
			return false
		}
		defer r.Close()
		_, err = io.CopyN(io.Discard, r, probeWhole)
		return err == nil || err == io.EOF
	}
	return true
}

func (w *walker) sevenFile(child node, z seven, f *sevenzip.File) error {
	refuse := func(p Problem) error { return w.emit(child, &p) }
	var folder sevenhead.Folder
	if f.Stream < len(z.head.Folders) && f.UncompressedSize > 0 {
		folder = z.head.Folders[f.Stream]
	}
	switch {
	case folder.Encrypted && z.locked != nil:
		p := *z.locked
		p.Path = child.path
		return refuse(p)
	case folder.Method != "":
		return refuse(lost(CodeMethod+"/7z", child.path, "method", evidence.Word(folder.Method)))
	case folder.Memory > sevenMemory:
		return refuse(lost(CodeMethod+"/memory", child.path, "size", evidence.Size(min(folder.Memory, 1<<62))))
	}
	r, err := openSevenFile(f)
	if err != nil {
		return refuse(lost(CodeEntryLost+"/damaged", child.path, "error", err))
	}
	defer r.Close()
	return w.member(child, r, z.ratio)
}

// openSevenFile opens a file so that its checksum is judged at its end.
func openSevenFile(f *sevenzip.File) (io.ReadCloser, error) {
	var rc io.ReadCloser
	r, err := guarded(func() (r io.Reader, err error) {
		rc, err = f.Open()
		return rc, err
	})
	if err != nil {
		return nil, err
	}
	return readCloser{&sevenSum{r: r, want: f.CRC32, sum: crc32.NewIEEE()}, rc}, nil
}

// sevenSum checks the CRC-32 of a file; 0 means there is none.
type sevenSum struct {
	r    io.Reader
	want uint32
	sum  hash.Hash32
}

func (s *sevenSum) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.sum.Write(p[:n])
	if errors.Is(err, io.EOF) && s.want != 0 && s.sum.Sum32() != s.want {
		bad := lost(CodeChecksum+"/values", "", "found", checksum(s.sum.Sum32()), "wanted", checksum(s.want))
		return n, &bad
	}
	return n, err
}
