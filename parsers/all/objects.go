package all

import (
	"bytes"
	"context"
	"io"
	"strings"

	"hybriddiag/internal/psout"
	"hybriddiag/internal/textenc"
	"hybriddiag/parsers"
)

// asList is a parser of objects as Format-List shows them that is given the
// output of ConvertTo-Json.
type asList struct{ parsers.Parser }

// Parse implements parsers.Parser.
func (p asList) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	in.Path, in.R = listName(in.Path), psout.NewJSONReader(ctx, in.R)
	return p.Parser.Parse(ctx, in, out)
}

// detectObjects finds the parser for objects that were printed as JSON.
func detectObjects(head []byte, name string) parsers.Parser {
	if !psout.IsJSON(textenc.HeadLines(head, 4)) {
		return nil
	}
	list, err := io.ReadAll(psout.NewJSONReader(context.Background(), bytes.NewReader(head)))
	if err != nil {
		return nil
	}
	if p, likely := best(list, listName(name)); likely >= parsers.Structure {
		return asList{p}
	}
	return nil
}

// listName is the name the file would have as a list.
func listName(name string) string {
	if stem, ok := strings.CutSuffix(strings.ToLower(name), ".json"); ok {
		return name[:len(stem)] + ".txt"
	}
	return name
}
