package services

import (
	"strings"

	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/products"
)

// sc reads the blocks of sc.exe: each begins with SERVICE_NAME at the margin.
func (r *reader) sc(lines *textenc.Lines) {
	var s *service
	for lines.Next() {
		text := lines.Text()
		label, value, ok := strings.Cut(text, ":")
		if !ok {
			continue
		}
		if strings.HasPrefix(text, "SERVICE_NAME") {
			r.add(s)
			s = &service{line: lines.Number()}
		}
		if s != nil {
			s.set(strings.TrimSpace(label), value)
		}
	}
	r.add(s)
}

// list reads the blocks of Format-List.
func (r *reader) list(blocks *psout.Blocks) {
	for blocks.Next() {
		b := blocks.Block()
		s := &service{line: b.Line, name: b.Get("Name", "ServiceName")}
		for _, p := range b.Properties {
			if name, known := properties[strings.ToLower(p.Name)]; known && name == "" || p.Name == "Status" && b.Has("State") {
				continue // Win32_Service has both: Status is only OK or not
			}
			s.set(p.Name, strings.ReplaceAll(p.Value, "\n", ""))
		}
		r.add(s)
	}
}

// csv reads the rows of Export-Csv.
func (r *reader) csv(rows *psout.Rows) {
	var names []string
	for rows.Next() {
		fields := rows.Fields()
		if names == nil {
			if !strings.HasPrefix(fields[0], "#TYPE") {
				names = fields
			}
			continue
		}
		r.add(fromCells(names, fields, rows.Line()))
	}
}

// fromCells makes a service of a row.
func fromCells(names, cells []string, line int) *service {
	s := &service{line: line}
	hasState := false
	for _, name := range names {
		hasState = hasState || strings.EqualFold(name, "State")
	}
	for i, name := range names {
		if i < len(cells) && !(hasState && strings.EqualFold(name, "Status")) {
			s.set(name, cells[i])
		}
	}
	return s
}

// table reads rows below a line of hyphens, which shows the columns.
func (r *reader) table(lines *textenc.Lines) {
	var heading string
	var starts []int
	var names []string
	for lines.Next() {
		text := lines.Text()
		switch {
		case tableRule.MatchString(text):
			starts, names = columns(heading, text)
		case strings.TrimSpace(text) == "":
			starts = nil
		case starts != nil:
			r.add(fromCells(names, cells(text, starts, names), lines.Number()))
		}
		heading = text
	}
}

// columns returns where the columns begin and what they are called.
func columns(heading, rule string) (starts []int, names []string) {
	for i := range rule {
		if rule[i] == '-' && (i == 0 || rule[i-1] != '-') {
			starts = append(starts, i)
		}
	}
	return starts, cut(heading, starts)
}

// cells splits a row of a table. A state and a name hold no blank: where they
// come first, words are surer than columns, which pasted text has lost.
func cells(text string, starts []int, names []string) []string {
	if len(names) != 3 || !strings.EqualFold(names[0], "Status") || !strings.EqualFold(names[1], "Name") {
		return cut(text, starts)
	}
	status, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	name, display, _ := strings.Cut(strings.TrimSpace(rest), " ")
	display = strings.TrimSpace(display)
	return []string{status, whole(name, display), strings.ToValidUTF8(display, "")}
}

// whole returns the name of a service that the console has cut, when the
// display name tells which it is.
func whole(name, display string) string {
	if start, cut := psout.Shortened(name); cut {
		if full, ok := products.ServiceName(start, display); ok {
			return full
		}
	}
	return name
}

// cut splits a line at the columns. Names before the last column are ASCII, so
// that bytes are columns there.
func cut(text string, starts []int) []string {
	cells := make([]string, len(starts))
	for i, start := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = min(end, starts[i+1])
		}
		if start < end {
			cells[i] = strings.ToValidUTF8(strings.TrimSpace(text[start:end]), "")
		}
	}
	return cells
}
