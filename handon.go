package diag

import (
	"context"

	"hybriddiag/bundle"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/parsers"
	"hybriddiag/parsers/paste"
)

// readAs lets the readers that may know the file read it, likeliest first, until
// one finds something. What a reader finds goes to the sink at once: one that
// found nothing has sent nothing that would have to be taken back.
func (f *file) readAs(ctx context.Context, ranked []parsers.Parser, c *content) {
	var first parsers.Result
	for i, p := range ranked {
		in, err := c.input()
		if err != nil {
			f.take(ctx, first, err)
			return
		}
		res, found, err := f.try(ctx, p, in)
		if found || err != nil {
			f.take(ctx, res, err)
			f.around(ctx, c, res)
			return
		}
		if i == 0 {
			first = res
		}
	}
	likeliest := ranked[0].Format()
	switch f.Format = ""; {
	case loses(first) && c.head.Magic != parsers.NoMagic, !first.Tentative && (loses(first) || c.head.Magic != parsers.NoMagic): // it is that format, and says why it is empty
		f.Format = likeliest
		f.take(ctx, first, nil)
	case first.Tentative: // some text
		f.Result = first
		f.noteResult()
	case likeliest != lastResort:
		f.problems = append(f.problems, problem(evidence.Say("nothing-read", "format", evidence.Word(likeliest)), 0))
	}
}

// lastResort is the format of text that only the reader of last resort knows.
var lastResort = paste.Parser{}.Format()

// try lets one parser read, and reports whether it found anything.
func (f *file) try(ctx context.Context, p parsers.Parser, in parsers.Input) (parsers.Result, bool, error) {
	f.Format = p.Format()
	sink := &watched{Sink: f.sink}
	used := f.used()
	res, err := p.Parse(ctx, in, sink)
	found := sink.found || res.Unread || res.Records > 0 || res.Damaged > 0
	if res.Tentative {
		res.Records = max(res.Records, f.used()-used)
		found = res.Records > 0
	}
	if found || in.Head.Magic != parsers.NoMagic {
		sink.settle()
	}
	f.lines = sink.Span
	return res, found, err
}

// take makes what the parser read the result of the file.
func (f *file) take(ctx context.Context, res parsers.Result, err error) {
	f.Status, f.Result = finding.Read, res
	if err != nil && ctx.Err() == nil {
		f.lost(evidence.Say(bundle.CodeUnreadable, "error", err), 0)
	}
	f.noteResult()
}

// used tells how many events of the file the engine could use so far; sinks
// without an engine use none.
func (f *file) used() int {
	if f.Facts == nil {
		return 0
	}
	return f.Facts.Matched
}

// loses reports whether the parser lost something.
func loses(res parsers.Result) bool {
	for _, p := range res.Problems {
		if p.Loss {
			return true
		}
	}
	return false
}

// watched is a sink that notices whether anything is found.
type watched struct {
	parsers.Sink
	paste.Span
	found   bool
	covered []evidence.Coverage // of a reader that has found nothing yet
}

// settle passes on what an accepted reader covers.
func (w *watched) settle() {
	for _, c := range w.covered {
		w.Sink.Coverage(c)
	}
}

// Wants implements parsers.Sink. Where an event that nobody wants stands is not
// known.
func (w *watched) Wants(h parsers.Header) bool {
	wanted := w.Sink.Wants(h)
	if !wanted {
		w.Took(0, "")
	}
	return wanted
}

// Event implements parsers.Sink.
func (w *watched) Event(e *evidence.Event) {
	w.found = w.found || e.Kind != evidence.KindText
	w.Took(e.Locator.Line, e.Message)
	w.Sink.Event(e)
}

// Setting implements parsers.Sink.
func (w *watched) Setting(s evidence.Setting) {
	w.found = true
	w.Took(s.Locator.Line, "")
	w.Sink.Setting(s)
}

// Certificate implements parsers.Sink.
func (w *watched) Certificate(c evidence.Certificate) {
	w.found = true
	w.Took(c.Locator.Line, "")
	w.Sink.Certificate(c)
}

// Product implements parsers.Sink.
func (w *watched) Product(p evidence.Product) {
	w.found = true
	w.Took(p.Locator.Line, "")
	w.Sink.Product(p)
}

// Coverage implements parsers.Sink. A reader that finds nothing covers nothing:
// the file may be of another format.
func (w *watched) Coverage(c evidence.Coverage) { w.covered = append(w.covered, c) }
