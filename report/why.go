package report

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// WhyFormats returns the names of the formats of WriteWhy.
func WhyFormats() []string { return []string{"text", "json"} }

// WriteWhy writes how one issue was judged, as text or as JSON.
func WriteWhy(w io.Writer, format string, why *finding.Why, opt Options) error {
	if format == "json" {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(why)
	}
	p := newPrinter(opt)
	p.why(why)
	_, err := io.WriteString(w, p.out.String())
	return err
}

// why writes the question, then the answer of each computer.
func (p *printer) why(why *finding.Why) {
	p.hang(0, why.ID+"  ", p.style.answer, p.in(why.Title))
	p.para(0, p.style.plain, p.text(i18n.WhyCondition, "condition", why.Condition))
	if at := p.moment(why.JudgedAt); at != "" {
		p.para(0, p.style.plain, p.text(i18n.WhyJudgedAt, "at", at))
	}
	if len(why.Hosts) == 0 {
		p.blank()
		p.para(0, p.style.plain, p.text(i18n.WhyNoHost))
	}
	for _, j := range why.Hosts {
		p.heading(j)
		if len(why.Hosts) == 1 || p.opt.Detail == Verbose || tells(j) {
			p.judgement(j)
		}
	}
	p.reasons(i18n.Incomplete, why.Reasons)
}

// tells reports whether a computer of several shows anything of the issue: one
// where all is false, and nothing near, needs no more than its verdict.
func tells(j finding.Judgement) bool {
	return j.Value != finding.False || slices.ContainsFunc(j.Selections, func(s finding.SelectionAnswer) bool {
		return s.Value == finding.True && s.Kind != "judged" || s.Nearest != nil
	})
}

// heading writes the computer, and what became of the issue on it.
func (p *printer) heading(j finding.Judgement) {
	p.blank()
	name := j.Host
	if name == "" {
		name = p.text(i18n.NoHost)
	}
	p.para(0, p.style.host, name)
	p.verdict(j)
}

// judgement writes by what the issue was judged on one computer.
func (p *printer) judgement(j finding.Judgement) {
	p.blank()
	p.section(sectionIndent, i18n.WhySelections)
	for _, s := range j.Selections {
		p.selection(s)
	}
	if len(j.RefutedBy) > 0 {
		p.blank()
		p.section(sectionIndent, i18n.WhyRefuted)
		for _, c := range j.RefutedBy {
			p.answered(c.Value, c.Condition)
		}
	}
	if len(j.Edges) > 0 {
		p.blank()
		p.section(sectionIndent, i18n.WhyEdges)
		p.edges(j.Edges)
	}
}

// verdict writes the finding in short, or why there is none.
func (p *printer) verdict(j finding.Judgement) {
	v := j.Verdict
	if !v.Found {
		key, style := i18n.WhyNotFound, p.style.plain
		if j.Value == finding.Undetermined {
			key, style = i18n.WhyNotJudged, p.style.warn
		}
		p.para(sectionIndent, style, p.text(key, "reason", p.because(v.Reason)))
		return
	}
	f := finding.Finding{Severity: v.Severity, Confidence: v.Confidence, Count: v.Count, FirstTime: v.FirstTime, LastTime: v.LastTime}
	p.para(sectionIndent, p.style.ofSeverity(v.Severity), p.text(i18n.WhyFound, "role", p.text(i18n.Key("role."+string(v.Role)))))
	p.items(sectionIndent, p.style.faint, append(p.rating(f), p.when(f))...)
	if len(v.CausedBy) > 0 {
		p.para(sectionIndent, p.style.plain, p.text(i18n.WhyCausedBy, "ids", p.join(v.CausedBy...)))
	}
	switch {
	case !v.ResolvedAt.IsZero():
		p.para(sectionIndent, p.style.good, p.text(i18n.WhyPast, "at", p.moment(v.ResolvedAt)))
	case v.Unresolved != nil:
		p.para(sectionIndent, p.style.plain, p.text(i18n.WhyNotPast, "reason", p.because(v.Unresolved)))
	}
}

func (w words) because(b *finding.Because) string {
	if b == nil {
		return ""
	}
	return w.in(b.Text)
}

// truths are the truth values in the order of their column.
var truths = []finding.Truth{finding.True, finding.False, finding.Undetermined}

// answered writes a truth value and what has it, in two columns.
func (p *printer) answered(value finding.Truth, what string) {
	column := 0
	for _, t := range truths {
		column = max(column, width(p.truth(t)))
	}
	p.hang(sectionIndent, padded(p.truth(value), column+2), p.ofTruth(value), what)
}

func (w words) truth(t finding.Truth) string { return w.text(i18n.Key("truth." + string(t))) }

func (p *printer) ofTruth(t finding.Truth) lipgloss.Style {
	switch t {
	case finding.True:
		return p.style.good
	case finding.Undetermined:
		return p.style.warn
	}
	return p.style.plain
}

// padded fills a text up to a number of columns.
func padded(s string, columns int) string {
	return s + strings.Repeat(" ", max(columns-width(s), 0))
}

// edges writes which of the possible causes explain the issue, and below them
// which do not. Those of one reason share a line.
func (p *printer) edges(edges []finding.EdgeAnswer) {
	ids := map[string][]string{}
	var reasons []string
	for _, e := range edges {
		for _, c := range e.Causes {
			reason := p.because(c.Reason)
			if ids[reason] == nil {
				reasons = append(reasons, reason)
			}
			if !slices.Contains(ids[reason], c.ID) {
				ids[reason] = append(ids[reason], c.ID)
			}
		}
	}
	column := max(width(p.text(i18n.WhyHolds)), width(p.text(i18n.WhyHoldsNot))) + 2
	if holding := ids[""]; len(holding) > 0 {
		p.hang(sectionIndent, padded(p.text(i18n.WhyHolds), column), p.style.good, p.join(holding...))
	}
	for _, reason := range reasons {
		if reason != "" {
			p.hang(sectionIndent, padded(p.text(i18n.WhyHoldsNot), column), p.style.plain, p.join(ids[reason]...)+": "+reason)
		}
	}
}
