package parsers

import (
	"context"

	"hybriddiag/evidence"
)

// Nested finds the reader of a text that stands inside another file, such as
// what one command of a console printed or what a mail quotes, and lets it read.
// It returns false when no reader found anything in it. The front door hands it
// in; a reader that gets none takes the text as it is.
type Nested func(ctx context.Context, t NestedText, out Sink) (Result, bool)

// NestedText is a text inside a file.
type NestedText struct {
	Name string // what a file of that content would be called; "" when nothing tells
	Text string // UTF-8
	// Line returns the line of the file on which line n of the text stands. Nil
	// leaves the numbers as they are.
	Line func(n int) int
	Not  string // the format of the reader that asks, which is not asked itself
}

// Place corrects a place in the text to one in the file.
func (t NestedText) Place(l *evidence.Locator) {
	if t.Line != nil && l.Line > 0 {
		l.Line = t.Line(l.Line)
	}
}
