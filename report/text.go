package report

import (
	"io"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// writeText writes the report for a terminal: the answer first, then what
// proves it, then what to do; after that what is not known, and why.
func writeText(w io.Writer, d *finding.Diagnosis, opt Options) error {
	p := newPrinter(opt)
	p.answer(d)
	for _, s := range stories(d) {
		p.host(s)
	}
	if opt.Detail > Quiet {
		p.unexplained(d.Unexplained)
		p.checks(d.Checks)
		p.toCollect(d)
	}
	p.reasons(i18n.Incomplete, d.Reasons)
	if opt.Detail > Quiet {
		p.reasons(i18n.Limited, limits(d.Sources))
		p.sources(d.Sources)
		p.summary(d)
	}
	_, err := io.WriteString(w, p.out.String())
	return err
}

// Explain writes what is known about an issue apart from any case.
func Explain(w io.Writer, f finding.Finding, opt Options) error {
	p := newPrinter(opt)
	p.title(titleIndent, f)
	p.body(f)
	_, err := io.WriteString(w, p.out.String())
	return err
}

// answer writes the first lines: what was found, and how far that reaches.
func (p *printer) answer(d *finding.Diagnosis) {
	first, rest := p.words.answer(d)
	p.para(0, p.style.answer, first)
	if rest != "" {
		p.para(0, p.style.plain, rest)
	}
	if n := distinct(d.NotJudged); n > 0 && p.opt.Detail > Quiet {
		p.para(0, p.style.plain, p.text(headNotJudged(d, p.opt.Detail), "n", n))
	}
	if !d.Complete {
		p.para(0, p.style.warn, p.text(i18n.HeadIncomplete))
	}
}

// host writes what was found on one computer.
func (p *printer) host(s story) {
	quiet := p.opt.Detail == Quiet
	if quiet && len(s.Roots) == 0 || s.Host.Name == "" && s.empty() {
		return
	}
	p.blank()
	name := s.Host.Name
	if name == "" {
		name = p.text(i18n.NoHost)
	}
	p.para(0, p.style.host, name)
	if about := p.about(s.Host); about != "" && !quiet {
		p.para(0, p.style.faint, about)
	}
	for _, r := range s.Roots {
		p.blank()
		p.root(r)
	}
	if quiet {
		return
	}
	p.group(i18n.Others, s.Others)
	p.group(i18n.Past, s.Past)
	p.group(i18n.Notes, s.Notes)
	if len(s.Roots)+len(s.Others) == 0 && p.opt.Detail < Verbose {
		p.meaning(s.Notes)
	}
}
