package msilog

import (
	"bytes"
	"regexp"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/culturetime"
	"hybriddiag/parsers/internal/textlog"
)

// reader looks at one line after the other.
type reader struct {
	log     *textlog.Log
	day     time.Time     // midnight of the current day, zero when unknown
	last    time.Duration // time of day last seen
	timed   bool
	recent  recent
	failed  bool // the first Return value 3 was met
	install install
	judged  install // what the last decision about the product was made on
	base    string  // name of the log
}

func newReader(log *textlog.Log, base string) *reader { return &reader{log: log, base: base} }

func (r *reader) line(number int, text []byte) {
	if len(bytes.TrimSpace(text)) == 0 {
		return
	}
	if bytes.HasPrefix(text, []byte("=== ")) {
		r.start(string(text))
	}
	at := r.clock(text)
	r.install.see(number, text)
	r.judge()
	kind := classify(text)
	if kind.returnValue3 && !r.failed {
		r.failed = true
		r.sendFailure(number, at, text)
	} else {
		r.send(number, at, text, kind)
	}
	if !r.failed {
		r.recent.add(text)
	}
}

// startDate finds the date of the first and the last line of a log.
var startDate = regexp.MustCompile(`\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\s+\d{1,2}[:.]\d{2}[:.]\d{2}`)

// start sets the day. The line holds only one date, so nothing in it tells the
// order of day and month; Windows Installer follows the server's culture.
func (r *reader) start(line string) {
	at, _, ok := culturetime.Learn(line).Parse(startDate.FindString(line))
	if !ok {
		return
	}
	r.day = at.Truncate(24 * time.Hour)
	r.last, r.timed = at.Sub(r.day), true
}

// clock reads the time of a line; lines without one happened when the line
// before them did. The clock going back by an hour is a new day.
func (r *reader) clock(text []byte) time.Time {
	if since, ok := timeOf(text); ok {
		if r.timed && r.last-since > time.Hour && !r.day.IsZero() {
			r.day = r.day.AddDate(0, 0, 1)
		}
		r.last, r.timed = since, true
	}
	if r.day.IsZero() || !r.timed {
		return time.Time{}
	}
	return r.day.Add(r.last)
}

// timeOf finds "[10:20:30:123]" of an engine line or the time of day of a line
// that says that an action starts or ends.
func timeOf(text []byte) (time.Duration, bool) {
	switch {
	case bytes.HasPrefix(text, []byte("MSI (")):
		if i := bytes.IndexByte(text, '['); i > 0 && i < 40 {
			return textlog.Clock(text[i+1:])
		}
	case isAction(text):
		if i := bytes.IndexByte(text, ':'); i >= 2 && i < 60 {
			start := i - 2
			if text[start] < '0' || text[start] > '9' { // one-digit hour
				return textlog.Clock(append([]byte{'0'}, text[i-1:min(len(text), i+6)]...))
			}
			return textlog.Clock(text[start:])
		}
	}
	return 0, false
}

// isAction recognises "Action start", "Action ended" and their Japanese forms.
func isAction(text []byte) bool {
	return bytes.HasPrefix(text, []byte("Action ")) || bytes.HasPrefix(text, []byte("アクション"))
}

// send sends a line as it is.
func (r *reader) send(number int, at time.Time, text []byte, kind kind) {
	if !r.log.Wants(0, kind.level) {
		r.log.Count(at)
		return
	}
	r.log.Add(&evidence.Event{
		Level: kind.level, Time: at, LocalTime: !at.IsZero(),
		Message: string(bytes.TrimSpace(text)),
		Data:    fields(text, kind.words),
		Locator: evidence.Locator{Line: number},
	})
}

// sendFailure sends the first Return value 3 with the lines that led to it.
func (r *reader) sendFailure(number int, at time.Time, text []byte) {
	lead := r.recent.trouble()
	message := string(bytes.TrimSpace(text))
	data := fields(text, true)
	if lead != "" {
		message = lead + "\n" + message
		data = merge(data, fields([]byte(lead), true))
	}
	r.log.Add(&evidence.Event{
		Level: textlog.LevelError, Time: at, LocalTime: !at.IsZero(),
		Message: message,
		Data:    append(data, evidence.Field{Name: "First", Value: "true"}),
		Locator: evidence.Locator{Line: number},
	})
}

// merge adds the fields that are not there yet.
func merge(have, more []evidence.Field) []evidence.Field {
	for _, m := range more {
		known := false
		for _, h := range have {
			known = known || h.Name == m.Name
		}
		if !known {
			have = append(have, m)
		}
	}
	return have
}
