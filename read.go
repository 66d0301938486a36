package diag

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"

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
	f.Japanese = japanese(c.head)
	f.bytes = c.bytes
	if c.in.Drain() != nil { // the checksum stands behind the last byte
		return
	}
	f.note(c.in.Problems())
	if f.Format == "" {
		f.unknown(c, b.NamedArchive())
	}
	f.judge()
}

// unknown judges a file that no reader knows: it loses nothing, unless its name
// is that of a known format, or nobody could see what it is.
func (f *file) unknown(c *content, archive bool) {
	named := all.Named(c.head)
	damaged := slices.ContainsFunc(c.in.Problems(), func(p bundle.Problem) bool { return p.Loss && p.Kind() == bundle.CodeChecksum })
	switch {
	case f.bytes == 0:
	case archive:
		f.lost(evidence.Say(bundle.CodeDamaged+"/only-named"), 0)
	case named != "":
		f.Format = named
		f.lost(evidence.Say("only-named", "format", evidence.Word(named), "found", string(c.head.Raw[:min(len(c.head.Raw), 8)])), 0)
	case !damaged && len(c.head.Raw) > 0:
		f.losses = nil
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
