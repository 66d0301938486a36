package report

import (
	"fmt"
	"io"
	"strings"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// writeMarkdown writes the report for a ticket or a page. Everything that is
// not ours stands in code fences or is escaped, so that no line of a log can
// make a link or a heading.
func writeMarkdown(w io.Writer, d *finding.Diagnosis, opt Options) error {
	m := &markdown{words: words{opt.Lang}, opt: opt}
	first, rest := m.answer(d)
	m.line("# " + escaped(first))
	if rest != "" {
		m.line(escaped(rest))
	}
	m.reach(d)
	for _, s := range stories(d) {
		m.host(s)
	}
	if opt.Detail > Quiet {
		m.unexplained(d.Unexplained)
		m.checks(d.Checks)
		m.toCollect(d)
	}
	m.reasons(i18n.Incomplete, d.Reasons)
	if opt.Detail > Quiet {
		m.reasons(i18n.Limited, limits(d.Sources))
		m.line("---", strings.Join(m.summary(d), "  \n"))
	}
	_, err := io.WriteString(w, m.out.String())
	return err
}

// reach tells how far the answer reaches.
func (m *markdown) reach(d *finding.Diagnosis) {
	if n := distinct(d.NotJudged); n > 0 && m.opt.Detail > Quiet {
		m.line(escaped(m.text(headNotJudged(d, m.opt.Detail), "n", n)))
	}
	if !d.Complete {
		m.line(escaped(m.text(i18n.HeadIncomplete)))
	}
}

// markdown builds a page in memory.
type markdown struct {
	out strings.Builder
	words
	opt Options
}

// line writes paragraphs with an empty line between them.
func (m *markdown) line(paragraphs ...string) {
	for _, s := range paragraphs {
		if m.out.Len() > 0 {
			m.out.WriteByte('\n')
		}
		m.out.WriteString(s + "\n")
	}
}

func (m *markdown) host(s story) {
	if s.Host.Name == "" && s.empty() {
		return
	}
	name := s.Host.Name
	if name == "" {
		name = m.text(i18n.NoHost)
	}
	m.line("## " + escaped(name))
	if about := m.about(s.Host); about != "" {
		m.line(escaped(about))
	}
	for _, r := range s.Roots {
		m.root(r)
	}
	m.group(i18n.Others, s.Others)
	m.group(i18n.Past, s.Past)
	m.group(i18n.Notes, s.Notes)
	if len(s.Roots)+len(s.Others) == 0 && len(s.Notes) > 0 && m.opt.Detail > Quiet {
		m.prose(i18n.Cause, m.in(s.Notes[0].Cause))
		m.steps(s.Notes[0].Steps)
	}
}

func (m *markdown) root(r root) {
	m.line("### "+symbol(r.Severity)+" "+escaped(m.in(r.Title)), escaped(strings.Join(nonEmpty(m.rating(r.Finding)...), ", ")))
	m.prose(i18n.Cause, m.in(r.Cause))
	m.evidence(r.Finding)
	m.steps(r.Steps)
	if r.Confirm != nil {
		m.prose(i18n.Confirm, m.in(*r.Confirm))
	}
	if r.Rollback != nil {
		m.prose(i18n.Rollback, m.in(*r.Rollback))
	}
	if len(r.References) > 0 {
		m.head(i18n.References)
		m.line("- <" + strings.Join(r.References, ">\n- <") + ">")
	}
	m.list(i18n.Explains, r.Folded)
}

func (m *markdown) head(key i18n.Key) { m.line("**" + m.text(key) + "**") }

func (m *markdown) prose(key i18n.Key, text string) {
	if text != "" {
		m.head(key)
		m.line(escaped(text))
	}
}

func (m *markdown) evidence(f finding.Finding) {
	if len(f.Evidence) == 0 {
		return
	}
	m.head(i18n.Evidence)
	if w := m.when(f); w != "" {
		m.line(escaped(w))
	}
	shown := f.Evidence
	if m.opt.Detail < Verbose {
		shown = shown[:min(len(shown), shownEvidence)]
	}
	for _, e := range shown {
		where := nonEmpty(append([]string{e.Path}, m.source(e)...)...)
		m.line("- " + escaped(strings.Join(where, ", ")))
		if excerpt := m.said(e.Excerpt); excerpt != "" {
			m.line(fenced("  ", excerpt))
		}
	}
	if more := len(f.Evidence) - len(shown); more > 0 {
		m.line(escaped(m.text(i18n.MoreEvidence, "n", more)))
	}
}

func (m *markdown) steps(steps []finding.Step) {
	if len(steps) == 0 {
		return
	}
	m.head(i18n.Steps)
	for i, s := range steps {
		m.numbered(i+1, s)
	}
}

// numbered writes a step of a list and its command.
func (m *markdown) numbered(n int, s finding.Step) {
	m.line(fmt.Sprintf("%d. %s", n, escaped(m.step(s))))
	if s.Command != "" {
		m.line(fenced("   ", s.Command))
	}
}

// group writes findings beside the story under a heading of their own.
func (m *markdown) group(key i18n.Key, fs []finding.Finding) {
	if len(fs) > 0 && m.opt.Detail > Quiet {
		m.line("### " + escaped(m.text(key)))
		m.bullets(fs)
	}
}

func (m *markdown) list(key i18n.Key, fs []finding.Finding) {
	if len(fs) > 0 {
		m.head(key)
		m.bullets(fs)
	}
}

func (m *markdown) bullets(fs []finding.Finding) {
	lines := make([]string, len(fs))
	for i, f := range fs {
		about := strings.Join(nonEmpty(append(m.rating(f), m.when(f))...), ", ")
		lines[i] = "- " + symbol(f.Severity) + " " + escaped(m.in(f.Title)) + "  \n  " + escaped(about)
	}
	m.line(strings.Join(lines, "\n"))
}

// checks writes the guided check lists, each with what each of its items says.
func (m *markdown) checks(all []finding.Check) {
	for _, list := range checkLists(all) {
		m.line("## "+escaped(m.join(m.in(list[0].ListTitle), list[0].Host)), escaped(m.outcomes(list)))
		var lines []string
		for _, c := range list {
			if c.Outcome == finding.Failed || m.opt.Detail == Verbose {
				line := m.in(c.Title) + ": " + m.text(i18n.Key("outcome."+string(c.Outcome)))
				lines = append(lines, "- "+escaped(m.join(line, m.in(c.Note))))
			}
		}
		if len(lines) > 0 {
			m.line(strings.Join(lines, "\n"))
		}
	}
}

func (m *markdown) toCollect(d *finding.Diagnosis) {
	shown, more := asked(d, m.opt.Detail)
	if len(shown) == 0 {
		return
	}
	m.line("## " + escaped(m.text(i18n.NotJudged)))
	m.numbered(1, m.folder())
	for i, c := range shown {
		m.numbered(i+2, c.Step)
		m.line("   " + escaped(m.whether(c)))
	}
	m.numbered(len(shown)+2, m.handIn())
	if more > 0 {
		m.line(escaped(m.text(i18n.MoreReasons, "n", more)))
	}
}

func (m *markdown) reasons(heading i18n.Key, all []finding.Reason) {
	if len(all) == 0 {
		return
	}
	m.line("## " + escaped(m.text(heading)))
	var lines []string
	for _, r := range all {
		lines = append(lines, "- "+escaped(r.Path+": "+m.said(r.Message)))
	}
	m.line(strings.Join(lines, "\n"))
}

// escaped makes text mean nothing to Markdown or HTML.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(visible(s)), " ") {
		if strings.ContainsRune("\\`*_[]<>#|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// fenced puts text into a code fence that the text itself cannot close.
func fenced(indent, text string) string {
	text = strings.TrimRight(visible(text), "\n")
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return indent + fence + "\n" + indent + strings.ReplaceAll(text, "\n", "\n"+indent) + "\n" + indent + fence
}
