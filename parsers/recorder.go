package parsers

import (
	"slices"

	"hybriddiag/evidence"
)

// Recorder is a Sink that keeps what a reader finds until somebody decides that
// the reader was the right one. Questions go to the sink behind it.
type Recorder struct {
	Sink  // answers what is wanted, and takes what is replayed
	found []any
}

// Event implements Sink.
func (r *Recorder) Event(e *evidence.Event) { r.found = append(r.found, e) }

// Setting implements Sink.
func (r *Recorder) Setting(s evidence.Setting) { r.found = append(r.found, s) }

// Certificate implements Sink.
func (r *Recorder) Certificate(c evidence.Certificate) { r.found = append(r.found, c) }

// Product implements Sink.
func (r *Recorder) Product(p evidence.Product) { r.found = append(r.found, p) }

// Coverage implements Sink.
func (r *Recorder) Coverage(c evidence.Coverage) { r.found = append(r.found, c) }

// Found reports whether there is anything that a finding can rest on.
func (r *Recorder) Found() bool {
	return slices.ContainsFunc(r.found, func(x any) bool { _, covers := x.(evidence.Coverage); return !covers })
}

// Replay passes everything on to the sink, in order. place corrects where each
// thing stands; nil leaves the places as they are.
func (r *Recorder) Replay(place func(*evidence.Locator)) {
	if place == nil {
		place = func(*evidence.Locator) {}
	}
	for _, x := range r.found {
		switch x := x.(type) {
		case *evidence.Event:
			place(&x.Locator)
			r.Sink.Event(x)
		case evidence.Setting:
			place(&x.Locator)
			r.Sink.Setting(x)
		case evidence.Certificate:
			place(&x.Locator)
			r.Sink.Certificate(x)
		case evidence.Product:
			place(&x.Locator)
			r.Sink.Product(x)
		case evidence.Coverage:
			r.Sink.Coverage(x)
		}
	}
	r.found = nil
}
