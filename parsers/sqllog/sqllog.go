// Package sqllog reads the error log of SQL Server and of LocalDB, error.log in
// the folder of the instance.
//
//	2026-03-02 10:00:01.34 spid9s      Error: 9003, Severity: 20, State: 1.
//	2026-03-02 10:00:01.34 spid9s      The log scan number (37:480:1) … is not valid.
//	date and time, local   source      text; lines without that beginning go on with it
//
// An error takes two entries: its numbers, then its text. They become one event
// whose id is the number of the error. The entry "UTC adjustment: 9:00" near the
// beginning tells the time zone of all times.
//
// Source: SQL Server documentation, "View the SQL Server error log".
package sqllog

import (
	"bytes"
	"context"
	"regexp"
	"strconv"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
)

// LogName is the provider of the events.
const LogName = "sql-log"

// Parser reads error logs of SQL Server.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "sqllog" }

// headLines is how many lines may precede the first entry.
const headLines = 20

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	for _, line := range h.Lines(headLines) {
		if _, ok := parsePrefix([]byte(line)); ok {
			return parsers.Structure
		}
	}
	return parsers.No
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	h, whole, err := in.Peek()
	if err != nil {
		return parsers.Result{}, err
	}
	r := reader{log: textlog.New(LogName, out)}
	r.zone, r.zoned = zone(h.Text())
	lines := textenc.NewLines(ctx, whole)
	for lines.Next() {
		r.line(lines.Number(), lines.Bytes())
	}
	r.flush()
	return r.log.Finish(lines)
}

// prefix is what precedes the text of an entry.
type prefix struct {
	at     time.Time
	source string
	text   []byte
}

// sources are what may stand between time and text.
var sources = regexp.MustCompile(`^(spid\d+s?|Server|Logon|Backup|サーバー|ログオン|バックアップ)\s+`)

// parsePrefix reads "yyyy-mm-dd hh:mm:ss.ff source ".
func parsePrefix(line []byte) (prefix, bool) {
	if !textlog.HasShape(line, "0000-00-00 00:00:00.00 ") {
		return prefix{}, false
	}
	at, ok := textlog.DateTime(line[:19])
	if !ok {
		return prefix{}, false
	}
	m := sources.FindSubmatch(line[23:])
	if m == nil {
		return prefix{}, false
	}
	at = at.Add(time.Duration(textlog.Num(line[20:22])) * 10 * time.Millisecond)
	return prefix{at, string(m[1]), bytes.TrimSpace(line[23+len(m[0]):])}, true
}

// reader gathers the lines of entries and sends them.
type reader struct {
	log   *textlog.Log
	entry textlog.Entry
	now   prefix
	ahead bool          // the entry is the numbers of an error; its text comes next
	zone  time.Duration // east of UTC
	zoned bool
}

func (r *reader) line(number int, text []byte) {
	p, ok := parsePrefix(text)
	if !ok || r.ahead && p.source == r.now.source {
		if ok {
			text = p.text
		}
		r.ahead = false
		r.entry.Continue(text)
		return
	}
	r.flush()
	r.entry.Begin(number, p.text)
	r.ahead = numbers.Match(p.text)
	p.text = nil // belongs to the line buffer
	r.now = p
}

var (
	numbers    = regexp.MustCompile(`^(?:Error|エラー): ?(\d+)[,、] ?(?:Severity|重大度): ?(\d+)[,、] ?(?:State|状態): ?(\d+)`)
	adjustment = regexp.MustCompile(`^UTC adjustment: (-?)(\d{1,2}):(\d\d)`)
)

// severe is the least severity of an error that ends what SQL Server was doing.
const severe = 17

// flush sends the entry that was gathered.
func (r *reader) flush() {
	if !r.entry.Open() {
		return
	}
	r.entry.Close()
	e := &evidence.Event{
		Level:     textlog.LevelInfo,
		Time:      r.now.at.Add(-r.zone),
		LocalTime: !r.zoned,
		Message:   r.entry.Text(),
		Locator:   evidence.Locator{Line: r.entry.Line},
		Data:      []evidence.Field{{Name: "Source", Value: r.now.source}},
	}
	if m := numbers.FindStringSubmatch(e.Message); m != nil {
		number, _ := strconv.ParseUint(m[1], 10, 32)
		severity, _ := strconv.Atoi(m[2])
		e.EventID, e.Level = uint32(number), textlog.LevelWarning
		if severity >= severe {
			e.Level = textlog.LevelError
		}
		e.Data = append(e.Data, evidence.Field{Name: "Severity", Value: m[2]}, evidence.Field{Name: "State", Value: m[3]})
	}
	r.log.Add(e)
}

// zone returns how far east of UTC the times of the log are, and whether its
// head says so.
func zone(head string) (time.Duration, bool) {
	for line := range strings.Lines(head) {
		p, ok := parsePrefix([]byte(line))
		if !ok {
			continue
		}
		m := adjustment.FindSubmatch(p.text)
		if m == nil {
			continue
		}
		hours, _ := strconv.Atoi(string(m[2]))
		minutes, _ := strconv.Atoi(string(m[3]))
		east := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
		if len(m[1]) > 0 {
			east = -east
		}
		return east, true
	}
	return 0, false
}
