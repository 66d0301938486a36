package main

import (
	"strings"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// shownUnread is how many files of each kind are named that gave nothing.
const shownUnread = 5

// listUnread says why nothing was usable although nothing failed: the files
// are of kinds that nobody reads or of no known format, or there are none.
func (a *app) listUnread(d *finding.Diagnosis) {
	told := map[string]bool{}
	for _, r := range d.Reasons {
		told[r.Path] = true
	}
	var unknown []string
	left := shownUnread
	for _, s := range d.Sources {
		switch {
		case len(s.Problems) > 0 && !told[s.Path] && left > 0:
			left--
			a.tell(s.Path, s.Problems[0].Message.In(string(a.lang)))
		case s.Status == finding.Unknown:
			unknown = append(unknown, printable(s.Path))
		}
	}
	if len(d.Sources)+len(d.Reasons) == 0 {
		a.complain(a.text(i18n.WarnNoFiles, "paths", printable(strings.Join(a.paths, ", "))), "")
	}
	a.listUnknown(unknown)
}

// listUnknown names the first files of no known format.
func (a *app) listUnknown(paths []string) {
	n := len(paths)
	if n == 0 {
		return
	}
	if n > shownUnread {
		paths = append(paths[:shownUnread:shownUnread], "…")
	}
	a.complain(a.text(i18n.WarnUnknown, "n", n, "paths", strings.Join(paths, ", ")), "")
}

// listReasons names on standard error what could not be read.
func (a *app) listReasons(reasons []finding.Reason) {
	a.incomplete = a.incomplete || len(reasons) > 0
	for _, r := range reasons {
		a.tell(r.Path, r.Message.In(string(a.lang)))
	}
}

// tell says on standard error what is with a file.
func (a *app) tell(path, reason string) {
	a.complain(a.text(i18n.WarnIncomplete, "path", printable(path), "reason", printable(reason)), "")
}
