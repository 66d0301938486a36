// Package mta recognises the message tables that Event Viewer and wevtutil put
// beside an exported log: LocaleMetaData/<log>_<locale>.MTA. They hold the
// event texts of the computer that wrote the log.
//
// Their layout is not published, and no file of that kind could be examined
// when this was written. They are therefore noted, not read: nothing is guessed
// from their bytes. Events are judged by provider, id and data, which the log
// itself holds.
package mta

import (
	"context"
	"regexp"

	"hybriddiag/parsers"
)

// Parser notes message tables.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "mta" }

// fileName is <log>_<LCID>.MTA, the locale in decimal: 1033, 1041.
var fileName = regexp.MustCompile(`(?i)_\d{1,5}\.mta$`)

// Detect implements parsers.Parser: nothing but the name is known.
func (Parser) Detect(head []byte, name string) parsers.Likelihood {
	if len(head) > 0 && fileName.MatchString(name) {
		return parsers.Name
	}
	return parsers.No
}

// Parse implements parsers.Parser. It reads nothing and says so.
func (Parser) Parse(context.Context, parsers.Input, parsers.Sink) (parsers.Result, error) {
	return parsers.Result{Notes: []string{
		"message texts of the log beside it; the layout of this file is not published, so it is not read, and nothing is missed by that: events are judged by provider, id and data",
	}}, nil
}
