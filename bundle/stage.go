package bundle

import (
	"bytes"
	"context"
	"io"
	"os"

	"hybriddiag/evidence"
)

// stage makes content that can be read once, or only from the start, readable
// at any place: in memory up to hold bytes, beyond that in the temporary file.
// What was wrong with the bytes is returned; what could be read is kept. Of more
// than hold bytes the first ones are enough when they are not needed.
func (w *walker) stage(path string, c content, hold int64, needed func(head []byte) bool) (content, []Problem, error) {
	r, err := w.open(path, c)
	if err != nil {
		return new(pages).content(), []Problem{*err.(*Problem)}, nil
	}
	defer r.Close()
	var held pages
	if err := held.fill(r, hold); err != nil {
		return content{}, nil, err
	}
	if held.ended || !needed(held.head()) {
		return held.content(), r.Problems(), nil
	}
	all := io.MultiReader(held.reader(), r)
	spooled, err := w.spool.add(io.LimitReader(all, w.limits.Spool-w.spool.size))
	if ctxErr := w.ctx.Err(); ctxErr != nil {
		return content{}, nil, ctxErr
	}
	problems := r.Problems()
	if err != nil {
		p := lost(CodeTempFile, path, "error", err)
		return held.content(), append(problems, p), nil
	}
	if w.spool.size >= w.limits.Spool && !atEnd(all) {
		p := lost(CodeLimitSpool, path, "size", evidence.Size(spooled.size), "limit", evidence.Size(w.limits.Spool))
		problems = append(problems, p)
	}
	return spooled, problems, nil
}

func atEnd(r io.Reader) bool {
	var one [1]byte
	n, _ := io.ReadFull(r, one[:])
	return n == 0
}

func always([]byte) bool { return true }

// keepAside makes what r gives the content of the node.
func (w *walker) keepAside(n *node, r io.Reader, hold int64, needed func(head []byte) bool) error {
	once := content{open: func() (io.ReadCloser, error) { return io.NopCloser(r), nil }}
	c, problems, err := w.stage(n.path, once, hold, needed)
	n.content = c
	n.problems = append(n.problems, problems...)
	return err
}

// access gives the content access to any place, which ends with the walk's
// context: an index is looked for, and a password tried, over many megabytes.
func (w *walker) access(n *node) error {
	if at := n.content.at; at != nil {
		n.content.at = func() (readerAt, error) {
			r, err := at()
			return stoppable{r, w.ctx}, err
		}
		return nil
	}
	c, problems, err := w.stage(n.path, n.content, w.limits.HoldNested, always)
	n.content = c
	for _, p := range problems {
		w.report(n.parent, p)
	}
	return err
}

// stoppable is access to any place that ends with its context.
type stoppable struct {
	readerAt
	ctx context.Context
}

// ReadAt implements io.ReaderAt.
func (s stoppable) ReadAt(p []byte, at int64) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.readerAt.ReadAt(p, at)
}

// pageSize is small enough for the many small archives, and large enough for
// few pages in a large one.
const pageSize = 64 << 10

// pages holds bytes without a claim of how many there will be and without
// copying when they grow. Pages of zeros, of which a bomb consists, cost nothing.
type pages struct {
	page  [][]byte
	size  int64
	held  int64 // of these, bytes in memory
	ended bool  // all was read
}

var zeroPage [pageSize]byte

// fill reads until max bytes are held or r ends.
func (p *pages) fill(r io.Reader, max int64) error {
	page := make([]byte, pageSize)
	for p.held < max {
		n, err := io.ReadFull(r, page)
		if bytes.Equal(page[:n], zeroPage[:n]) {
			p.page = append(p.page, zeroPage[:n])
		} else {
			p.page = append(p.page, bytes.Clone(page[:n]))
			p.held += int64(n)
		}
		p.size += int64(n)
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			p.ended = true
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// head returns the first bytes: those of the first page.
func (p *pages) head() []byte {
	if len(p.page) == 0 {
		return nil
	}
	return p.page[0]
}

// ReadAt implements io.ReaderAt.
func (p *pages) ReadAt(b []byte, at int64) (int, error) {
	n := 0
	for n < len(b) && at >= 0 && at < p.size {
		m := copy(b[n:], p.page[at/pageSize][at%pageSize:])
		n += m
		at += int64(m)
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func (p *pages) reader() io.Reader { return io.NewSectionReader(p, 0, p.size) }

func (p *pages) content() content {
	return section(func() (readerAt, error) { return nopCloserAt{p}, nil }, 0, p.size)
}

// spool is one temporary file for everything that is too large for memory. It
// is made when first needed and has no name afterwards, so that nothing is left
// behind however the program ends; the system frees it when the last File that
// refers to it is gone.
type spool struct {
	file *os.File
	size int64
}

// add appends all of r and returns it as content.
func (s *spool) add(r io.Reader) (content, error) {
	if s.file == nil {
		f, err := createUnnamed()
		if err != nil {
			return content{}, err
		}
		s.file = f
	}
	from, file := s.size, s.file
	n, err := io.Copy(io.NewOffsetWriter(file, from), r)
	if err != nil {
		return content{}, evidence.Failed("temp-file/after", "size", evidence.Size(n), "error", err)
	}
	s.size += n
	return section(func() (readerAt, error) { return nopCloserAt{file}, nil }, from, n), nil
}
