package adsync

import (
	"slices"
	"strings"

	"hybriddiag/parsers/internal/cmdlets"
	"hybriddiag/parsers/internal/psout"
)

const globalSettings = "Get-ADSyncGlobalSettings"

// isRows reports whether the text is the list of parameters of the global settings
// that Export-Csv wrote.
func isRows(lines []string) bool {
	header := slices.IndexFunc(lines, func(line string) bool { return !strings.HasPrefix(line, "#TYPE") })
	if header < 0 || !strings.ContainsAny(lines[header], ",;\t") {
		return false
	}
	fields := strings.FieldsFunc(lines[header], func(c rune) bool { return strings.ContainsRune(",;\t\"", c) })
	return slices.Contains(fields, "Name") && slices.Contains(fields, "Value") &&
		slices.ContainsFunc(lines[header+1:], func(line string) bool {
			return strings.Contains(line, "Microsoft.Synchronize.") || strings.Contains(line, "Microsoft.OptionalFeature.")
		})
}

// readRows gives every row to the reader as the property that it is.
func readRows(rows *psout.Rows, r *cmdlets.Reader) {
	var columns *psout.Columns
	for rows.Next() {
		fields := rows.Fields()
		if columns == nil {
			if len(fields) > 1 {
				c := psout.NewColumns(fields)
				columns = &c
			}
			continue
		}
		if name := columns.Get(fields, "Name"); name != "" {
			r.Line(rows.Line(), name+" : "+strings.Join(strings.Fields(columns.Get(fields, "Value")), " "))
		}
	}
}
