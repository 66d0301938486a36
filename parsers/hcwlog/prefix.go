package hcwlog

import (
	"bytes"
	"regexp"
	"time"

	"hybriddiag/parsers/internal/culturetime"
	"hybriddiag/parsers/internal/textlog"
)

// prefix is what precedes the text of an entry.
type prefix struct {
	at    time.Time
	local bool
	level uint8
	code  uint32
	pairs []byte // between the brackets
	text  []byte // after them
}

// stampLen is the length of "2024.06.01 01:15:34.120".
const stampLen = 23

// parsePrefix reads the beginning of an entry of the main log. It runs on every
// line, so it looks at single bytes before anything else.
func parsePrefix(line []byte) (prefix, bool) {
	var p prefix
	if len(line) > 0 && line[0] == '>' { // quoted in a mail
		line = bytes.TrimLeft(line, "> ")
	}
	if len(line) < stampLen || line[0] < '0' || line[0] > '9' {
		return p, false
	}
	year := bytes.IndexByte(line, '.')
	if year != 3 && year != 4 { // 3: the first digit of the file is lost
		return p, false
	}
	n := stampLen - 4 + year
	at, ok := parseStamp(line[:n], year)
	if !ok {
		return p, false
	}
	rest := bytes.TrimLeft(line[n:], " \t")
	rest, p.level = cutLevel(rest)
	if !textlog.HasShape(rest, "00000 [") {
		return p, false
	}
	end := bytes.IndexByte(rest, ']')
	if end < 0 {
		return p, false
	}
	p.at, p.code = at, uint32(textlog.Num(rest[:5]))
	p.pairs = rest[7:end]
	p.text = bytes.TrimSpace(rest[end+1:])
	return p, true
}

// parseStamp reads the time of an entry whose year has 3 or 4 digits; the digit
// that is lost was a 2.
func parseStamp(b []byte, yearDigits int) (time.Time, bool) {
	if !textlog.HasShape(b[yearDigits:], ".00.00 00:00:00.000") || !textlog.HasShape(b, "000") {
		return time.Time{}, false
	}
	year := textlog.Num(b[yearDigits-3 : yearDigits])
	if yearDigits == 4 {
		year += 1000 * textlog.Num(b[:1])
	} else {
		year += 2000
	}
	date := b[yearDigits+1:]
	clock, ok := textlog.Clock(date[6:])
	at, valid := textlog.Date(year, textlog.Num(date[:2]), textlog.Num(date[3:5]), clock)
	return at, ok && valid
}

// cutLevel takes the level off the front; entries without one are information.
func cutLevel(b []byte) ([]byte, uint8) {
	for _, l := range [...]struct {
		word  string
		level uint8
	}{
		{"*ERROR*", textlog.LevelError},
		{"ERROR", textlog.LevelError},
		{"WARNING", textlog.LevelWarning},
	} {
		if rest, found := bytes.CutPrefix(b, []byte(l.word)); found {
			return bytes.TrimLeft(rest, " \t"), l.level
		}
	}
	return b, textlog.LevelInfo
}

var oldPrefix = regexp.MustCompile(`^\[([^\]]{8,40})\]\s*(INFO|ERROR|WARNING|VERBOSE)\s*:\s?(.*)$`)

// oldEntry is the beginning of an entry of the in-box wizard's log.
type oldEntry struct {
	stamp string
	level uint8
	text  []byte
}

func parseOldPrefix(line []byte) (oldEntry, bool) {
	if len(line) == 0 || line[0] != '[' {
		return oldEntry{}, false
	}
	m := oldPrefix.FindSubmatch(line)
	if m == nil {
		return oldEntry{}, false
	}
	level := map[string]uint8{
		"INFO":    textlog.LevelInfo,
		"ERROR":   textlog.LevelError,
		"WARNING": textlog.LevelWarning,
		"VERBOSE": textlog.LevelVerbose,
	}[string(m[2])]
	return oldEntry{string(m[1]), level, m[3]}, true
}

// isDated reports whether the brackets hold a date.
func (e oldEntry) isDated() bool {
	_, _, ok := culturetime.Culture{}.Parse(e.stamp)
	return ok
}
