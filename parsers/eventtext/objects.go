package eventtext

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textlog"
)

// jsonKeys are the properties without which an object is no event.
var jsonKeys = []*regexp.Regexp{
	regexp.MustCompile(`(?i)"(?:TimeCreated|TimeGenerated)"\s*:`),
	regexp.MustCompile(`(?i)"(?:ProviderName|Source)"\s*:`),
	regexp.MustCompile(`(?i)"(?:Id|EventID|InstanceId)"\s*:`),
}

// isJSON recognises what ConvertTo-Json makes of events.
func isJSON(h *parsers.Head) bool {
	return h.JSON() != 0 && !slices.ContainsFunc(jsonKeys, func(key *regexp.Regexp) bool { return !key.MatchString(h.Text()) })
}

// readJSON reads an array of objects, or objects one after the other.
func readJSON(r io.Reader, array bool, w *writer) error {
	places := &placed{r: r, line: 1}
	dec := json.NewDecoder(places)
	dec.UseNumber()
	var err error
	if array {
		_, err = dec.Token()
	}
	for err == nil && (!array || dec.More()) {
		line := places.lineOf(dec)
		var object map[string]any
		var kind *json.UnmarshalTypeError
		if err = dec.Decode(&object); errors.As(err, &kind) {
			w.result.Damaged++ // something else between the events
			err = nil
		} else if err == nil {
			w.object(object, line)
		}
	}
	if err == nil {
		_, err = dec.Token() // the closing bracket
	}
	var syntax *json.SyntaxError
	switch {
	case err == nil, err == io.EOF && !array:
		return nil
	case err == io.EOF, errors.Is(err, io.ErrUnexpectedEOF):
		w.problem("file-cut/event-list")
		return nil
	case errors.As(err, &syntax), errors.Is(err, errTooLarge):
		w.problem("json-syntax", "line", places.line, "error", err)
		return nil
	}
	return err
}

func (w *writer) problem(code evidence.Code, values ...any) {
	w.result.Problems = append(w.result.Problems, parsers.Lost(code, values...))
}

// object sends one event. The names come in the order of the alphabet, so that
// an event is the same on every run.
func (w *writer) object(object map[string]any, line int) {
	e := &evidence.Event{Locator: evidence.Locator{Line: line}}
	names := make([]string, 0, len(object))
	for name := range object {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		value := object[name]
		switch p := strings.ToLower(name); p {
		case "properties", "replacementstrings":
			e.Data = append(e.Data, fieldsOf(value)...)
		case "entrytype":
			e.Level = entryType(textOf(value))
		default:
			if at, ok := jsonTime(textOf(value)); ok && listProperties[p] == when {
				e.Time = at
				continue
			}
			w.set(e, listProperties[p], textOf(value))
		}
	}
	if !usable(e) {
		w.result.Damaged++
		return
	}
	w.add(e)
}

// fieldsOf reads the data of an event: texts, or objects with a Value.
func fieldsOf(value any) []evidence.Field {
	list, _ := value.([]any)
	var data []evidence.Field
	for _, v := range list {
		data = append(data, evidence.Field{Value: textOf(v)})
	}
	return data
}

// textOf returns a simple value as text; of an object it takes the value that
// PowerShell wraps with further properties.
func textOf(value any) string {
	switch v := value.(type) {
	case string:
		return strings.ReplaceAll(v, "\r\n", "\n")
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	case map[string]any:
		for _, name := range []string{"value", "Value"} {
			if inner, ok := v[name]; ok {
				return textOf(inner)
			}
		}
	}
	return ""
}

var msDate = regexp.MustCompile(`^/Date\((-?\d+)(?:[+-]\d{4})?\)/$`)

// jsonTime reads the time of Windows PowerShell: milliseconds since 1970 in UTC.
func jsonTime(text string) (time.Time, bool) {
	m := msDate.FindStringSubmatch(text)
	if m == nil {
		return time.Time{}, false
	}
	ms, err := strconv.ParseInt(m[1], 10, 64)
	return time.UnixMilli(ms).UTC(), err == nil
}

// entryType reads the words and the numbers of Get-EventLog.
func entryType(text string) uint8 {
	switch text {
	case "1":
		return textlog.LevelError
	case "2":
		return textlog.LevelWarning
	case "4", "8", "16":
		return textlog.LevelInfo
	}
	return levels[strings.ToLower(text)]
}

// maxObject bounds the size of one event.
const maxObject = 8 << 20

var errTooLarge = evidence.Failed("json/event-size", "limit", evidence.Size(maxObject))

// placed counts the lines up to where a decoder is, which reads ahead.
type placed struct {
	r      io.Reader
	read   int64
	mark   int64   // where the current object begins
	breaks []int64 // line ends that were read ahead
	line   int
}

func (p *placed) Read(b []byte) (int, error) {
	if p.read-p.mark > maxObject {
		return 0, errTooLarge
	}
	n, err := p.r.Read(b)
	for i, c := range b[:n] {
		if c == '\n' {
			p.breaks = append(p.breaks, p.read+int64(i))
		}
	}
	p.read += int64(n)
	return n, err
}

// lineOf returns the line of the value that comes next.
func (p *placed) lineOf(dec *json.Decoder) int {
	dec.More() // reads what is needed to see it
	p.mark = dec.InputOffset() + between(dec.Buffered())
	n := 0
	for n < len(p.breaks) && p.breaks[n] < p.mark {
		n++
	}
	p.line += n
	p.breaks = p.breaks[n:]
	return p.line
}

// between counts the bytes between two values of a list.
func between(buffered io.Reader) int64 {
	b, _ := io.ReadAll(io.LimitReader(buffered, 4096))
	return int64(len(b) - len(bytes.TrimLeft(b, " \t\r\n,")))
}
