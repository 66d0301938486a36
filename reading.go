package diag

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"

	"hybriddiag/bundle"
	"hybriddiag/diagnosis"
	"hybriddiag/diagnosis/match"
	"hybriddiag/finding"
	"hybriddiag/parsers"
	"hybriddiag/parsers/all"
)

// reading is one pass over all files of a case.
type reading struct {
	engine  *diagnosis.Engine
	opt     Options
	done    atomic.Int64 // bytes read, for progress
	total   int64
	files   []*source
	reasons []bundle.Problem
	summary bundle.Summary
	fault   error
}

// source is one file of the case with what came of it.
type source struct {
	path     string
	format   string
	status   finding.Status
	bytes    int64
	result   parsers.Result
	problems []finding.Problem
	losses   []finding.Reason
	facts    *match.Collector
	fault    error
}

// run walks the inputs and parses several files at once. The order in which
// files are done does not matter: they are sorted by path at the end.
func (r *reading) run(ctx context.Context, paths []string) error {
	r.total = inputSize(paths)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	work := make(chan bundle.File)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range r.opt.Jobs {
		wg.Go(func() {
			for f := range work {
				s := r.read(ctx, f)
				mu.Lock()
				r.files = append(r.files, s)
				mu.Unlock()
			}
		})
	}
	problems, summary, err := bundle.Walk(ctx, paths, bundle.Options{Passwords: r.opt.Passwords}, func(f bundle.File) error {
		select {
		case work <- f:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	close(work)
	wg.Wait()
	r.reasons, r.summary = problems, summary
	slices.SortFunc(r.files, func(a, b *source) int { return cmp.Compare(a.path, b.path) })
	for _, s := range r.files {
		r.fault = cmp.Or(r.fault, s.fault)
	}
	return cmp.Or(err, ctx.Err())
}

// read opens, recognises and parses one file.
func (r *reading) read(ctx context.Context, f bundle.File) *source {
	s := &source{path: f.Path, status: finding.Unknown, facts: r.engine.NewCollector()}
	r.readInto(ctx, f, s, s.facts)
	return s
}

// readInto reads one file and passes what it says to the sink.
func (r *reading) readInto(ctx context.Context, f bundle.File, s *source, out parsers.Sink) {
	s.note(f.Problems)
	if f.Skip != nil {
		s.status = finding.Skipped
		s.problems = append(s.problems, finding.Problem{Code: f.Skip.Code, Message: f.Skip.Message})
		return
	}
	rd, err := f.Open()
	if err != nil {
		s.lost("unreadable", err.Error(), 0)
		s.status = finding.Damaged
		return
	}
	defer rd.Close()
	s.parse(ctx, &counted{r: rd, reading: r, source: s}, f, out)
	if s.format != "" && rd.Drain() != nil { // the checksum stands behind the last byte
		return
	}
	s.note(rd.Problems())
	s.judge()
	if s.format == "" && s.bytes > 0 && f.NamedArchive() {
		s.lost(bundle.CodeDamaged, "named like an archive, but it begins like none", 0)
		s.status = finding.Damaged
	}
}

// heads are buffers for the first bytes of files.
var heads = sync.Pool{New: func() any { return new([parsers.HeadSize]byte) }}

// parse finds the parser for the file and lets it read. A panic in a parser is
// a fault of ours: it costs this file only and is reported.
func (s *source) parse(ctx context.Context, in io.Reader, f bundle.File, out parsers.Sink) {
	defer func() {
		if p := recover(); p != nil {
			s.fault = fmt.Errorf("%w: reading %q: %v\n%s", ErrFault, s.path, p, debug.Stack())
			s.lost("fault", fmt.Sprintf("the reader of %s failed; please report this", s.format), 0)
		}
	}()
	buf := heads.Get().(*[parsers.HeadSize]byte)
	defer heads.Put(buf)
	n, err := io.ReadFull(in, buf[:])
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF && n == 0 {
		s.lost("unreadable", err.Error(), 0)
		return
	}
	head := parsers.NewHead(buf[:n], cmp.Or(f.Name, f.Path))
	ranked := all.Rank(head)
	if len(ranked) == 0 {
		return
	}
	p := ranked[0]
	s.format, s.status = p.Format(), finding.Read
	input := parsers.Input{Path: f.Path, Size: f.Size, R: io.MultiReader(bytes.NewReader(head.Raw), in), Head: head}
	if s.result, err = p.Parse(ctx, input, out); err != nil && ctx.Err() == nil {
		s.lost("unreadable", err.Error(), 0)
	}
	for _, pr := range s.result.Problems {
		if pr.Loss {
			s.lost(pr.Code, pr.Message, pr.Offset)
		} else {
			s.problems = append(s.problems, finding.Problem{Code: pr.Code, Message: pr.Message, Offset: pr.Offset})
		}
	}
	for _, n := range s.result.Notes {
		s.problems = append(s.problems, finding.Problem{Code: "note", Message: n})
	}
}

// note takes over what the archive knows about the file.
func (s *source) note(problems []bundle.Problem) {
	for _, p := range problems {
		if p.Loss {
			s.lost(p.Code, p.Message, 0)
		} else {
			s.problems = append(s.problems, finding.Problem{Code: p.Code, Message: p.Message})
		}
	}
}

func (s *source) lost(code, message string, offset int64) {
	s.problems = append(s.problems, finding.Problem{Code: code, Message: message, Offset: offset})
	s.losses = append(s.losses, finding.Reason{Code: code, Path: s.path, Message: message})
}

// judge sets the status from what was read and what was lost. A file that no
// parser knows loses nothing, unless nobody could see what it is.
func (s *source) judge() {
	switch {
	case s.format == "" && (s.bytes > 0 || len(s.losses) == 0):
		s.losses = nil
	case s.result.Unread:
		s.status = finding.Skipped
	case len(s.losses) == 0:
	case s.result.Records > 0:
		s.status = finding.Partial
	default:
		s.status = finding.Damaged
	}
}

// counted counts the bytes that pass.
type counted struct {
	r       io.Reader
	reading *reading
	source  *source
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.source.bytes += int64(n)
	if done := c.reading.done.Add(int64(n)); c.reading.opt.Progress != nil {
		c.reading.opt.Progress(done, c.reading.total)
	}
	return n, err
}
