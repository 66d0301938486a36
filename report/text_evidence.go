package report

import (
	"strings"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// How much of the evidence a normal report shows.
const (
	shownEvidence     = 3
	shownExcerptLines = 3
)

// evidence writes the proof of a finding, with the way back to each piece.
func (p *printer) evidence(f finding.Finding) {
	if len(f.Evidence) == 0 {
		return
	}
	p.blank()
	p.section(sectionIndent, i18n.Evidence)
	p.items(bodyIndent, p.style.faint, p.when(f))
	shown := f.Evidence
	if p.opt.Detail < Verbose {
		shown = shown[:min(len(shown), shownEvidence)]
	}
	for i, e := range shown {
		if i == 0 || e.Path != shown[i-1].Path {
			p.para(bodyIndent, p.style.plain, e.Path)
		}
		p.piece(e)
	}
	if more := len(f.Evidence) - len(shown); more > 0 {
		p.para(bodyIndent, p.style.faint, p.text(i18n.MoreEvidence, "n", more))
	}
}

// piece writes one piece of evidence below its file: where, what, and the words
// themselves. The excerpt of a setting begins with its key, which is not told
// twice.
func (p *printer) piece(e finding.Evidence) {
	inner := bodyIndent + 2
	p.items(inner, p.style.faint, p.source(e)...)
	if key := e.Locator.RegistryKey; key != "" && !strings.HasPrefix(e.Excerpt.En, "[") {
		p.para(inner, p.style.faint, key)
	}
	p.excerpt(inner, p.said(e.Excerpt))
	if why := p.said(e.Why); why != "" && p.opt.Detail == Verbose {
		p.para(inner, p.style.faint, why)
	}
}

// excerpt writes the words of the evidence behind a bar.
func (p *printer) excerpt(indent int, text string) {
	if text == "" {
		return
	}
	lines := Wrap(visible(strings.TrimSpace(text)), p.opt.Width-indent-2)
	if p.opt.Detail < Verbose && len(lines) > shownExcerptLines {
		lines = lines[:shownExcerptLines]
		last := &lines[shownExcerptLines-1]
		*last, _ = split(*last, p.opt.Width-indent-len("> ..."))
		*last += "..."
	}
	for _, line := range lines {
		p.line(indent, p.style.plain, "> "+line)
	}
}
