package bundle

import (
	"context"
	"io"

	"hybriddiag/evidence"
)

// feed is what a decompressor takes its input from. Input that gives no output
// costs time too, and blocks without content can follow each other for ever: so
// what is taken in between two bytes of output is under a limit, and the end of
// the context is seen also while nothing comes out.
type feed struct {
	ctx   context.Context
	r     io.Reader
	limit int64 // of idle
	idle  int64 // bytes taken in since the last output
	in    int64 // bytes taken in
	out   int64 // bytes given
}

// Read implements io.Reader for the decompressor.
func (f *feed) Read(p []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	if f.idle > f.limit {
		p := lost(CodeLimitIdle, "", "size", evidence.Size(f.idle))
		return 0, &p
	}
	n, err := f.r.Read(p)
	f.idle += int64(n)
	f.in += int64(n)
	return n, err
}

// ratio is how many bytes came out for each one that went in.
func (f *feed) ratio() int64 { return f.out / max(f.in, 1) }

// fed is a decompressor with its feed.
type fed struct {
	io.Reader
	io.Closer
	*feed
}

// newFed opens a decompressor over in, which is closed with it.
func (w *walker) newFed(in io.ReadCloser, open func(io.Reader) (io.Reader, error)) (io.ReadCloser, error) {
	f := &feed{ctx: w.ctx, r: in, limit: w.limits.Idle}
	r, err := open(f)
	if err != nil {
		in.Close()
		return nil, err
	}
	return &fed{r, in, f}, nil
}

// Read implements io.Reader.
func (f *fed) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	if n > 0 {
		f.idle, f.out = 0, f.out+int64(n)
	}
	return n, err
}
