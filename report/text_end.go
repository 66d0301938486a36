package report

import (
	"strconv"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// How many reasons, and how many things to collect, a normal report lists.
const (
	shownReasons = 8
)

// checks writes the guided check lists: what did not pass, all of it with -v.
func (p *printer) checks(all []finding.Check) {
	for _, list := range checkLists(all) {
		p.checkList(list)
	}
}

func (p *printer) checkList(list []finding.Check) {
	p.blank()
	p.para(0, p.style.section, p.join(p.in(list[0].ListTitle), list[0].Host))
	p.para(sectionIndent, p.style.plain, p.outcomes(list))
	for _, c := range list {
		if c.Outcome == finding.Failed || p.opt.Detail == Verbose {
			p.check(c)
		}
	}
}

func (p *printer) check(c finding.Check) {
	style := p.style.plain
	switch c.Outcome {
	case finding.Failed:
		style = p.style.bad
	case finding.Passed:
		style = p.style.good
	}
	p.para(sectionIndent, style, p.in(c.Title)+": "+p.text(i18n.Key("outcome."+string(c.Outcome))))
	if note := p.in(c.Note); note != "" {
		p.para(bodyIndent, p.style.faint, note)
	}
}

// toCollect writes what would decide more, the weightiest first, from the folder
// that takes it to the archive that is sent. A case that has its answer gets one
// line.
func (p *printer) toCollect(d *finding.Diagnosis) {
	shown, more := asked(d, p.opt.Detail)
	if len(shown) == 0 {
		return
	}
	p.blank()
	p.section(0, i18n.NotJudged)
	p.step(sectionIndent, "", p.folder(), false)
	for i, c := range shown {
		p.step(sectionIndent, strconv.Itoa(i+1)+". ", c.Step, false)
		p.decides(c)
		p.blank()
	}
	p.step(sectionIndent, "", p.handIn(), more == 0)
	if more > 0 {
		p.para(sectionIndent, p.style.faint, p.text(i18n.MoreReasons, "n", more))
	}
}

// decides writes which issues a collection would decide, with their ids with -v.
func (p *printer) decides(c collection) {
	inner := sectionIndent + 3
	if p.opt.Detail < Verbose || len(c.Judged) == 0 {
		p.para(inner, p.style.faint, p.whether(c))
		return
	}
	for _, n := range c.Judged {
		line := n.ID + " " + p.in(n.Title)
		p.para(inner, p.style.faint, p.join(line, n.Host))
	}
}

// reasons writes what could not be read and why, or what limits it.
func (p *printer) reasons(heading i18n.Key, all []finding.Reason) {
	if len(all) == 0 {
		return
	}
	p.blank()
	p.para(0, p.style.warn, p.text(heading))
	shown := all
	if p.opt.Detail < Verbose {
		shown = shown[:min(len(shown), shownReasons)]
	}
	for i, r := range shown {
		if i == 0 || r.Path != shown[i-1].Path {
			p.para(sectionIndent, p.style.plain, r.Path)
		}
		p.para(bodyIndent, p.style.plain, p.said(r.Message))
	}
	if more := len(all) - len(shown); more > 0 {
		p.para(sectionIndent, p.style.faint, p.text(i18n.MoreReasons, "n", more))
	}
}

// sources lists the files with -v.
func (p *printer) sources(all []finding.Source) {
	if p.opt.Detail < Verbose || len(all) == 0 {
		return
	}
	p.blank()
	p.section(0, i18n.Sources)
	for _, s := range all {
		p.para(sectionIndent, p.style.plain, s.Path)
		status := p.text(i18n.Key("status." + string(s.Status)))
		if s.Status == finding.Skipped || s.Status == finding.Unknown {
			p.para(bodyIndent, p.style.faint, p.join(status, p.whySkipped(s.Problems)))
			continue
		}
		line := p.text(i18n.SourceLine, "format", s.Format, "status", status, "n", s.Records)
		if s.RecordsDamaged > 0 {
			line = p.join(line, p.text(i18n.DamagedCount, "n", s.RecordsDamaged))
		}
		p.para(bodyIndent, p.style.faint, line)
		for _, problem := range s.Problems {
			p.para(bodyIndent, p.style.faint, p.problem(problem))
		}
	}
}

// problem says what is wrong with a file, or what its reader noticed.
func (p *printer) problem(problem finding.Problem) string {
	return p.said(problem.Message)
}

// whySkipped returns what is wrong with a file that was not opened.
func (p *printer) whySkipped(problems []finding.Problem) string {
	if len(problems) == 0 {
		return ""
	}
	return p.problem(problems[0])
}

// summary writes the last lines: what was read, and as of when it is judged.
func (p *printer) summary(d *finding.Diagnosis) {
	p.blank()
	for _, line := range p.words.summary(d) {
		p.para(0, p.style.faint, line)
	}
}
