package eventtext

import (
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/psout"
)

// isRuled recognises the heading of a console's table of events by the rule of
// hyphens below it.
func isRuled(heading, rule string) bool {
	if !strings.Contains(rule, "-- ") || strings.Trim(rule, "- \r") != "" {
		return false
	}
	have := map[property]bool{}
	for _, name := range strings.Fields(heading) {
		have[columnOf(name)] = true
	}
	return have[when] && have[source] && (have[eventID] || have[instanceID])
}

// readRuled reads the rows of a console's tables. Their messages are cut to the
// width of the console.
func readRuled(rows *psout.Table, w *writer) {
	for rows.Next() {
		e := &evidence.Event{Locator: evidence.Locator{Line: rows.Line()}}
		for name, i := range rows.Columns() {
			value := rows.Fields()[i]
			p := columnOf(name)
			if p == message {
				value = strings.TrimRight(value, ".…")
			}
			w.set(e, p, value)
		}
		if usable(e) {
			w.add(e)
		}
	}
}
