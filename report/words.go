package report

import (
	"slices"
	"strings"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// words says things in one language, the same in every format.
type words struct{ lang i18n.Lang }

// text returns a message of the catalogue.
func (w words) text(key i18n.Key, args ...any) string { return w.lang.Text(key, args...) }

// join puts parts into one list, as the language does.
func (w words) join(parts ...string) string {
	return strings.Join(nonEmpty(parts...), w.text(i18n.Separator))
}

// in returns a text that carries both languages.
func (w words) in(t finding.Text) string { return t.In(string(w.lang)) }

// said returns a sentence of the program itself.
func (w words) said(m finding.Message) string { return m.In(string(w.lang)) }

// step returns what to do in one step.
func (w words) step(s finding.Step) string { return w.in(finding.Text{En: s.En, Ja: s.Ja}) }

// answer returns what was found, as the first line of a report, and what else
// belongs to it.
func (w words) answer(d *finding.Diagnosis) (first, rest string) {
	roots, past := countRole(d, finding.RootCause), countRole(d, finding.Past)
	switch {
	case roots == 1:
		return w.text(i18n.HeadRoot, "title", w.in(firstRoot(d).Title)), ""
	case roots > 1:
		return w.text(i18n.HeadRoots, "n", roots, "title", w.in(firstRoot(d).Title)), ""
	case past > 0:
		return w.text(i18n.HeadPastOnly, "n", past), ""
	case len(d.Findings) > 0:
		return w.text(i18n.HeadNotesOnly, "n", len(d.Findings)), ""
	case !anyRead(d):
		return w.text(i18n.HeadNothingRead), ""
	}
	if n := len(d.Unexplained); n > 0 {
		return w.text(i18n.HeadNone), w.text(i18n.HeadUnexplained, "n", n)
	}
	return w.text(i18n.HeadNone), w.text(i18n.HeadNoneCaveat)
}

// firstRoot returns the first root cause; there is one.
func firstRoot(d *finding.Diagnosis) finding.Finding {
	return d.Findings[slices.IndexFunc(d.Findings, func(f finding.Finding) bool { return f.Role == finding.RootCause })]
}

func countRole(d *finding.Diagnosis, role finding.Role) int {
	n := 0
	for _, f := range d.Findings {
		if f.Role == role {
			n++
		}
	}
	return n
}

// distinct counts issues, not the hosts they could not be judged on.
func distinct(all []finding.NotJudged) int {
	ids := map[string]bool{}
	for _, n := range all {
		ids[n.ID] = true
	}
	return len(ids)
}

func anyRead(d *finding.Diagnosis) bool {
	for _, s := range d.Sources {
		if s.Status == finding.Read || s.Status == finding.Partial {
			return true
		}
	}
	return false
}
