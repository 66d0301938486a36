package diag

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"sync"

	"hybriddiag/bundle"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/parsers"
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
	in, err := b.Open()
	if err != nil {
		f.lost(evidence.Say(bundle.CodeUnreadable, "error", err), 0)
		f.Status = finding.Damaged
		return
	}
	defer in.Close()
	f.parse(ctx, &counted{in, w, f}, b)
	if f.Format != "" && in.Drain() != nil { // the checksum stands behind the last byte
		return
	}
	f.note(in.Problems())
	f.judge()
	if f.Format == "" && f.bytes > 0 && b.NamedArchive() {
		f.lost(evidence.Say(bundle.CodeDamaged+"/only-named"), 0)
		f.Status = finding.Damaged
	}
}

// heads are buffers for the first bytes of files.
var heads = sync.Pool{New: func() any { return new([parsers.HeadSize]byte) }}

// parse finds the parser for the file and lets it read.
func (f *file) parse(ctx context.Context, in io.Reader, b bundle.File) {
	defer f.catch()
	buf := heads.Get().(*[parsers.HeadSize]byte)
	defer heads.Put(buf)
	n, err := io.ReadFull(in, buf[:])
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF && n == 0 {
		f.lost(evidence.Say(bundle.CodeUnreadable, "error", err), 0)
		return
	}
	head := parsers.NewHead(buf[:n], cmp.Or(b.Name, b.Path))
	ranked := all.Rank(head)
	if len(ranked) == 0 {
		return
	}
	f.readAs(ctx, ranked, parsers.Input{Path: b.Path, Size: b.Size, R: io.MultiReader(bytes.NewReader(head.Raw), in), Head: head})
}

// catch keeps a panic of a parser, which is a fault of ours, to the file it was
// reading, and reports it.
func (f *file) catch() {
	if p := recover(); p != nil {
		f.fault = fmt.Errorf("%w: reading %q: %v\n%s", ErrFault, f.Path, p, debug.Stack())
		f.lost(evidence.Say("fault", "format", evidence.Word(f.Format)), 0)
	}
}
