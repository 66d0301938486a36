package evtx

import (
	"strings"

	"hybriddiag/parsers"
)

// oldMagic stands at offset 4 of logs from before Windows Vista (.evt).
const oldMagic = "LfLe"

// noLog returns what is wrong with a file that has the name of an event log and
// nothing else of one, and nil for a log. It takes the place of all problems
// that the search for chunks has found.
func (f *file) noLog() *parsers.Problem {
	if f.found || f.head != "" && (strings.HasPrefix(fileMagic, f.head) || strings.HasPrefix(chunkMagic, f.head)) {
		return nil
	}
	var p parsers.Problem
	switch {
	case f.head == "":
		p = parsers.Lost("empty-file")
	case strings.HasSuffix(f.head, oldMagic):
		p = parsers.Lost("no-log/old-format")
	case strings.Trim(f.head, "\x00") == "":
		p = parsers.Lost("no-log/zeros")
	default:
		p = parsers.Lost("no-log", "found", f.head)
	}
	return &p
}
