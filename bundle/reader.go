package bundle

import (
	"compress/bzip2"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"io/fs"

	"hybriddiag/bundle/internal/cab"
	"hybriddiag/bundle/internal/inflate64"
	"hybriddiag/bundle/internal/zipcrypt"
	"hybriddiag/evidence"
)

// Reader reads one file of the case. Damage does not make it fail: it hands out
// every byte that can be saved, ends with io.EOF, and tells what was wrong in
// Problems. Only a cancelled context is an error.
type Reader struct {
	ctx      context.Context
	path     string
	in       io.ReadCloser
	budget   *walker
	left     int64 // of the limit for one file
	count    int64
	ended    bool
	problems []Problem
}

func (w *walker) open(path string, c content) (*Reader, error) {
	in, err := c.open()
	if err != nil {
		p := w.readProblem(path, 0, err)
		return nil, &p
	}
	return &Reader{ctx: w.ctx, path: path, in: in, budget: w, left: w.limits.Entry}, nil
}

// Read implements io.Reader.
func (r *Reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	if r.ended || len(p) == 0 {
		if r.ended {
			return 0, io.EOF
		}
		return 0, nil
	}
	allowed := min(int64(len(p)), r.left, r.budget.left.Load())
	if allowed <= 0 {
		return 0, r.overLimit()
	}
	n, err := r.in.Read(p[:allowed])
	r.left -= int64(n)
	r.count += int64(n)
	r.budget.left.Add(-int64(n))
	if ended := r.ctx.Err(); ended != nil {
		return n, ended
	}
	if err != nil {
		r.end(err)
		if n == 0 {
			return 0, io.EOF
		}
	}
	return n, nil
}

// overLimit ends the reading, with a problem when there is more to read.
func (r *Reader) overLimit() error {
	var one [1]byte
	n, err := io.ReadFull(r.in, one[:])
	switch {
	case n == 0:
		r.end(err)
	case r.left <= 0:
		r.endOver(CodeLimitEntry)
	default:
		r.endOver(CodeLimitOutput)
	}
	return io.EOF
}

func (r *Reader) endOver(code evidence.Code) {
	p := lost(code, r.path, "size", evidence.Size(r.count))
	r.end(&p)
}

func (r *Reader) end(err error) {
	r.ended = true
	if err == nil || err == io.EOF {
		return
	}
	r.problems = append(r.problems, r.budget.readProblem(r.path, r.count, err))
}

// Count returns how many bytes were handed out so far.
func (r *Reader) Count() int64 { return r.count }

// Problems returns what was wrong with the bytes read so far. A checksum is
// judged at the end of the file only: see Drain.
func (r *Reader) Problems() []Problem { return r.problems }

// Drain reads on to the end of the file, so that its checksum is judged. It
// returns ctx's error or nil.
func (r *Reader) Drain() error {
	_, err := io.Copy(io.Discard, r)
	return err
}

// Close ends the reading.
func (r *Reader) Close() error {
	r.ended = true
	return r.in.Close()
}

// readProblem says what an error of a decompressor or of the system means.
func (w *walker) readProblem(path string, count int64, err error) Problem {
	var p *Problem
	var corrupt flate.CorruptInputError
	var bz bzip2.StructuralError
	var sys *fs.PathError
	switch {
	case errors.As(err, &p):
		q := *p
		q.Path = path
		return q
	case errors.Is(err, zipcrypt.ErrPassword):
		return lost(CodePassword+"/entry", path)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return lost(CodeEntryCut, path, "size", evidence.Size(count))
	case errors.Is(err, zipcrypt.ErrAuthentication), errors.Is(err, gzip.ErrChecksum), errors.Is(err, cab.ErrChecksum):
		return lost(CodeChecksum, path)
	case errors.As(err, &corrupt), errors.As(err, &bz), errors.Is(err, inflate64.ErrCorrupt), errors.Is(err, cab.ErrData):
		return lost(CodeEntryData, path, "size", evidence.Size(count))
	case errors.As(err, &sys):
		return lost(CodeUnreadable+"/input", path, "error", sys.Err)
	}
	return lost(CodeEntryData+"/other", path, "size", evidence.Size(count), "error", err)
}
