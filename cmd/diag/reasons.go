package main

import (
	"fmt"
	"strings"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// shownUnread is how many files that nobody reads are named.
const shownUnread = 5

// listUnread says why nothing was usable although nothing failed: the files
// are of no known format, or there are none.
func (a *app) listUnread(d *finding.Diagnosis) {
	var unread []string
	for _, s := range d.Sources {
		if s.Status == finding.Unknown {
			unread = append(unread, printable(s.Path))
		}
	}
	n := len(unread)
	switch {
	case n > shownUnread:
		unread = append(unread[:shownUnread], "…")
		fallthrough
	case n > 0:
		a.complain(a.text(i18n.WarnUnknown, "n", n, "paths", strings.Join(unread, ", ")), "")
	case len(d.Sources)+len(d.Reasons) == 0:
		a.complain(a.text(i18n.WarnNoFiles, "paths", printable(strings.Join(a.paths, ", "))), "")
	}
}

// listReasons names on standard error what could not be read.
func (a *app) listReasons(reasons []finding.Reason) {
	a.incomplete = a.incomplete || len(reasons) > 0
	for _, r := range reasons {
		fmt.Fprintln(a.err, "diag: "+a.text(i18n.WarnIncomplete, "path", printable(r.Path), "reason", printable(a.lang.Reason(r.Code, r.Message))))
	}
}
