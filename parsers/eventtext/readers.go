package eventtext

import (
	"bytes"
	"slices"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
)

// isIndex recognises "Event[12]:", with which wevtutil begins an event.
func isIndex(line []byte) bool {
	number, ok := bytes.CutPrefix(line, []byte("Event["))
	number, closed := bytes.CutSuffix(bytes.TrimRight(number, ": "), []byte("]"))
	if !ok || !closed || len(number) == 0 {
		return false
	}
	for _, c := range number {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// readDetails reads labelled lines. An event begins with the index line of
// wevtutil or with its log's name, and its description lasts until the next.
func readDetails(lines *textenc.Lines, w *writer) {
	d := labelled{w: w}
	for lines.Next() {
		d.line(lines.Number(), lines.Bytes())
	}
	d.flush()
}

// labelled is the event whose labelled lines are being read.
type labelled struct {
	w    *writer
	now  *evidence.Event
	text textlog.Entry
	skip bool // inside the XML after the text
}

func (d *labelled) line(number int, line []byte) {
	p, value, ok := cutLabel(line)
	switch {
	case isIndex(line):
		d.begin(number)
	case ok && p == logName && (d.now == nil || d.now.Channel != "" || d.text.Open()):
		d.begin(number)
		d.w.set(d.now, p, string(value))
	case d.now == nil || d.skip:
	case ok && p == eventXML:
		d.skip = true
	case d.text.Open():
		d.text.Continue(line)
	case ok && p == description:
		d.text.Begin(number, value)
	case ok:
		d.w.set(d.now, p, string(value))
	}
}

// begin ends the event and starts the next one.
func (d *labelled) begin(number int) {
	d.flush()
	d.now, d.skip = &evidence.Event{Locator: evidence.Locator{Line: number}}, false
}

// flush sends the event that was gathered.
func (d *labelled) flush() {
	if d.now == nil {
		return
	}
	if d.text.Open() {
		d.now.Message = d.text.Text()
		d.text.Close()
	}
	if usable(d.now) {
		d.w.add(d.now)
	}
	d.now = nil
}

// readList reads Format-List output.
func readList(blocks *psout.Blocks, w *writer) {
	for blocks.Next() {
		block := blocks.Block()
		e := &evidence.Event{Locator: evidence.Locator{Line: block.Line}}
		for _, p := range block.Properties {
			w.set(e, listProperties[strings.ToLower(p.Name)], psout.Unwrap(p.Value))
		}
		known(e)
		if usable(e) {
			w.add(e)
		}
	}
}

// isTableHeader recognises the first row of a table of events.
func isTableHeader(line string) bool {
	have := map[property]bool{}
	for _, name := range splitHeader(line) {
		have[columnOf(name)] = true
	}
	return have[when] && (have[eventID] || have[instanceID]) && (have[source] && len(have) >= 4 || have[message])
}

func splitHeader(line string) []string {
	return strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == '\t' || r == ';' })
}

// columnOf finds the property of a column by its head.
func columnOf(name string) property {
	name = strings.ToLower(strings.Join(strings.Fields(strings.Trim(strings.TrimSpace(name), `"`)), ""))
	if p, ok := columns[name]; ok {
		return p
	}
	return listProperties[name]
}

// readTable reads rows with a header. Event Viewer's tables have a last column
// without a head: the message.
func readTable(rows *psout.Rows, w *writer) {
	var header []property
	for rows.Next() {
		fields := rows.Fields()
		if header == nil {
			if isTableHeader(strings.Join(fields, ",")) {
				header = headerOf(fields)
			}
			continue
		}
		e := &evidence.Event{Locator: evidence.Locator{Line: rows.Line()}}
		for i, value := range fields {
			if i < len(header) && (header[i] != message || e.Message == "") {
				w.set(e, header[i], value)
			}
		}
		known(e)
		if usable(e) {
			w.add(e)
		} else {
			w.result.Damaged++
		}
	}
}

// headerOf returns the properties of the columns. What stands in a column
// without a head is the message, unless another one is: a spreadsheet that saved
// the table again closes every row with commas.
func headerOf(fields []string) []property {
	var header []property
	bare := -1
	for i, name := range fields {
		p := columnOf(name)
		if bare < 0 && strings.Trim(name, "\" \t\r") == "" {
			bare = i
		}
		header = append(header, p)
	}
	switch {
	case slices.Contains(header, message):
	case bare >= 0:
		header[bare] = message
	default:
		header = append(header, message)
	}
	return header
}
