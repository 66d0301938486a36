package diagnosis

import (
	"slices"

	"hybriddiag/diagnosis/match"
	"hybriddiag/signatures"
)

func (j *judge) judged(q *signatures.JudgedQuery) *state {
	if j.at.IsZero() {
		return &state{}
	}
	return &state{val: truth((q.From.IsZero() || !j.at.Before(q.From)) && (q.Before.IsZero() || j.at.Before(q.Before)))}
}

func (j *judge) source(q *signatures.SourceQuery) *state {
	s := &state{}
	for _, f := range j.computer.Files {
		ok := len(q.Formats) == 0 || slices.Contains(q.Formats, f.Format)
		for i := range q.Tests {
			v := map[string]string{"path": f.Path, "channel": f.Channel, "status": f.Status}[q.Tests[i].Field]
			ok = ok && match.Holds(&q.Tests[i], v)
		}
		if ok {
			s.items = append(s.items, item{path: f.Path, host: j.computer.Host, source: f})
		}
	}
	s.count = len(s.items)
	s.val = truth(len(s.items) > 0 != q.Absent)
	return s
}

// finding looks for other findings. A check list, which has no id of its own,
// asks how things are now: a fault of the past fails no step.
func (j *judge) finding(q *signatures.FindingQuery, self string) *state {
	s := &state{val: no}
	for _, d := range j.found {
		if self == "" && !d.resolved.IsZero() {
			continue
		}
		if d.sig.ID != self && slices.ContainsFunc(q.IDs, func(p string) bool { return signatures.MatchID(p, d.sig.ID) }) &&
			(len(q.Severities) == 0 || slices.Contains(q.Severities, d.severity)) {
			s.val = yes
			s.count++
			s.items = append(s.items, item{host: j.computer.Host, finding: d})
		}
	}
	return s
}
