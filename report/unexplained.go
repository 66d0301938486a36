package report

import (
	"strings"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// shownUnexplained is how many errors without a known issue a normal report
// lists.
const shownUnexplained = 8

// unexplainedWhere returns the place of an error, how often and when it came.
func (w words) unexplainedWhere(u finding.Unexplained) []string {
	return []string{w.locator(u.Locator), w.when(finding.Finding{Count: u.Count, FirstTime: u.FirstTime, LastTime: u.LastTime})}
}

// codeMeanings says what the codes in an error mean, a line each.
func (w words) codeMeanings(u finding.Unexplained) []string {
	var out []string
	for _, c := range u.Codes {
		out = append(out, c.Code+": "+w.in(c.Meaning))
	}
	return out
}

// unexplained writes the errors that no known issue explains.
func (p *printer) unexplained(all []finding.Unexplained) {
	if len(all) == 0 {
		return
	}
	p.blank()
	p.section(0, i18n.Unexplained)
	shown := all
	if p.opt.Detail < Verbose {
		shown = shown[:min(len(shown), shownUnexplained)]
	}
	for i, u := range shown {
		if i == 0 || u.Path != shown[i-1].Path {
			p.para(sectionIndent, p.style.plain, u.Path)
		}
		p.items(bodyIndent, p.style.faint, p.unexplainedWhere(u)...)
		p.excerpt(bodyIndent, p.said(u.Excerpt))
		for _, line := range p.codeMeanings(u) {
			p.para(bodyIndent, p.style.plain, line)
		}
	}
	if more := len(all) - len(shown); more > 0 {
		p.para(sectionIndent, p.style.faint, p.text(i18n.MoreReasons, "n", more))
	}
}

// unexplained writes the errors that no known issue explains.
func (m *markdown) unexplained(all []finding.Unexplained) {
	if len(all) == 0 {
		return
	}
	m.line("## " + escaped(m.text(i18n.Unexplained)))
	shown := all
	if m.opt.Detail < Verbose {
		shown = shown[:min(len(shown), shownUnexplained)]
	}
	for _, u := range shown {
		where := nonEmpty(append([]string{u.Path}, m.unexplainedWhere(u)...)...)
		m.line("- "+escaped(strings.Join(where, ", ")), fenced("  ", m.said(u.Excerpt)))
		for _, line := range m.codeMeanings(u) {
			m.line("  " + escaped(line))
		}
	}
	if more := len(all) - len(shown); more > 0 {
		m.line(escaped(m.text(i18n.MoreReasons, "n", more)))
	}
}
