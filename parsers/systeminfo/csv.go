package systeminfo

import (
	"context"
	"io"
	"strings"

	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/textenc"
)

// isCSV reports whether the first row with text is the heading of
// systeminfo /fo csv.
func isCSV(lines []string) bool {
	for _, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		known := 0
		for name := range strings.SplitSeq(line, ",") {
			if _, ok := nameOf(strings.Trim(name, `" `)); ok {
				known++
			}
		}
		return known >= 3
	}
	return false
}

// csv reads systeminfo /fo csv: a heading and one row. A cell with a list holds
// its lines between commas.
func (r *reader) csv(ctx context.Context, src io.Reader) error {
	lines := textenc.NewLines(ctx, src)
	var names []string
	for rows := psout.NewRows(lines); rows.Next(); {
		if names == nil {
			names = append(names, rows.Fields()...)
			continue
		}
		for i, value := range rows.Fields()[:min(len(names), len(rows.Fields()))] {
			first, _, _ := strings.Cut(value, ",[01]:")
			r.labelled(names[i]+": "+first, rows.Line())
			for part := range strings.SplitSeq(value, ",") {
				r.update("  "+part, rows.Line())
			}
		}
	}
	return lines.Err()
}
