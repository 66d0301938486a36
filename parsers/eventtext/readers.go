package eventtext

import (
	"bytes"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/internal/psout"
	"hybriddiag/internal/textenc"
	"hybriddiag/internal/textlog"
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
	var (
		now  *evidence.Event
		text textlog.Entry
		skip bool // inside the XML after the text
	)
	flush := func() {
		if now == nil {
			return
		}
		if text.Open() {
			now.Message = text.Text()
			text.Close()
		}
		if usable(now) {
			w.add(now)
		}
		now = nil
	}
	for lines.Next() {
		line := lines.Bytes()
		p, value, labelled := cutLabel(line)
		switch {
		case isIndex(line):
			flush()
			now, skip = &evidence.Event{Locator: evidence.Locator{Line: lines.Number()}}, false
		case labelled && p == logName && (now == nil || now.Channel != "" || text.Open()):
			flush()
			now, skip = &evidence.Event{Locator: evidence.Locator{Line: lines.Number()}}, false
			w.set(now, p, string(value))
		case now == nil || skip:
		case labelled && p == eventXML:
			skip = true
		case text.Open():
			text.Continue(line)
		case labelled && p == description:
			text.Begin(lines.Number(), value)
		case labelled:
			w.set(now, p, string(value))
		}
	}
	flush()
}

// readList reads Format-List output.
func readList(blocks *psout.Blocks, w *writer) {
	for blocks.Next() {
		block := blocks.Block()
		e := &evidence.Event{Locator: evidence.Locator{Line: block.Line}}
		for _, p := range block.Properties {
			w.set(e, listProperties[strings.ToLower(p.Name)], psout.Unwrap(p.Value))
		}
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
	return have[when] && have[source] && (have[eventID] || have[instanceID]) && len(have) >= 4
}

func splitHeader(line string) []string {
	return strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == '\t' || r == ';' })
}

// columnOf finds the property of a column by its head.
func columnOf(name string) property {
	name = strings.ToLower(strings.Trim(strings.TrimSpace(name), `"`))
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
			if i < len(header) {
				w.set(e, header[i], value)
			}
		}
		if usable(e) {
			w.add(e)
		} else {
			w.result.Damaged++
		}
	}
}

func headerOf(fields []string) []property {
	var header []property
	hasMessage := false
	for _, name := range fields {
		p := columnOf(name)
		hasMessage = hasMessage || p == message
		header = append(header, p)
	}
	if !hasMessage {
		header = append(header, message)
	}
	return header
}
