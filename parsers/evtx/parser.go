package evtx

import (
	"context"

	"hybriddiag/parsers"
)

// Parser reads Windows event logs.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "evtx" }

// Detect implements parsers.Parser. A file whose header is destroyed is still
// known by its first chunk, one without either by its name. Logs of the old
// format are known to say that they are not read.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	switch {
	case h.Magic == parsers.EventLog:
		return parsers.Magic
	case h.HasSuffix(".evtx"):
		return parsers.Name
	}
	return parsers.No
}

// Parse implements parsers.Parser. Events come in the order of their chunks,
// oldest first also in a log that has wrapped around (as far as reorderLimit
// allows).
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	f := newFile(in, out)
	err := f.read(ctx)
	f.finish()
	return f.res, err
}
