package bundle

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
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

// diskFile is a file on disk. Every reading opens it anew, so that nothing has
// to be closed at the end and no two readers share a position.
func diskFile(open func() (*os.File, error), size int64) content {
	return content{
		open: func() (io.ReadCloser, error) { return open() },
		at:   func() (readerAt, error) { return open() },
		size: size,
	}
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

// fromMemory is content that is held in memory.
func fromMemory(b []byte) content {
	return section(func() (readerAt, error) { return nopCloserAt{bytes.NewReader(b)}, nil }, 0, int64(len(b)))
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
