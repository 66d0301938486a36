package connecttrace

import (
	"bytes"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// longestAbove bounds the text that is kept from above the first entry.
const longestAbove = 8 << 10

// above is what a person wrote above a pasted trace, mostly the message of the
// wizard's window. Nothing proves where it comes from, so it is text.
type above struct {
	text  bytes.Buffer
	first int // line number
	ended bool
}

// line takes a line; those below the first entry belong to entries.
func (a *above) line(number int, text []byte) {
	text = bytes.TrimSpace(text)
	if a.ended || len(text) == 0 || a.text.Len()+len(text) > longestAbove {
		return
	}
	if a.text.Len() == 0 {
		a.first = number
	} else {
		a.text.WriteByte('\n')
	}
	a.text.Write(text)
}

// end sends what was gathered, once.
func (a *above) end(out parsers.Sink) {
	if a.ended {
		return
	}
	a.ended = true
	if a.text.Len() > 0 {
		out.Event(&evidence.Event{Kind: evidence.KindText, Message: a.text.String(), Locator: evidence.Locator{Line: a.first}})
	}
}
