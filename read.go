package diag

import (
	"context"
	"fmt"
	"runtime/debug"

	"hybriddiag/bundle"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/parsers/all"
)

// readFile opens, recognises and parses one file.
func (w *walk) readFile(ctx context.Context, b bundle.File, f *file) {
	f.note(b.Problems)
	if b.Skip != nil {
		f.Status = finding.Skipped
		f.problems = append(f.problems, problem(b.Skip.Note, 0))
		return
	}
	c, err := w.open(b)
	if err != nil {
		f.lost(evidence.Say(bundle.CodeUnreadable, "error", err), 0)
		f.Status = finding.Damaged
		return
	}
	defer c.close()
	f.parse(ctx, c)
	f.bytes = c.bytes
	if f.Format != "" && c.in.Drain() != nil { // the checksum stands behind the last byte
		return
	}
	f.note(c.in.Problems())
	f.judge()
	if f.Format == "" && f.bytes > 0 && b.NamedArchive() {
		f.lost(evidence.Say(bundle.CodeDamaged+"/only-named"), 0)
		f.Status = finding.Damaged
	}
}

// parse finds the parsers that may know the file and lets them read.
func (f *file) parse(ctx context.Context, c *content) {
	defer f.catch()
	if ranked := all.Rank(c.head); len(ranked) > 0 {
		f.readAs(ctx, ranked, c)
	}
}

// catch keeps a panic of a parser, which is a fault of ours, to the file it was
// reading, and reports it.
func (f *file) catch() {
	if p := recover(); p != nil {
		f.fault = fmt.Errorf("%w: reading %q: %v\n%s", ErrFault, f.Path, p, debug.Stack())
		f.lost(evidence.Say("fault", "format", evidence.Word(f.Format)), 0)
	}
}
