package tlscheck

import (
	"regexp"
	"strings"
)

// row is one object of the output.
type row struct {
	path, name, value string // as printed; value "" when there is none
	key               string // the registry key the path stands for, "" while unknown
	line              int
}

// isScripts reports whether the row is about one of the values that the script
// itself asks for.
func (r *row) isScripts() bool { return onlyName.MatchString(r.name) && onlyData.MatchString(r.value) }

// otherName is the name of any value. Prose in its place has blanks.
var otherName = regexp.MustCompile(`^[\w(][\w.()-]{0,254}$`)

// isOther reports whether the row can be about any other value.
func (r *row) isOther() bool {
	return len(r.path) > 4 && strings.EqualFold(r.path[:2], "HK") && strings.Contains(r.path, `\`) &&
		otherName.MatchString(r.name) && !onlyName.MatchString(r.name) && r.value != ""
}

var (
	// otherCells is a row of CSV or of a table in a mail.
	otherCells = regexp.MustCompile(`^"?(HK[^",;|]*?)"?\s*[,;|]\s*"?([^",;|]+?)"?\s*[,;|]\s*"?([^"|]*?)"?[\s|]*$`)
	// otherLine is a row of a table that has lost its columns.
	otherLine = regexp.MustCompile(`^(HK[^,;|"]*?)\s+(\S+)\s+(?i:(Not\s*Found|-?\d+|0x[0-9a-f]{1,8}))\s*$`)
)

// otherRow reads a row about any value: by its separators, by the columns of
// the table, or by its last two words.
func otherRow(lines []string, columns []int) (row, bool) {
	for _, form := range []*regexp.Regexp{otherCells, otherLine} {
		if m := form.FindStringSubmatch(lines[0]); m != nil {
			r := row{path: strings.TrimSpace(m[1]), name: m[2], value: m[3]}
			return r, r.isOther()
		}
	}
	for n := len(lines); n > 0; n-- { // what follows the last row may be prose
		if r := inColumns(lines[:n], columns); r.isOther() {
			return r, true
		}
	}
	return row{}, false
}
