package diagnosis

import (
	"slices"

	"hybriddiag/signatures"
)

// Finding looks for other findings. A check list, which has no id of its own,
// asks how things are now: a fault of the past fails no step.
func (a *answers) Finding(q *signatures.FindingQuery) *state {
	self := a.self
	s := &state{val: no}
	for _, d := range a.judge.found {
		if self == "" && !d.resolved.IsZero() {
			continue
		}
		if d.sig.ID != self && slices.ContainsFunc(q.IDs, func(p string) bool { return signatures.MatchID(p, d.sig.ID) }) &&
			(len(q.Severities) == 0 || slices.Contains(q.Severities, d.severity)) {
			s.val = yes
			s.count++
			s.items = append(s.items, item{host: a.judge.computer.Host, finding: d})
		}
	}
	return s
}
