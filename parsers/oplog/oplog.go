// Package oplog reads OperationLog.txt, in which the collector notes when the
// problem was reproduced:
//
//	2024/06/01 10:00:00 Trace Start.
//	2024/06/01 10:05:00 Trace End.
//
// The two lines are the reproduction window of the case. Their times are the
// server's wall clock.
package oplog

import (
	"context"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/culturetime"
	"hybriddiag/parsers/internal/textenc"
)

// Parser reads operation logs.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "oplog" }

// The words that end the two lines.
const (
	startWords = "Trace Start"
	endWords   = "Trace End"
)

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	for _, line := range h.Lines(10) {
		if stamp, ok := cutWords(line, startWords); ok {
			if _, _, ok := (culturetime.Culture{}).Parse(stamp); ok {
				return parsers.Structure
			}
		}
	}
	return parsers.No
}

// cutWords takes the words and what follows off a line.
func cutWords(line, words string) (string, bool) {
	stamp, rest, ok := strings.Cut(line, words)
	return stamp, ok && strings.Trim(rest, ". ") == ""
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, _ parsers.Sink) (parsers.Result, error) {
	h, whole, err := in.Peek()
	if err != nil {
		return parsers.Result{}, err
	}
	culture := culturetime.Learn(h.Text())
	var result parsers.Result
	lines := textenc.NewLines(ctx, whole)
	for lines.Next() {
		for _, words := range []string{startWords, endWords} {
			stamp, ok := cutWords(lines.Text(), words)
			if !ok {
				continue
			}
			at, _, ok := culture.Parse(stamp)
			if !ok {
				continue
			}
			result.Records++
			result.Span(at)
			// A trace that was started twice: the last start counts.
			if words == startWords {
				result.WindowFrom = at
			} else {
				result.WindowTo = at
			}
		}
	}
	if result.WindowTo.Before(result.WindowFrom) {
		result.WindowTo = result.WindowFrom
		result.Notes = append(result.Notes, evidence.Say("note/trace-without-end"))
	}
	return result, lines.Err()
}
