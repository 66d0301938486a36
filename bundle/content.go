package bundle

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// content is how the bytes of one file are reached: any number of times and
// from any goroutine.
type content struct {
	// open reads from the first byte on.
	open func() (io.ReadCloser, error)
	// at gives access to any place; nil where that is not possible without
	// unpacking everything before it.
	at func() (readerAt, error)
	// size is exact where at is set, otherwise a claim or -1.
	size int64
}

// readerAt is an io.ReaderAt to be closed.
type readerAt interface {
	io.ReaderAt
	io.Closer
}

// openFile opens a file of the disk or of another file system.
type openFile func() (fs.File, error)

// content is that of the file. It is open while it is being read and no longer,
// so that nothing has to be closed at the end.
func (open openFile) content(size int64) content {
	return content{
		open: func() (io.ReadCloser, error) { return open() },
		at:   (&shared{openFile: open}).at,
		size: size,
	}
}

// onDisk is a file that is handed in by its path.
func onDisk(path string) openFile {
	return func() (fs.File, error) { return os.Open(path) }
}

// fileIn is a file of a file system. What cannot be read at any place, as the
// files of a zip.Reader, is read from the start.
func fileIn(tree fs.FS, name string, size int64) content {
	open := openFile(func() (fs.File, error) { return tree.Open(name) })
	c := open.content(size)
	if _, onDisk := tree.(diskFolder); !onDisk && !open.readsAt() {
		c.at = nil
	}
	return c
}

func (open openFile) readsAt() bool {
	f, err := open()
	if err != nil {
		return false
	}
	defer f.Close()
	_, ok := f.(io.ReaderAt)
	return ok
}

// diskFolder is a folder on disk; the system sees to it that no link leads out
// of it.
type diskFolder string

// Open implements fs.FS, also for names that fs.ValidPath refuses.
func (root diskFolder) Open(name string) (fs.File, error) {
	return os.OpenInRoot(string(root), filepath.FromSlash(name))
}

// shared is a file that is opened once for all who read it at the same time:
// an archive of many small files would otherwise be opened for each of them.
type shared struct {
	openFile

	mu    sync.Mutex
	file  readerAt
	users int
}

func (s *shared) at() (readerAt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.users == 0 {
		f, err := s.openFile()
		if err != nil {
			return nil, err
		}
		file, ok := f.(readerAt)
		if !ok {
			return nil, errors.Join(errors.ErrUnsupported, f.Close())
		}
		s.file = file
	}
	s.users++
	return &lease{ReaderAt: s.file, from: s}, nil
}

// lease is one user of a shared file.
type lease struct {
	io.ReaderAt
	from *shared
	once sync.Once
}

// Close ends the use; the last user closes the file.
func (l *lease) Close() (err error) {
	l.once.Do(func() {
		s := l.from
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.users--; s.users == 0 {
			err = s.file.Close()
		}
	})
	return err
}

// section is a part of another content that is stored as it is.
func section(of func() (readerAt, error), from, size int64) content {
	return content{
		open: func() (io.ReadCloser, error) {
			r, err := of()
			if err != nil {
				return nil, err
			}
			return readCloser{io.NewSectionReader(r, from, size), r}, nil
		},
		at: func() (readerAt, error) {
			r, err := of()
			if err != nil {
				return nil, err
			}
			return sectionAt{io.NewSectionReader(r, from, size), r}, nil
		},
		size: size,
	}
}

type readCloser struct {
	io.Reader
	io.Closer
}

type sectionAt struct {
	*io.SectionReader
	io.Closer
}

type nopCloserAt struct{ io.ReaderAt }

func (nopCloserAt) Close() error { return nil }
