// Package psjson gives objects that ConvertTo-Json printed to the parsers of
// Format-List output: one member a line, each line in the place of its own.
//
//	[                                            (blank)
//	    {                                        (blank)
//	        "RunNumber":  12,                    RunNumber : 12
//	        "StartDate":  "\/Date(1717236900000)\/"   StartDate : 2024-06-01T10:15:00.000Z
//	    }                                        (blank)
//
// JSON on a single line (-Compress) has no lines to point at and is not read.
package psjson

import (
	"context"
	"io"
	"strings"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/psout"
)

// asList is a parser of Format-List output that is given JSON.
type asList struct{ parsers.Parser }

// Parse implements parsers.Parser.
func (p asList) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	in.Path, in.R, in.Head = listName(in.Path), psout.NewJSONReader(ctx, in.R), nil
	return p.Parser.Parse(ctx, in, out)
}

// Detect returns the parser for objects that were printed as JSON, nil when the
// file holds none. Best tells which parser fits a file that is a list.
func Detect(h *parsers.Head, best func(*parsers.Head) (parsers.Parser, parsers.Likelihood)) parsers.Parser {
	if !psout.IsJSON(h.Lines(4)) {
		return nil
	}
	list, err := io.ReadAll(psout.NewJSONReader(context.Background(), strings.NewReader(h.Text())))
	if err != nil {
		return nil
	}
	if p, likely := best(parsers.NewHead(list, listName(h.Name))); likely >= parsers.Structure {
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
