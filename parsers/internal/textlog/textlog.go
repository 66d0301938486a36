// Package textlog is what the readers of text logs have in common: entries of
// several lines, the counting of them, and the question whether anybody wants
// them.
//
//	textenc.Lines ──► the parser finds where entries begin ──► Entry ──► Log.Add ──► Sink
//
// All entries of a log are counted; only wanted ones are sent. What the log
// covered is told once, by Finish.
package textlog

import (
	"errors"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/xmlstream"
)

// Windows levels as evidence.Event carries them.
const (
	LevelCritical uint8 = 1
	LevelError    uint8 = 2
	LevelWarning  uint8 = 3
	LevelInfo     uint8 = 4
	LevelVerbose  uint8 = 5
)

// Log counts the entries of one text log and passes on those that are wanted.
type Log struct {
	// Result is filled as the log is read; parsers add what else they learn.
	Result parsers.Result

	name    string
	out     parsers.Sink
	wanted  map[parsers.Header]bool
	last    parsers.Header // asked last: most entries are like the one before
	want    bool           // the answer
	partial bool
}

// OtherInstallation is the name of an installer's log about software that is
// none of the products: no issue is looked for in it.
const OtherInstallation = "other-installation-log"

// New starts the reading of one log. The name is the provider of its events
// and the root of its coverage, e.g. "hcw-log".
func New(name string, out parsers.Sink) *Log {
	return &Log{name: name, out: out, wanted: map[parsers.Header]bool{}}
}

// Rename gives the entries that follow, and what the log covers, another name.
func (l *Log) Rename(name string) { l.name = name }

// Wants reports whether an entry with this id and level could be of use.
func (l *Log) Wants(id uint32, level uint8) bool {
	h := parsers.Header{Provider: l.name, EventID: id, Level: level}
	if h == l.last {
		return l.want
	}
	want, known := l.wanted[h]
	if !known {
		want = l.out.Wants(h)
		l.wanted[h] = want
	}
	l.last, l.want = h, want
	return want
}

// Count notes an entry that is not sent.
func (l *Log) Count(at time.Time) {
	l.Result.Records++
	l.Result.Span(at)
}

// Add counts the entry and sends it when it is wanted. Kind and provider are
// filled in.
func (l *Log) Add(e *evidence.Event) {
	if e.LocalTime {
		e.Time = evidence.OnWall(e.Time)
	}
	l.Count(e.Time)
	if !l.Wants(e.EventID, e.Level) {
		return
	}
	e.Kind = evidence.KindLine
	e.Provider.Name = l.name
	l.out.Event(e)
}

// Setting passes a setting on.
func (l *Log) Setting(s evidence.Setting) { l.out.Setting(s) }

// Product passes a product on.
func (l *Log) Product(p evidence.Product) { l.out.Product(p) }

// Damaged notes content that could not be understood.
func (l *Log) Damaged(code evidence.Code, values ...any) {
	l.Result.Damaged++
	l.Problem(code, values...)
}

// maxProblems bounds the list of problems of one file.
const maxProblems = 20

// Problem notes what is wrong with the file, up to a bound.
func (l *Log) Problem(code evidence.Code, values ...any) {
	l.partial = true
	if len(l.Result.Problems) < maxProblems {
		l.Result.Problems = append(l.Result.Problems, parsers.Lost(code, values...))
	}
}

// XML takes the error with which the reading of XML ended: where broken XML
// begins is noted, counted from its first line in the file; any other error comes
// back.
func (l *Log) XML(err error, first int) error {
	var syntax *xmlstream.SyntaxError
	if !errors.As(err, &syntax) {
		return err
	}
	l.Damaged("xml-syntax/from-line", "line", first+syntax.Line-1, "error", syntax.Err)
	return nil
}

// Finish tells the coverage of the log and returns the result. A log that was
// not read to its end proves presence only.
func (l *Log) Finish(lines *textenc.Lines) (parsers.Result, error) {
	err := lines.Err()
	if n := lines.Cuts(); n > 0 {
		l.Result.Notes = append(l.Result.Notes, evidence.Say("note/lines-cut", "n", n, "limit", textenc.MaxLine))
	}
	l.Cover(l.name, err != nil)
	return l.Result, err
}

// Cover tells that the file could have shown the entries of a log (or channel)
// of that name in the span read so far.
func (l *Log) Cover(root string, cut bool) {
	l.out.Coverage(evidence.Coverage{
		Kind:    evidence.CoversChannel,
		Root:    root,
		From:    l.Result.First,
		To:      l.Result.Last,
		Partial: cut || l.partial,
	})
}

// MaxEntry is how many bytes of the text of one entry are kept.
const MaxEntry = 64 << 10

// Entry gathers the lines of one entry of a log.
type Entry struct {
	Line int // number of its first line
	text strings.Builder
	open bool
}

// Begin starts a new entry.
func (e *Entry) Begin(line int, text []byte) {
	e.Line, e.open = line, true
	e.text.Reset()
	e.append(text)
}

// Continue adds a line to the entry; what exceeds MaxEntry is left out.
func (e *Entry) Continue(text []byte) {
	if !e.open || e.text.Len() >= MaxEntry {
		return
	}
	e.text.WriteByte('\n')
	e.append(text)
}

func (e *Entry) append(text []byte) {
	if room := MaxEntry - e.text.Len(); len(text) > room {
		text = text[:max(room, 0)]
	}
	e.text.Write(text)
}

// Open reports whether an entry was begun.
func (e *Entry) Open() bool { return e.open }

// Close ends the entry.
func (e *Entry) Close() { e.open = false }

// Text returns the text of the entry without blank lines at its ends.
func (e *Entry) Text() string {
	return strings.Trim(strings.ToValidUTF8(e.text.String(), ""), " \t\r\n")
}
