package report

import (
	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// How much of one selection is shown.
const (
	shownPieces  = 1 // pieces of evidence
	shownMissing = 4 // things to collect
	shownValues  = 4 // values of a field
)

// selection writes the answer to one selection.
func (p *printer) selection(s finding.SelectionAnswer) {
	name := s.Name
	if uses := p.uses(s.Uses); uses != "" {
		name += " (" + uses + ")"
	}
	if s.Count > 1 {
		name += "  " + p.text(i18n.Times, "n", s.Count)
	}
	p.answered(s.Value, name)
	p.para(bodyIndent, p.style.faint, p.in(s.Asks))
	if reason := p.because(s.Reason); reason != "" && !shownByMiss(s) {
		p.para(bodyIndent, p.style.plain, reason)
	}
	p.pieces(s)
	p.miss(s)
	p.missing(s.Missing)
}

// shownByMiss reports whether the nearest miss says the reason as well.
func shownByMiss(s finding.SelectionAnswer) bool {
	code := s.Reason.Code
	return s.Nearest != nil && (code == "setting/differs" || code == "product/version")
}

// uses says what a selection is for, unless the condition asks for it.
func (w words) uses(uses []string) string {
	var out []string
	for _, use := range uses {
		if use == finding.UseCondition {
			return ""
		}
		out = append(out, w.text(i18n.Key("use."+use)))
	}
	return w.join(out...)
}

// pieces writes the first pieces of evidence.
func (p *printer) pieces(s finding.SelectionAnswer) {
	shown := s.Evidence
	if p.opt.Detail < Verbose {
		shown = shown[:min(len(shown), shownPieces)]
	}
	for i, e := range shown {
		if i == 0 || e.Path != shown[i-1].Path {
			p.para(bodyIndent, p.style.plain, e.Path)
		}
		p.piece(e)
	}
}

// miss writes what came nearest, and what about it differs.
func (p *printer) miss(s finding.SelectionAnswer) {
	n := s.Nearest
	if n == nil {
		if s.LookedAt > 0 && len(s.Evidence) == 0 {
			p.para(bodyIndent, p.style.plain, p.text(i18n.WhyLookedAt, "n", s.LookedAt))
		}
		return
	}
	heading := i18n.WhyAt
	if len(n.Differs) > 0 {
		heading = i18n.WhyNearest
	}
	p.para(bodyIndent, p.style.plain, p.text(heading)+": "+n.Path)
	p.piece(n.Evidence)
	for _, d := range n.Differs {
		p.difference(d)
	}
}

// difference writes what was wanted of a field above what was found.
func (p *printer) difference(d finding.Difference) {
	const indent = bodyIndent + 2
	wanted, actual := p.text(i18n.WhyWanted), p.text(i18n.WhyActual)
	column := max(width(wanted), width(actual)) + 2
	p.hang(indent, padded(wanted, column), p.style.plain, p.in(d.Asks))
	found := p.values(d.Found)
	if len(d.Found) == 0 {
		found = p.text(i18n.WhyNoValue, "field", d.Field)
	}
	p.hang(indent, padded(actual, column), p.style.plain, found)
}

// values lists values of a field in backquotes.
func (w words) values(values []string) string {
	var out []string
	for i, v := range values {
		if i == shownValues {
			out = append(out, w.text(i18n.More, "n", len(values)-i))
			break
		}
		out = append(out, "`"+v+"`")
	}
	return w.join(out...)
}

// missing writes what to collect.
func (p *printer) missing(all []finding.Missing) {
	for i, m := range all {
		if i == shownMissing && p.opt.Detail < Verbose {
			p.para(bodyIndent, p.style.faint, p.text(i18n.More, "n", len(all)-i))
			return
		}
		what := m.ID
		if title := p.in(m.Title); title != "" {
			what = title + " (" + m.ID + ")"
		}
		p.para(bodyIndent, p.style.plain, p.text(i18n.WhyCollect, "what", what))
		if m.Command != "" {
			p.unwrapped(bodyIndent+2, p.style.command, m.Command)
		}
	}
}
