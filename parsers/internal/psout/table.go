package psout

import (
	"strings"

	"hybriddiag/parsers/internal/textenc"
)

// Table reads Format-Table output: a heading, a rule of hyphens that shows
// where the columns begin, and rows up to a blank line. A cell that did not fit
// its column is cut by PowerShell itself.
type Table struct {
	lines   *textenc.Lines
	before  string
	starts  []int // in characters; nil outside a table
	columns Columns
	fields  []string
}

// NewTable returns the rows of all tables of a text.
func NewTable(lines *textenc.Lines) *Table { return &Table{lines: lines} }

// Next moves to the next row.
func (t *Table) Next() bool {
	for t.lines.Next() {
		text := strings.TrimRight(t.lines.Text(), " \t\r")
		switch {
		case isRule(text):
			t.starts = ruleStarts(text)
			t.columns = NewColumns(cut(t.before, t.starts))
		case text == "":
			t.starts = nil
		case t.starts != nil:
			t.fields = cut(text, t.starts)
			return true
		}
		t.before = text
	}
	return false
}

// Columns returns the columns of the row's table.
func (t *Table) Columns() Columns { return t.columns }

// Fields returns the cells of the row.
func (t *Table) Fields() []string { return t.fields }

// Line returns the number of the row's line.
func (t *Table) Line() int { return t.lines.Number() }

// isRule recognises the line below a heading of at least two columns.
func isRule(text string) bool {
	return strings.HasPrefix(strings.TrimLeft(text, " "), "-") && strings.Contains(text, "- ") && strings.Trim(text, "- ") == ""
}

// maxColumns is more than any table of a console has.
const maxColumns = 100

func ruleStarts(rule string) []int {
	var starts []int
	for i := range len(rule) {
		if rule[i] == '-' && (i == 0 || rule[i-1] == ' ') && len(starts) < maxColumns {
			starts = append(starts, i)
		}
	}
	return starts
}

// cut splits a line at the columns. What is wider than one character counts as
// one, as PowerShell counts it in a file. A number that is wider than the head
// of its column begins left of it.
func cut(text string, starts []int) []string {
	runes := []rune(text)
	fields := make([]string, len(starts))
	from := begin(runes, starts, 0)
	for i := range starts {
		to := begin(runes, starts, i+1)
		if from < to {
			fields[i] = strings.TrimSpace(string(runes[from:to]))
		}
		from = to
	}
	return fields
}

// begin returns where column i of a line begins.
func begin(runes []rune, starts []int, i int) int {
	if i >= len(starts) || starts[i] >= len(runes) {
		return len(runes)
	}
	at := starts[i]
	for i > 0 && at > starts[i-1] && at < len(runes) && isDigit(runes[at]) && isDigit(runes[at-1]) {
		at--
	}
	return at
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
