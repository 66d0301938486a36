package diag

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"hybriddiag/bundle"
	"hybriddiag/finding"
	"hybriddiag/parsers"
	"hybriddiag/parsers/all"
)

// walk is one pass over all files of a case. It is the same for every question:
// what is asked is the sink that ask makes.
type walk struct {
	opt      Options
	ask      func(*file) parsers.Sink // what takes the content of one file
	read     atomic.Int64             // bytes so far, for progress
	total    int64
	files    []*file // in the order of the walk
	problems []bundle.Problem
	summary  bundle.Summary
}

// finisher is a sink that is told when its file has been read.
type finisher interface{ finish() }

// walkCase reads all files of the case, opt.Jobs of them at once. It asks for
// the sinks in the order of the walk; each is used by one goroutine.
func walkCase(ctx context.Context, c Case, opt Options, ask func(*file) parsers.Sink) (*walk, error) {
	w := &walk{opt: opt, ask: ask}
	if w.opt.Jobs <= 0 {
		w.opt.Jobs = runtime.GOMAXPROCS(0)
	}
	if opt.Progress != nil {
		w.total = bundle.Size(c.inputs())
	}
	return w, w.run(ctx, c)
}

// job is a file to be read. What came of it outlives what it is read from.
type job struct {
	from bundle.File
	file *file
}

// run visits the files and hands them to the workers. It returns at once when
// ctx ends, since every read asks for it.
func (w *walk) run(ctx context.Context, c Case) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	work := make(chan job)
	var workers sync.WaitGroup
	for range w.opt.Jobs {
		workers.Go(func() {
			for j := range work {
				w.readFile(ctx, j.from, j.file)
				if s, ok := j.file.sink.(finisher); ok {
					s.finish()
				}
			}
		})
	}
	w.problems, w.summary, err = bundle.Walk(ctx, c.inputs(), bundle.Options{Passwords: w.opt.Passwords, Limits: w.opt.Limits, Wanted: wanted}, func(b bundle.File) error {
		f := newFile(b.Path)
		f.sink = w.ask(f)
		w.files = append(w.files, f)
		select {
		case work <- job{b, f}:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	close(work)
	workers.Wait()
	return cmp.Or(err, ctx.Err())
}

// wanted reports whether a large file may be evidence. The reader of last resort
// reads no more than the beginning of a text.
func wanted(name string, head []byte) bool {
	ranked := all.Rank(parsers.NewHead(head, name))
	return len(ranked) > 0 && ranked[0].Format() != lastResort
}

// verdict returns the error that belongs to what was read, if any.
func (w *walk) verdict() error {
	for _, f := range w.files {
		if f.fault != nil {
			return f.fault
		}
	}
	usable := slices.ContainsFunc(w.files, func(f *file) bool { return f.Status == finding.Read || f.Status == finding.Partial })
	if !usable {
		return ErrNoEvidence
	}
	return nil
}

// progress tells how many bytes were read.
func (w *walk) progress(n int64) {
	if read := w.read.Add(n); w.opt.Progress != nil {
		w.opt.Progress(read, w.total)
	}
}
