// Package psout reads the shapes in which PowerShell writes objects to a file,
// line by line and with bounded memory:
//
//	Rows     Export-Csv: "Name","Value" with quotes, maybe over several lines
//	Blocks   Format-List: `Name : Value`, blank line between objects
//	Table    Format-Table: columns below a heading and a rule of hyphens
//
// Every row and block knows its line, so that evidence can point to it.
package psout

import (
	"strings"

	"hybriddiag/parsers/internal/textenc"
)

// maxRow is how many bytes a row with a quoted line break may span. A quote
// that is not closed by then was no quote.
const maxRow = 64 << 10

// Rows reads comma-separated values. A text whose first row holds more
// semicolons or tabs than commas is separated by those.
type Rows struct {
	lines  *textenc.Lines
	back   []numbered // lines read ahead in vain
	sep    byte
	line   int
	fields []string
}

type numbered struct {
	line int
	text string
}

// NewRows returns the rows of a text.
func NewRows(lines *textenc.Lines) *Rows { return &Rows{lines: lines} }

// Next moves to the next row that is not blank.
func (r *Rows) Next() bool {
	for {
		first, ok := r.pull()
		if !ok {
			return false
		}
		if strings.TrimSpace(first.text) == "" {
			continue
		}
		if r.sep == 0 && !strings.HasPrefix(first.text, "#TYPE") {
			r.sep = separator(first.text)
		}
		r.line = first.line
		r.fields = splitRow(r.complete(first), r.sep)
		return true
	}
}

// Fields returns the values of the row, without their quotes.
func (r *Rows) Fields() []string { return r.fields }

// Line returns the number of the row's first line.
func (r *Rows) Line() int { return r.line }

func (r *Rows) pull() (numbered, bool) {
	if len(r.back) > 0 {
		next := r.back[0]
		r.back = r.back[1:]
		return next, true
	}
	if !r.lines.Next() {
		return numbered{}, false
	}
	return numbered{r.lines.Number(), r.lines.Text()}, true
}

// complete joins the lines of a row whose quotes are still open. When the
// quotes do not close, the lines read ahead are given back.
func (r *Rows) complete(first numbered) string {
	if !oddQuotes(first.text) {
		return first.text
	}
	var row strings.Builder
	row.WriteString(first.text)
	var ahead []numbered
	for row.Len() < maxRow {
		next, ok := r.pull()
		if !ok {
			break
		}
		ahead = append(ahead, next)
		row.WriteByte('\n')
		row.WriteString(next.text)
		if oddQuotes(next.text) {
			return row.String()
		}
	}
	r.back = append(ahead, r.back...)
	return first.text
}

func oddQuotes(s string) bool { return strings.Count(s, `"`)%2 == 1 }

func separator(header string) byte {
	best, count := byte(','), strings.Count(header, ",")
	for _, sep := range []byte{';', '\t'} {
		if n := strings.Count(header, string(sep)); n > count {
			best, count = sep, n
		}
	}
	return best
}

// splitRow cuts a row into its fields; a doubled quote inside quotes is one.
func splitRow(row string, sep byte) []string {
	var fields []string
	for {
		field, rest, more := cutField(row, sep)
		fields = append(fields, field)
		if !more {
			return fields
		}
		row = rest
	}
}

func cutField(row string, sep byte) (field, rest string, more bool) {
	if !strings.HasPrefix(row, `"`) {
		field, rest, more = strings.Cut(row, string(sep))
		return strings.TrimSpace(field), rest, more
	}
	var b strings.Builder
	for i := 1; i < len(row); i++ {
		if row[i] != '"' {
			b.WriteByte(row[i])
			continue
		}
		if i+1 < len(row) && row[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		_, rest, more = strings.Cut(row[i+1:], string(sep))
		return b.String(), rest, more
	}
	return b.String(), "", false
}

// Columns finds fields by the name of their column.
type Columns map[string]int

// NewColumns reads a header row.
func NewColumns(header []string) Columns {
	c := Columns{}
	for i, name := range header {
		key := strings.ToLower(strings.TrimSpace(name))
		if _, taken := c[key]; !taken {
			c[key] = i
		}
	}
	return c
}

// Has reports whether all the columns are there.
func (c Columns) Has(names ...string) bool {
	for _, name := range names {
		if _, ok := c[strings.ToLower(name)]; !ok {
			return false
		}
	}
	return true
}

// Get returns the field of the first of these columns that the header has, or
// "" when the row is too short.
func (c Columns) Get(fields []string, names ...string) string {
	for _, name := range names {
		if i, ok := c[strings.ToLower(name)]; ok && i < len(fields) {
			return fields[i]
		}
	}
	return ""
}
