package report

import (
	"strconv"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// The indents of a finding: its title, its sections, their content.
const (
	titleIndent   = 0
	sectionIndent = 2
	bodyIndent    = 4
)

// root writes a root cause in full.
func (p *printer) root(r root) {
	p.title(titleIndent, r.Finding)
	if p.opt.Detail == Quiet {
		p.nextStep(r.Steps)
		return
	}
	p.body(r.Finding)
	if len(r.Folded) > 0 {
		p.blank()
		p.section(sectionIndent, i18n.Explains)
		for _, f := range r.Folded {
			p.brief(bodyIndent, f)
		}
	}
}

// title writes the title of a finding, and below it how bad and how sure.
func (p *printer) title(indent int, f finding.Finding) {
	mark := symbol(f.Severity) + " "
	p.hang(indent, mark, p.style.ofSeverity(f.Severity), p.in(f.Title))
	p.items(indent+width(mark), p.style.faint, p.rating(f)...)
}

// body writes the sections of a finding: why, what proves it, what to do.
func (p *printer) body(f finding.Finding) {
	p.prose(i18n.Cause, p.in(f.Cause))
	p.evidence(f)
	p.steps(f.Steps)
	if f.Confirm != nil {
		p.prose(i18n.Confirm, p.in(*f.Confirm))
	}
	if f.Rollback != nil {
		p.prose(i18n.Rollback, p.in(*f.Rollback))
	}
	p.references(f.References)
}

func (p *printer) prose(head i18n.Key, text string) {
	if text == "" {
		return
	}
	p.blank()
	p.section(sectionIndent, head)
	p.para(bodyIndent, p.style.plain, text)
}

// steps writes the numbered steps, each command on its own lines.
func (p *printer) steps(steps []finding.Step) {
	if len(steps) == 0 {
		return
	}
	p.blank()
	p.section(sectionIndent, i18n.Steps)
	for i, s := range steps {
		p.step(bodyIndent, strconv.Itoa(i+1)+". ", s, i == len(steps)-1)
	}
}

// nextStep writes the first step only.
func (p *printer) nextStep(steps []finding.Step) {
	if len(steps) > 0 {
		next := steps[0]
		head := p.text(i18n.NextStep) + ": "
		next.En, next.Ja = head+next.En, head+next.Ja
		p.step(sectionIndent, "", next, true)
	}
}

// step writes what to do and, between blank lines, the command.
func (p *printer) step(indent int, mark string, s finding.Step, last bool) {
	p.hang(indent, mark, p.style.plain, p.words.step(s))
	if s.Command == "" {
		return
	}
	p.blank()
	p.unwrapped(indent+max(width(mark), 3), p.style.command, s.Command)
	if !last {
		p.blank()
	}
}

// references writes the links, whole so that a terminal can open them.
func (p *printer) references(links []string) {
	if len(links) == 0 {
		return
	}
	p.blank()
	p.section(sectionIndent, i18n.References)
	for _, link := range links {
		p.unwrapped(bodyIndent, p.style.plain, link)
	}
}

// group writes findings that are no root cause: a line or two each, in full
// with -v.
func (p *printer) group(head i18n.Key, fs []finding.Finding) {
	if len(fs) == 0 {
		return
	}
	p.blank()
	p.section(0, head)
	for _, f := range fs {
		p.brief(sectionIndent, f)
		if p.opt.Detail == Verbose {
			p.body(f)
			p.blank()
		}
	}
}

// meaning tells what the first note means and what comes next, where nothing
// weightier is to be told.
func (p *printer) meaning(notes []finding.Finding) {
	if len(notes) > 0 {
		p.prose(i18n.Cause, p.in(notes[0].Cause))
		p.nextStep(notes[0].Steps)
	}
}

// brief writes a finding that stands below another, or beside the story.
func (p *printer) brief(indent int, f finding.Finding) {
	mark := symbol(f.Severity) + " "
	p.hang(indent, mark, p.style.plain, p.in(f.Title))
	p.items(indent+width(mark), p.style.faint, append(p.rating(f), p.when(f))...)
}
