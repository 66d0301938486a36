package paste

import (
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// witness is a sink that remembers what another reader found in the text, so
// that nothing is sent twice.
type witness struct {
	parsers.Sink
	texts []string
}

// Event implements parsers.Sink.
func (w *witness) Event(e *evidence.Event) {
	w.texts = append(w.texts, squeezed(e.Text()))
	w.Sink.Event(e)
}

// saw reports whether the text is part of what was found.
func (w *witness) saw(text string) bool {
	text = squeezed(text)
	for _, t := range w.texts {
		if strings.Contains(t, text) || len(t) > 40 && strings.Contains(text, t) {
			return true
		}
	}
	return false
}
