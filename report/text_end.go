package report

import (
	"slices"
	"strconv"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// shownReasons is how many reasons a normal report lists.
const shownReasons = 8

// checks writes the guided check lists: what did not pass, all of it with -v.
func (p *printer) checks(all []finding.Check) {
	for start := 0; start < len(all); {
		end := start
		for end < len(all) && all[end].List == all[start].List && all[end].Host == all[start].Host {
			end++
		}
		p.checkList(all[start:end])
		start = end
	}
}

func (p *printer) checkList(list []finding.Check) {
	passed := 0
	for _, c := range list {
		if c.Outcome == finding.Passed {
			passed++
		}
	}
	p.blank()
	head := p.join(p.text(i18n.Checks), list[0].Host)
	p.para(0, p.style.section, head+": "+p.text(i18n.ChecksDone, "passed", passed, "n", len(list)))
	for _, c := range list {
		if c.Outcome == finding.Failed || p.opt.Detail == Verbose {
			p.check(c)
		}
	}
}

func (p *printer) check(c finding.Check) {
	lang := string(p.opt.Lang)
	style := p.style.plain
	switch c.Outcome {
	case finding.Failed:
		style = p.style.bad
	case finding.Passed:
		style = p.style.good
	}
	p.para(sectionIndent, style, c.Title.In(lang)+": "+p.text(i18n.Key("outcome."+string(c.Outcome))))
	if note := c.Note.In(lang); note != "" {
		p.para(bodyIndent, p.style.faint, note)
	}
}

// collection is one thing to collect and the issues it would decide.
type collection struct {
	step   finding.Step
	judged []finding.NotJudged
}

// collections groups what is not judged by what to collect.
func collections(all []finding.NotJudged) []collection {
	var out []collection
	at := map[finding.Step]int{}
	for _, n := range all {
		i, ok := at[n.Collect]
		if !ok {
			i = len(out)
			at[n.Collect] = i
			out = append(out, collection{step: n.Collect})
		}
		out[i].judged = append(out[i].judged, n)
	}
	return out
}

// notJudged writes what could not be decided, by what to collect.
func (p *printer) notJudged(all []finding.NotJudged) {
	if len(all) == 0 {
		return
	}
	p.blank()
	p.section(0, i18n.NotJudged)
	for i, c := range collections(all) {
		if i > 0 {
			p.blank()
		}
		p.step(sectionIndent, strconv.Itoa(i+1)+". ", c.step, false)
		p.decides(c.judged)
	}
}

// decides writes which issues a collection would decide: their ids, and their
// titles with -v.
func (p *printer) decides(judged []finding.NotJudged) {
	inner := sectionIndent + 3
	if p.opt.Detail == Verbose {
		for _, n := range judged {
			line := n.ID + " " + n.Title.In(string(p.opt.Lang))
			p.para(inner, p.style.faint, p.join(line, n.Host))
		}
		return
	}
	var ids []string
	for _, n := range judged {
		if !slices.Contains(ids, n.ID) {
			ids = append(ids, n.ID)
		}
	}
	p.para(inner, p.style.faint, p.text(i18n.Decides, "ids", p.join(ids...)))
}

// reasons writes why the reading is not complete.
func (p *printer) reasons(all []finding.Reason) {
	if len(all) == 0 {
		return
	}
	p.blank()
	p.para(0, p.style.warn, p.text(i18n.Incomplete))
	shown := all
	if p.opt.Detail < Verbose {
		shown = shown[:min(len(shown), shownReasons)]
	}
	for i, r := range shown {
		if i == 0 || r.Path != shown[i-1].Path {
			p.para(sectionIndent, p.style.plain, r.Path)
		}
		p.para(bodyIndent, p.style.plain, p.opt.Lang.Reason(r.Code, r.Message))
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
		if s.Status == finding.Unknown {
			p.para(bodyIndent, p.style.faint, status)
			continue
		}
		if s.Status == finding.Skipped {
			p.para(bodyIndent, p.style.faint, p.join(status, problemText(s.Problems)))
			continue
		}
		line := p.text(i18n.SourceLine, "format", s.Format, "status", status, "n", s.Records)
		if s.RecordsDamaged > 0 {
			line = p.join(line, p.text(i18n.DamagedCount, "n", s.RecordsDamaged))
		}
		p.para(bodyIndent, p.style.faint, line)
		for _, problem := range s.Problems {
			p.para(bodyIndent, p.style.faint, problem.Message)
		}
	}
}

// problemText returns what is wrong with a file that was not opened.
func problemText(problems []finding.Problem) string {
	if len(problems) == 0 {
		return ""
	}
	return problems[0].Message
}

// summary writes the last lines: what was read, and as of when it is judged.
func (p *printer) summary(d *finding.Diagnosis) {
	read, records := 0, 0
	for _, s := range d.Sources {
		if s.Status == finding.Read || s.Status == finding.Partial {
			read++
		}
		records += s.Records
	}
	line := p.text(i18n.Summary, "read", read, "n", len(d.Sources), "size", Size(d.Case.Bytes), "records", records)
	if first, last := span(d.Case.FirstTime, d.Case.LastTime); last != "" {
		line = p.join(line, p.text(i18n.SummarySpan, "first", first, "last", last))
	}
	p.blank()
	p.para(0, p.style.faint, line)
	if at := minute(d.Case.JudgedAt); at != "" {
		p.para(0, p.style.faint, p.text(i18n.JudgedAt, "at", at, "n", d.Tool.Signatures.Count))
	}
}
