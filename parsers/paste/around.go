package paste

import (
	"context"
	"regexp"
	"strings"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/plain"
)

// Span is which lines of a text a reader took. The zero value is that of a
// reader that took none.
type Span struct {
	first, last int
	end         string // the text of the last event, which may go on below its line
	unplaced    bool   // something has no line
}

// Took notes that something stands on the line, and the text that it has. Line
// 0 is that of something whose place is not known.
func (s *Span) Took(line int, text string) {
	if line <= 0 {
		s.unplaced = true
		return
	}
	if s.first == 0 || line < s.first {
		s.first = line
	}
	if line < s.last {
		return
	}
	s.last, s.end = line, text
}

// Known reports whether the span tells what was left.
func (s *Span) Known() bool { return s.first > 0 && !s.unplaced }

// Around reads what a person wrote above and below the lines of a text that
// another reader took. The places are those in the whole text.
func Around(ctx context.Context, raw []byte, took Span, out parsers.Sink) {
	text, err := plain.Text(raw)
	if err != nil {
		return
	}
	lines := strings.Split(text, "\n")
	if took.last > len(lines) {
		return // the lines of what the text was packed in
	}
	end := squeezed(took.end)
	below := lines[took.last:]
	for i, l := range below {
		if strings.Contains(end, squeezed(l)) {
			below[i] = ""
		}
	}
	clear(lines[took.first-1 : took.last])
	r := reader{ctx: ctx, out: out}
	for _, part := range []string{strings.Join(lines[:took.first-1], "\n"), strings.Repeat("\n", took.last) + strings.Join(below, "\n")} {
		if isProse(part) {
			r.read(cleaned(part))
		}
	}
}

// sentence matches what a person writes and no tool prints as a heading: five
// words and a full stop, or the end of a Japanese sentence.
var sentence = regexp.MustCompile(`(?m)(?:[\pL'’]+,? ){4,}[\pL'’]+[.:!?]|(?:です|ます|ました|ません|ください|でした|した)[。、\s]`)

// isProse reports whether a text holds a sentence or an error of its own.
func isProse(text string) bool {
	return sentence.MatchString(text) || isError(text)
}
