package evtx

import (
	"fmt"
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
	p := parsers.Problem{Code: "no-log", Loss: true}
	switch {
	case f.head == "":
		p.Code, p.Message = "empty-file", "empty file: it has no bytes"
	case strings.HasSuffix(f.head, oldMagic):
		p.Message = "the log has the old format .evt, which is not read: convert it on Windows (wevtutil epl old.evt new.evtx /lf:true)"
	case strings.Trim(f.head, "\x00") == "":
		p.Message = "named like an event log, but it begins with zeros and holds no chunk: copy it again, or export it (wevtutil epl)"
	default:
		p.Message = fmt.Sprintf("named like an event log, but it begins with %q and holds no chunk: export the log again (wevtutil epl)", f.head)
	}
	return &p
}
