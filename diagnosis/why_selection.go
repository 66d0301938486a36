package diagnosis

import (
	"slices"

	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// maxDiffering bounds the values of a field that differs.
const maxDiffering = 200

// whySelection says how one selection was answered.
func whySelection(a *answers, s *signatures.Signature, sel *signatures.Selection) finding.SelectionAnswer {
	st := a.get(sel.Name)
	codes := a.judge.table.lib.Codes
	out := finding.SelectionAnswer{
		Name: sel.Name, Kind: string(sel.Query.Kind()), Asks: sel.Query.Describe(), Uses: usesOf(s, sel.Name),
		Value: truthOf(st.val), Count: st.count, Reason: because(st.reason),
		Evidence: []finding.Evidence{}, Missing: []finding.Missing{},
	}
	for _, it := range spare(st.items, maxEvidence) {
		if ev, ok := piece(codes, it, uncut); ok {
			out.Evidence = append(out.Evidence, ev)
		}
	}
	if st.val == yes {
		return out
	}
	for _, id := range a.judge.table.collectables(st.missing) {
		out.Missing = append(out.Missing, a.judge.table.missing(id))
	}
	n := a.near(sel)
	out.LookedAt = n.seen
	if n.reason.Code != "" {
		out.Reason = because(n.reason)
	}
	if ev, ok := piece(codes, n.item, uncut); ok {
		out.Nearest = &finding.Nearest{Evidence: ev, Passed: n.passed, Differs: differences(n)}
	}
	return out
}

// differences lists what of the selection the nearest miss does not pass.
func differences(n *near) []finding.Difference {
	out := []finding.Difference{}
	for _, f := range n.fails {
		wanted := oneLines(f.Wanted)
		test := signatures.FieldTest{Field: f.Field, Op: f.Op, Values: wanted, All: f.All}
		out = append(out, finding.Difference{Field: f.Field, Op: string(f.Op), Asks: test.Describe(), Wanted: wanted, Found: oneLines(f.Found)})
	}
	return out
}

func oneLines(values []string) []string {
	out := []string{}
	for _, v := range values {
		out = append(out, oneLine(v, maxDiffering))
	}
	return out
}

// usesOf says what the signature uses a selection for.
func usesOf(s *signatures.Signature, name string) []string {
	out := []string{}
	add := func(use string, used bool) {
		if used && !slices.Contains(out, use) {
			out = append(out, use)
		}
	}
	in := func(c signatures.Condition) bool { return slices.Contains(c.Names(false), name) }
	add(finding.UseCondition, in(s.Condition))
	add(finding.UseRefutes, slices.ContainsFunc(s.RefutedBy, in))
	add(finding.UseResolves, slices.Contains(s.ResolvedBy, name))
	add(finding.UseSupports, slices.Contains(s.Supports, name))
	add(finding.UseSeverity, slices.ContainsFunc(s.Severity, func(c signatures.Case) bool { return in(c.If) }))
	add(finding.UseConfidence, slices.ContainsFunc(s.Confidence, func(c signatures.Case) bool { return in(c.If) }))
	add(finding.UsePart, len(out) == 0)
	return out
}

// missing says what to collect.
func (t *table) missing(id string) finding.Missing {
	c := t.collectable(id)
	if c == nil {
		return finding.Missing{ID: id}
	}
	return finding.Missing{ID: id, Title: finding.Text(c.Title), How: finding.Text(c.How), Command: c.Run}
}
