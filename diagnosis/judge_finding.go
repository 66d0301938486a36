package diagnosis

import (
	"slices"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// Finding looks for other findings. A check list, which has no id of its own,
// asks how things are now: a fault of the past fails no step.
func (a *answers) Finding(q *signatures.FindingQuery) *state {
	s := &state{val: no, reason: evidence.Say("finding/none", "ids", wordsOf(q.IDs))}
	var there []string
	for _, d := range a.judge.found {
		why, asked := a.findingFails(q, d)
		switch {
		case !asked:
		case why.Code != "":
			s.reason = why
		default:
			there = append(there, d.sig.ID)
			s.items = append(s.items, item{host: a.judge.computer.Host, finding: d})
		}
	}
	if s.count = len(there); s.count > 0 {
		s.val, s.reason = yes, evidence.Say("finding/there", "ids", wordsOf(there))
	}
	return s
}

// findingFails reports whether the query asks for the finding, and if so why it is
// not meant nevertheless: a note without a code where it is.
func (a *answers) findingFails(q *signatures.FindingQuery, d *found) (why evidence.Note, asked bool) {
	id := evidence.Word(d.sig.ID)
	switch {
	case d.sig.ID == a.self, !slices.ContainsFunc(q.IDs, func(p string) bool { return signatures.MatchID(p, d.sig.ID) }):
		return why, false
	case a.self == "" && !d.resolved.IsZero():
		why = evidence.Say("finding/past", "id", id, "resolved", finding.Time{Time: d.resolved})
	case len(q.Severities) > 0 && !slices.Contains(q.Severities, d.severity):
		why = evidence.Say("finding/severity", "id", id, "severity", evidence.Word(d.severity))
	}
	return why, true
}

// Finding returns nothing: the reason names the findings.
func (nearest) Finding(*signatures.FindingQuery) *near { return &near{} }
