package parsers

import (
	"bytes"
	"errors"
	"io"
)

// Input is one file of the case.
type Input struct {
	Path string    // path inside the case, with / and !/
	Size int64     // -1 when unknown
	R    io.Reader // from the first byte on; cannot seek
	Head *Head     // the first bytes of R, nil when nobody looked at them yet
	// Nested reads texts that stand inside this file; nil where nobody does.
	Nested Nested
	// Beside opens another file of the same folder, whatever the case of its name.
	// The error is fs.ErrNotExist when there is none, or when the files come one
	// after the other, as in a tar. Nil where nobody looks.
	Beside func(name string) (io.ReadCloser, error)
}

// Base returns the last element of the path.
func (in Input) Base() string { return base(in.Path) }

// Peek returns the head of the input, and a reader that still gives the whole
// of it. It fails only when nothing could be read; an error behind the first
// byte comes from the reader.
func (in Input) Peek() (h *Head, whole io.Reader, err error) {
	if in.Head != nil {
		return in.Head, in.R, nil
	}
	raw := make([]byte, HeadSize)
	n, err := io.ReadFull(in.R, raw)
	rest := in.R
	switch {
	case err == nil:
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
	case n == 0:
		return nil, nil, err
	default:
		rest = failing{err}
	}
	return NewHead(raw[:n], in.Path), io.MultiReader(bytes.NewReader(raw[:n]), rest), nil
}

// failing is a reader that has ended with an error.
type failing struct{ err error }

// Read implements io.Reader.
func (f failing) Read([]byte) (int, error) { return 0, f.err }
