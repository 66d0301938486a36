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
	return j.eventAbsent(m)
}

// eventAbsent reports whether the logs that the query could have matched in were
// collected.
func (j *judge) eventAbsent(m *match.Matcher) *state {
	for _, c := range m.Logs() {
		if j.computer.Covers([]evidence.CoverageKind{evidence.CoversChannel}, c) {
			return &state{val: no, reason: evidence.Say("event/none", "log", evidence.Word(c))}
		}
	}
	return j.docket.unprovenEvent(m)
}

// Event returns the event that failed the fewest tests. Such are kept of traced
// matchers only.
func (n nearest) Event(q *signatures.EventQuery) *near {
	j := n.of.judge
	miss := j.computer.Nears[j.table.set.Of(q)]
	if miss == nil {
		return &near{}
	}
	out := &near{seen: miss.Seen}
	if ev := miss.Event; ev != nil {
		out.item = item{path: miss.Path, host: j.computer.Host, event: ev, channel: ev.Channel}
		out.fails, out.passed = miss.Fails, miss.Passed
	}
	return out
}
