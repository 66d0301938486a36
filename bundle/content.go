package bundle

import (
	"io"
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

// diskFile is a file on disk. It is open while it is being read and no longer,
// so that nothing has to be closed at the end.
func diskFile(open func() (*os.File, error), size int64) content {
	s := &shared{openFile: open}
	return content{
		open: func() (io.ReadCloser, error) { return open() },
		at:   s.at,
		size: size,
	}
}

// shared is a file that is opened once for all who read it at the same time:
// an archive of many small files would otherwise be opened for each of them.
type shared struct {
	openFile func() (*os.File, error)

	mu    sync.Mutex
	file  *os.File
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
		s.file = f
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

// inRoot opens a file below a folder; the system sees to it that no link leads
// out of the folder.
func inRoot(root, rel string) func() (*os.File, error) {
	return func() (*os.File, error) { return os.OpenInRoot(root, filepath.FromSlash(rel)) }
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
