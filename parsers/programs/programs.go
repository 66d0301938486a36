// Package programs reads lists of installed programs:
//
//	wmic product list                  a table: … IdentifyingNumber … Name … Vendor  Version
//	wmic product list /format:list     Name=…, Vendor=…, Version=…, a blank line between programs
//	wmic … /format:csv, Export-Csv     Node,…,Name,…,Version or "DisplayName","DisplayVersion"
//	Format-Table, Format-List          DisplayName, DisplayVersion of the Uninstall keys
//
// A program of a known product is told with its version; one that the sink wants
// becomes settings program\<name>, all its properties under their names. A list
// shows what one installer knows, so that it proves no absence. The names of the
// columns are not translated. A table that cuts a cell with "..." hides the version
// of that program.
//
// Source: output of these commands.
package programs

import (
	"context"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/products"
)

// Parser reads lists of installed programs.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "programs" }

const (
	headLines  = 60 // may precede the first program of a list
	titleLines = 10 // may precede the headings of a table
)

// layout is how a list is written.
type layout int

const (
	unknown layout = iota
	table
	commas
	list
)

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	lines := h.Lines(headLines)
	if layoutOf(lines) == unknown || psout.InTranscript(lines) {
		return parsers.No
	}
	return parsers.Structure
}

// heads are the names of columns that only a list of programs has together.
var heads = [][]string{
	{"IdentifyingNumber", "Name", "Version"},
	{"Name", "Vendor", "Version"},
	{"DisplayName", "DisplayVersion"},
}

// layoutOf tells how the list is written.
func layoutOf(lines []string) layout {
	var keys []string
	for i, line := range lines {
		if key, _, ok := cutProperty(line); ok {
			keys = append(keys, key)
			if isHead(keys) {
				return list
			}
			continue
		}
		switch line = strings.TrimPrefix(line, "\ufeff"); {
		case i > titleLines:
		case isHead(cells(line, ",;\t")):
			return commas
		case strings.Contains(line, "  ") && isHead(cells(line, " ")):
			return table
		}
	}
	return unknown
}

// cells cuts a line at any of the separators.
func cells(line, separators string) []string {
	out := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(separators, r) })
	for i := range out {
		out[i] = strings.Trim(out[i], "\" \r")
	}
	return out
}

// isHead reports whether the names are those of a list of programs.
func isHead(names []string) bool {
	return slices.ContainsFunc(heads, func(head []string) bool {
		return !slices.ContainsFunc(head, func(want string) bool { return !slices.Contains(names, want) })
	})
}

// property is a line of a list, of wmic or of PowerShell.
var property = regexp.MustCompile(`^([A-Za-z]\w{1,40})(?:=| *: )(.*)$`)

func cutProperty(line string) (key, value string, ok bool) {
	m := property.FindStringSubmatch(strings.TrimRight(line, "\r "))
	if m == nil {
		return "", "", false
	}
	return m[1], strings.TrimSpace(m[2]), true
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := &reader{out: out}
	h, src, err := in.Peek()
	if err != nil {
		return r.result, err
	}
	lines := textenc.NewLines(ctx, src)
	switch layoutOf(h.Lines(headLines)) {
	case table:
		r.table(lines)
	case commas:
		r.commas(psout.NewRows(lines))
	case list:
		r.list(lines)
	}
	return r.result, lines.Err()
}

// reader tells the products of the programs it is given.
type reader struct {
	out    parsers.Sink
	result parsers.Result
}

var version = regexp.MustCompile(`^\d+(?:\.\d+){1,3}$`)

// names are those of Windows' Uninstall keys for what others call simply so.
var names = map[string]string{"DisplayName": "Name", "DisplayVersion": "Version"}

// program takes one program with its properties.
func (r *reader) program(properties map[string]string, line int) {
	for old, name := range names {
		if value := properties[old]; value != "" && properties[name] == "" {
			properties[name] = value
		}
		delete(properties, old)
	}
	name, number := properties["Name"], properties["Version"]
	if strings.Trim(name, "-") == "" { // below the headings of a table
		return
	}
	if key := evidence.ProgramKey(name); r.out.WantsKey(key) == parsers.Wanted {
		for _, name := range slices.Sorted(maps.Keys(properties)) {
			r.out.Setting(evidence.Setting{Key: key, Name: name, Value: properties[name], Locator: evidence.Locator{Line: line}})
		}
	}
	if !version.MatchString(number) {
		return
	}
	r.result.Records++
	if id, ok := products.OfDisplayName(name); ok {
		r.out.Product(evidence.Product{ID: id, Version: number, Locator: evidence.Locator{Line: line}, Why: evidence.Verbatim(name + " " + number)})
	}
}

// table reads cells by the columns in which their headings begin.
func (r *reader) table(lines *textenc.Lines) {
	var columns map[string][2]int
	for lines.Next() {
		text := []rune(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if columns == nil {
			if isHead(strings.Fields(string(text))) {
				columns = columnsOf(text)
			}
			continue
		}
		properties := map[string]string{}
		for name, at := range columns {
			if at[0] < len(text) {
				properties[name] = strings.TrimSpace(string(text[at[0]:min(at[1], len(text))]))
			}
		}
		r.program(properties, lines.Number())
	}
}

// columnsOf returns where each heading's column begins and ends.
func columnsOf(head []rune) map[string][2]int {
	columns := map[string][2]int{}
	last, start := "", 0
	for i := range head {
		if head[i] == ' ' || i > 0 && head[i-1] != ' ' {
			continue
		}
		if last != "" {
			columns[last] = [2]int{start, i}
		}
		last, _, _ = strings.Cut(string(head[i:]), " ")
		start = i
	}
	columns[last] = [2]int{start, math.MaxInt}
	return columns
}

// commas reads rows by the names of their headings.
func (r *reader) commas(rows *psout.Rows) {
	var head []string
	for rows.Next() {
		fields := rows.Fields()
		if head == nil {
			if isHead(fields) {
				head = slices.Clone(fields)
			}
			continue
		}
		properties := map[string]string{}
		for i, name := range head {
			if i < len(fields) {
				properties[name] = strings.TrimSpace(fields[i])
			}
		}
		r.program(properties, rows.Line())
	}
}

// list reads one property a line; a property that comes again begins the next
// program.
func (r *reader) list(lines *textenc.Lines) {
	properties, first := map[string]string{}, 0
	flush := func() {
		if len(properties) > 0 {
			r.program(properties, first)
		}
		clear(properties)
	}
	for lines.Next() {
		key, value, ok := cutProperty(lines.Text())
		if !ok {
			continue
		}
		if _, twice := properties[key]; twice {
			flush()
		}
		if len(properties) == 0 {
			first = lines.Number()
		}
		properties[key] = value
	}
	flush()
}
