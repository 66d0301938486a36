package tlscheck

import (
	"regexp"
	"strings"
	"time"

	"hybriddiag/parsers/internal/textenc"
)

// names are the four values the script asks for. A row that someone added for
// another value is told by the layout around it.
const names = `SystemDefaultTlsVersions|SchUseStrongCrypto|DisabledByDefault|Enabled`

var (
	// rowLine is a row whose three cells are on one line, set apart by blanks
	// (table), commas or semicolons (CSV), or bars (a table in a mail).
	rowLine = regexp.MustCompile(`(?i)^(HK[^,;|"]*?)[\s,;|"]+(` + names + `)(?:[\s,;|"]+(Not\s*Found|-?\d+|0x[0-9a-f]{1,8}))?[\s,;|"]*$`)
	// label is a line of Format-List.
	label    = regexp.MustCompile(`(?i)^\s*(Path|Name|Value)\s*:(.*)$`)
	onlyName = regexp.MustCompile(`(?i)^(?:` + names + `)$`)
	onlyData = regexp.MustCompile(`(?i)^(?:Not\s*Found|-?\d+|0x[0-9a-f]{1,8})?$`)
	// machine is the line of a transcript's head that names the computer.
	machine = regexp.MustCompile(`^(?:Machine|コンピューター)\s*:\s*([A-Za-z0-9][A-Za-z0-9-]{0,62}) \(`)
	// startTime is the line of that head that says when it was.
	startTime = regexp.MustCompile(`^(?:Start time|開始時刻)\s*:\s*(\d{14})$`)
	// heading is the line above the rows, in a table or CSV.
	heading = regexp.MustCompile(`(?i)^"?Path"?[\s,;|]+"?Name"?[\s,;|]+"?Value"?[\s|]*$`)
	// rule is the line below the headings of a table; it shows the columns.
	rule = regexp.MustCompile(`^-{3,}\s+-{3,}\s+-{3,}\s*$`)
)

// maxHeld bounds how many lines one row may be wrapped over.
const maxHeld = 12

// scanner finds rows in the lines of a text.
type scanner struct {
	number  int
	rows    []row
	headed  bool     // a heading was there: rows may have any name
	columns []int    // where the cells of a table begin, when a rule showed it
	held    []string // lines of the row that is being read
	heldAt  int
	host    string // the computer a transcript around the output names
	taken   time.Time
	list    *row // the object of a Format-List that is being read
	field   *string
}

func newScanner() *scanner { return &scanner{} }

// line takes the next line.
func (s *scanner) line(text string) {
	s.number++
	text = strings.TrimRight(textenc.NormalizePasted(textenc.Clip(text)), " \t\r")
	bare := strings.TrimLeft(text, "> \t|\"'")
	switch m := label.FindStringSubmatch(bare); {
	case bare == "":
		s.flush()
	case m != nil:
		s.labelled(strings.ToLower(m[1]), strings.TrimSpace(m[2]))
	case len(bare) > 2 && strings.EqualFold(bare[:2], "HK"):
		s.flush()
		s.held, s.heldAt = append(s.held, bare), s.number
	case machine.MatchString(bare):
		s.host = machine.FindStringSubmatch(bare)[1]
	case startTime.MatchString(bare):
		s.taken, _ = time.Parse("20060102150405", startTime.FindStringSubmatch(bare)[1])
	case heading.MatchString(bare):
		s.flush()
		s.headed = true
	case rule.MatchString(bare):
		s.columns = columnsOf(bare)
	case s.list != nil && s.field == &s.list.path:
		s.list.path += bare // Format-List wraps a long path without a blank
	case s.list != nil && s.list.value != "":
		s.flush() // what follows is no part of the output
	case len(s.held) > 0 && len(s.held) < maxHeld:
		s.held = append(s.held, strings.TrimLeft(text, ">"))
	}
}

// finish ends the text and returns its rows.
func (s *scanner) finish() []row {
	s.flush()
	return s.rows
}

// labelled takes a line of Format-List.
func (s *scanner) labelled(name, value string) {
	if name == "path" || s.list == nil {
		s.flush()
		s.list = &row{line: s.number}
	}
	switch name {
	case "path":
		s.field = &s.list.path
	case "name":
		s.field = &s.list.name
	default:
		s.field = &s.list.value
	}
	*s.field += value
}

// flush ends the row that is being read.
func (s *scanner) flush() {
	if r := s.list; r != nil && (r.isScripts() || r.isOther()) {
		s.rows = append(s.rows, *r)
	}
	s.list, s.field = nil, nil
	if len(s.held) > 0 {
		if r, ok := s.heldRow(); ok {
			r.line = s.heldAt
			s.rows = append(s.rows, r)
		}
		s.held = s.held[:0]
	}
}

// heldRow reads a row of a table: on one line, wrapped inside its columns, or
// wrapped anywhere by a mail program.
func (s *scanner) heldRow() (row, bool) {
	if len(s.held) == 1 {
		return s.firstRow()
	}
	if r := inColumns(s.held, s.columns); r.isScripts() {
		return r, true
	}
	for n := len(s.held); n > 1; n-- { // what follows the last row may be prose
		if r, ok := oneLine(strings.Join(s.held[:n], " ")); ok && r.value != "" {
			return r, true
		}
	}
	return s.firstRow()
}

// firstRow reads a row whose first line holds all of a row of the script, or
// any row below a heading.
func (s *scanner) firstRow() (row, bool) {
	if r, ok := oneLine(s.held[0]); ok || !s.headed {
		return r, ok
	}
	return otherRow(s.held, s.columns)
}

func oneLine(text string) (row, bool) {
	m := rowLine.FindStringSubmatch(text)
	if m == nil {
		return row{}, false
	}
	return row{path: strings.TrimSpace(m[1]), name: m[2], value: m[3]}, true
}

// inColumns puts the cells of a wrapped row together.
func inColumns(lines []string, columns []int) row {
	if len(columns) != 3 {
		return row{}
	}
	var cells [3]string
	for _, line := range lines {
		for i, start := range columns {
			end := len(line)
			if i < 2 {
				end = min(end, columns[i+1])
			}
			if start < end {
				cells[i] += strings.TrimSpace(line[start:end])
			}
		}
	}
	return row{path: cells[0], name: cells[1], value: cells[2]}
}

// columnsOf returns where the runs of hyphens begin.
func columnsOf(rule string) []int {
	var starts []int
	for i := range rule {
		if rule[i] == '-' && (i == 0 || rule[i-1] != '-') {
			starts = append(starts, i)
		}
	}
	return starts
}

func isNotFound(value string) bool {
	return strings.EqualFold(strings.ReplaceAll(value, " ", ""), "NotFound")
}
