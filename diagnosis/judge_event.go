package diagnosis

import (
	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// Event answers with the events that were matched.
func (a *answers) Event(q *signatures.EventQuery) *state {
	j := a.judge
	m := j.table.set.Of(q)
	s := &state{count: j.computer.Counts[m]}
	for _, h := range j.computer.Events[m] {
		s.items = append(s.items, item{path: h.Path, host: h.Host, event: h.Event, channel: h.Event.Channel})
	}
	if len(s.items) > 0 {
		s.val = yes
		return s
	}
	s.val, s.missing = j.eventAbsent(m)
	return s
}

// eventAbsent tells whether the logs that the query could have matched in were
// collected.
func (j *judge) eventAbsent(m *match.Matcher) (tri, []string) {
	var missing []string
	for _, c := range m.Logs() {
		if j.computer.Covers([]evidence.CoverageKind{evidence.CoversChannel}, c) {
			return no, nil
		}
		missing = append(missing, j.table.collectFor("channel", c)...)
	}
	return unknown, unique(missing)
}
