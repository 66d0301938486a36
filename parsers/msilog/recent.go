package msilog

import (
	"bytes"
	"strings"
)

// Bounds of the lines kept before a failure and of those shown.
const (
	keptLines  = 60
	shownLines = 10
	keptBytes  = 1 << 10 // of one line
)

// recent holds the last lines of a log in a ring.
type recent struct {
	lines [keptLines][]byte
	next  int
}

func (r *recent) add(text []byte) {
	text = bytes.TrimSpace(text)
	text = text[:min(len(text), keptBytes)]
	slot := &r.lines[r.next%keptLines]
	*slot = append((*slot)[:0], text...)
	r.next++
}

// at returns the line that is n lines back; the last one is 1 back.
func (r *recent) at(n int) []byte { return r.lines[(r.next-n)%keptLines] }

// trouble returns up to ten of the kept lines: from the first sign of trouble
// of this action on, or the last ones when there is no sign.
func (r *recent) trouble() string {
	kept := min(r.next, keptLines)
	from := min(kept, shownLines)
	for n := kept; n > 0; n-- {
		if isTrouble(r.at(n)) {
			from = n
			break
		}
	}
	var shown []string
	for n := from; n > 0 && len(shown) < shownLines; n-- {
		shown = append(shown, strings.ToValidUTF8(string(r.at(n)), ""))
	}
	return strings.Join(shown, "\n")
}

func isTrouble(line []byte) bool {
	return classify(line).level == 2 || bytes.Contains(line, []byte("Exception:"))
}
