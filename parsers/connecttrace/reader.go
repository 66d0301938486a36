package connecttrace

import (
	"bytes"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textlog"
	"hybriddiag/parsers/internal/tracefacts"
)

// prefix is what precedes the text of an entry.
type prefix struct {
	sinceMidnight time.Duration
	thread        []byte
	level         uint8
	text          []byte
}

// parsePrefix reads "[hh:mm:ss.fff] [ n] [LEVEL] ".
func parsePrefix(line []byte) (prefix, bool) {
	var p prefix
	if !textlog.HasShape(line, "[00:00:00.000] [") {
		return p, false
	}
	since, ok := textlog.Clock(line[1:])
	if !ok {
		return p, false
	}
	thread, rest, ok := bytes.Cut(line[16:], []byte("] ["))
	if !ok || len(thread) > 12 {
		return p, false
	}
	level, text, ok := bytes.Cut(rest, []byte("]"))
	if !ok {
		return p, false
	}
	p.level, ok = levels[string(bytes.TrimSpace(level))]
	p.sinceMidnight = since
	p.thread = bytes.TrimSpace(thread)
	p.text = bytes.TrimPrefix(text, []byte(" "))
	return p, ok
}

var levels = map[string]uint8{
	"ERROR": textlog.LevelError,
	"WARN":  textlog.LevelWarning,
	"INFO":  textlog.LevelInfo,
	"VERB":  textlog.LevelVerbose,
	"DEBUG": textlog.LevelVerbose,
}

// reader gathers the lines of entries and sends them.
type reader struct {
	log    *textlog.Log
	out    parsers.Sink
	clock  clock
	entry  textlog.Entry
	now    evidence.Event
	header header
	told   map[string]string // version told last, by product
	facts  tracefacts.Facts
	above  above
}

// line takes the next line of the file.
func (r *reader) line(number int, text []byte) {
	p, ok := parsePrefix(text)
	if !ok {
		r.readHeader(number, text)
		r.above.line(number, text)
		r.entry.Continue(text)
		return
	}
	r.above.end(r.out)
	r.flush()
	r.readHeader(number, p.text)
	r.facts.See(p.text, number, r.log.Setting)
	at, local := r.clock.at(p.sinceMidnight)
	r.readVersions(number, at, p.text)
	if !r.log.Wants(0, p.level) {
		r.log.Count(at)
		return
	}
	r.entry.Begin(number, p.text)
	r.now = evidence.Event{
		Level: p.level, Time: at, LocalTime: local,
		Data:    append([]evidence.Field{{Name: "Thread", Value: string(p.thread)}}, packageFields(p.text)...),
		Locator: evidence.Locator{Line: number},
	}
}

// flush sends the entry that was gathered.
func (r *reader) flush() {
	if !r.entry.Open() {
		return
	}
	r.entry.Close()
	e := r.now
	e.Message = r.entry.Text()
	r.log.Add(&e)
}
