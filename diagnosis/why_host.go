package diagnosis

import (
	"slices"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
	"hybriddiag/signatures"
)

// why says how a signature was judged on the judge's computer. The drafts are
// those of the computer, connected.
func why(j *judge, s *signatures.Signature, drafts []*draft) finding.Judgement {
	a := j.answers(s.ID, s.Select)
	val := a.eval(s.Condition)
	out := finding.Judgement{
		Host: j.computer.Host, Value: truthOf(val),
		Selections: []finding.SelectionAnswer{}, RefutedBy: []finding.ConditionAnswer{}, Edges: []finding.EdgeAnswer{},
	}
	for _, sel := range s.Select {
		out.Selections = append(out.Selections, whySelection(a, s, sel))
	}
	for _, c := range s.RefutedBy {
		out.RefutedBy = append(out.RefutedBy, finding.ConditionAnswer{Condition: c.String(), Value: truthOf(a.eval(c))})
	}
	d := draftOf(drafts, s)
	if d == nil {
		out.Verdict.Reason = because(whyNot(j, s))
		return out
	}
	out.Verdict = verdictOf(d)
	for i := range s.ExplainedBy {
		out.Edges = append(out.Edges, whyEdge(j, d, i))
	}
	return out
}

func draftOf(drafts []*draft, s *signatures.Signature) *draft {
	i := slices.IndexFunc(drafts, func(d *draft) bool { return d.sig == s })
	if i < 0 {
		return nil
	}
	return drafts[i]
}

func verdictOf(d *draft) finding.Verdict {
	v := finding.Verdict{
		Found: true, Role: d.role(), Severity: d.severity, Confidence: d.confidence, Count: d.count,
		FirstTime: finding.Time{Time: d.first()}, LastTime: finding.Time{Time: d.last()}, ResolvedAt: finding.Time{Time: d.resolved},
	}
	if len(d.sig.ResolvedBy) > 0 {
		v.Unresolved = because(d.unresolved)
	}
	for _, c := range d.causes {
		v.CausedBy = append(v.CausedBy, c.sig.ID)
	}
	slices.Sort(v.CausedBy)
	return v
}

// whyNot says why a signature makes no finding.
func whyNot(j *judge, s *signatures.Signature) evidence.Note {
	a := j.answers(s.ID, s.Select)
	switch a.eval(s.Condition) {
	case unknown:
		return evidence.Say("verdict/unknown", "selections", wordsOf(decisive(s.Condition.Root, unknown, a)))
	case no:
		return evidence.Say("verdict/false", "selections", wordsOf(decisive(s.Condition.Root, no, a)))
	}
	_, reason := newDraft(j, s, a)
	return reason
}

// decisive returns the selections that give a condition its value: those that
// would have to be answered otherwise.
func decisive(n *signatures.Node, val tri, a *answers) []string {
	switch n.Op {
	case signatures.NodeName:
		return []string{n.Name}
	case signatures.NodeNot:
		return decisive(n.Kids[0], -val, a)
	}
	var out []string
	for _, kid := range n.Kids {
		if eval(kid, func(name string) tri { return a.get(name).val }) == val {
			out = append(out, decisive(kid, val, a)...)
		}
	}
	return unique(out)
}

// because makes the sentences of a reason; nil where there is none.
func because(n evidence.Note) *finding.Because {
	if n.Code == "" {
		return nil
	}
	m := i18n.Message(n)
	return &finding.Because{Code: string(n.Code), Text: finding.Text(m)}
}

func truthOf(t tri) finding.Truth {
	switch t {
	case yes:
		return finding.True
	case no:
		return finding.False
	}
	return finding.Undetermined
}
