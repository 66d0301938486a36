package diagnosis

import (
	"hybriddiag/diagnosis/casefile"
	"hybriddiag/diagnosis/match"
	"hybriddiag/signatures"
)

// Source answers with the files of the case.
func (a *answers) Source(q *signatures.SourceQuery) *state {
	s := &state{}
	for _, f := range a.judge.computer.Files {
		if sourceHolds(q, f) {
			s.items = append(s.items, item{path: f.Path, host: a.judge.computer.Host, source: f})
		}
	}
	s.count = len(s.items)
	s.val = truth(len(s.items) > 0 != q.Absent)
	return s
}

func sourceHolds(q *signatures.SourceQuery, f *casefile.File) bool {
	values := map[string]string{"format": f.Format, "path": f.Path, "channel": f.Channel, "status": string(f.Status)}
	for i := range q.Tests {
		if !match.Holds(&q.Tests[i], values[q.Tests[i].Field]) {
			return false
		}
	}
	return true
}
