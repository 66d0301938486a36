// Package hotfixes reads lists of installed Windows updates:
//
//	Get-HotFix | Export-Csv     "PSComputerName","InstalledOn",…,"HotFixID",…
//	Get-HotFix, wmic qfe        a table with a column HotFixID
//	wmic qfe /format:htable     the same as an HTML table
//
// Each update becomes a setting "hotfix" with the KB number as its name and the
// installation date, as printed, as its value. The date follows the culture of
// the server and is shown as it is. The names of the columns are not translated.
//
// The list is what Windows calls quick-fix engineering: updates of components
// that came by other ways are not in it.
//
// Problem: list-too-long.
//
// Source: output of Get-HotFix and of wmic qfe.
package hotfixes

import (
	"context"
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/textenc"
)

// Parser reads lists of updates.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "hotfixes" }

const (
	column     = "HotFixID"
	maxUpdates = 20_000 // of one list
	headLines  = 200    // may precede the headings on an HTML page
	titleLines = 10     // may precede them elsewhere
)

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	lines := h.Lines(headLines)
	if psout.InTranscript(lines) {
		return parsers.No
	}
	for i, line := range lines {
		if strings.Contains(line, column) && (i < titleLines && isTitle(line) || strings.Contains(line, "<")) {
			return parsers.Structure
		}
	}
	return parsers.No
}

// isTitle reports whether a line that names the column of the numbers is a row of
// headings, not prose.
func isTitle(line string) bool {
	return strings.Contains(line, "InstalledOn") || strings.Contains(line, "Description") || strings.Contains(line, `"`+column+`"`)
}

var (
	kb   = regexp.MustCompile(`\b(?:KB|Q)\d{6,8}\b`)
	date = regexp.MustCompile(`\b(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}|20\d{6})(?: \d{1,2}:\d{2}:\d{2}(?: ?[AP]M)?)?`)
)

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := &reader{out: out}
	h, src, err := in.Peek()
	if err != nil {
		return r.result, err
	}
	first := strings.Join(h.Lines(titleLines), "\n")
	lines := textenc.NewLines(ctx, src)
	switch {
	case strings.Contains(strings.ToLower(first), "<html") || strings.Contains(strings.ToLower(first), "<table"):
		r.html(lines)
	case strings.Contains(first, ",") && strings.Contains(first, `"`+column) || strings.Contains(first, ","+column):
		r.csv(psout.NewRows(lines))
	default:
		r.table(lines)
	}
	if r.full {
		r.result.Problems = append(r.result.Problems, parsers.ListTooLong(maxUpdates))
	}
	out.Coverage(evidence.Coverage{Kind: evidence.CoversSetting, Root: "hotfix", Partial: lines.Err() != nil || r.full})
	return r.result, lines.Err()
}

// reader sends the updates it is given.
type reader struct {
	out    parsers.Sink
	result parsers.Result
	full   bool
}

// add sends one update.
func (r *reader) add(id, installed string, line int) {
	id = strings.ToUpper(strings.TrimSpace(id))
	if !kb.MatchString(id) {
		return
	}
	if r.result.Records == maxUpdates {
		r.full = true
		return
	}
	r.result.Records++
	r.out.Setting(evidence.Setting{
		Key: "hotfix", Name: id, Value: textenc.Clip(strings.TrimSpace(installed)), Locator: evidence.Locator{Line: line},
	})
}

// host notes the computer that the list names.
func (r *reader) host(name string) {
	if name = strings.TrimSpace(name); r.result.Host == "" && name != "" {
		r.result.Host = name
	}
}

// csv reads what Export-Csv wrote.
func (r *reader) csv(rows *psout.Rows) {
	var at map[string]int
	for rows.Next() {
		fields := rows.Fields()
		if at == nil {
			at = columnsIn(fields)
			continue
		}
		cell := func(name string) string {
			if i, ok := at[name]; ok && i < len(fields) {
				return fields[i]
			}
			return ""
		}
		r.host(cell("csname"))
		r.host(cell("pscomputername"))
		r.host(cell("source"))
		r.host(cell("node"))
		r.add(cell("hotfixid"), cell("installedon"), rows.Line())
	}
}

// columnsIn returns the columns of a heading row, nil for another row.
func columnsIn(fields []string) map[string]int {
	at := map[string]int{}
	for i, f := range fields {
		at[strings.ToLower(strings.TrimSpace(f))] = i
	}
	if _, ok := at["hotfixid"]; !ok {
		return nil
	}
	return at
}

// table reads lines that hold a KB number; the date is behind it, the computer
// is the first column of Get-HotFix.
func (r *reader) table(lines *textenc.Lines) {
	source := false
	for lines.Next() {
		text := lines.Text()
		if strings.Contains(text, column) {
			source = strings.HasPrefix(text, "Source ")
			continue
		}
		at := kb.FindStringIndex(text)
		if at == nil {
			continue
		}
		if source && text[0] != ' ' {
			name, _, _ := strings.Cut(text, " ")
			r.host(name)
		}
		r.add(text[at[0]:at[1]], date.FindString(text[at[1]:]), lines.Number())
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

// html reads rows of a table, which may lie on one line or on many.
func (r *reader) html(lines *textenc.Lines) {
	id, line := "", 0
	for lines.Next() {
		for part := range strings.SplitSeq(lines.Text(), "<") {
			name := strings.ToLower(part)
			if strings.HasPrefix(name, "tr") || strings.HasPrefix(name, "/tr") {
				r.add(id, "", line)
				id = ""
			}
			text := tag.ReplaceAllString("<"+part, "")
			if found := kb.FindString(text); found != "" && id == "" {
				id, line = found, lines.Number()
			}
			if found := date.FindString(text); found != "" && id != "" {
				r.add(id, found, line)
				id = ""
			}
		}
	}
	r.add(id, "", line)
}
