package diagnosis

import (
	"iter"
	"slices"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// Source answers with the files of the case.
func (a *answers) Source(q *signatures.SourceQuery) *state {
	s := &state{}
	for _, f := range a.judge.computer.Files {
		if passes(sourceFails(q, f)) {
			s.items = append(s.items, item{path: f.Path, host: a.judge.computer.Host, source: f})
		}
	}
	s.count = len(s.items)
	s.val = truth(len(s.items) > 0 != q.Absent)
	switch {
	case len(s.items) == 0:
		s.reason = evidence.Say("source/none", "n", len(a.judge.computer.Files))
	case q.Absent:
		s.reason = evidence.Say("source/there")
	}
	return s
}

// sourceFails yields the tests that the file does not pass.
func sourceFails(q *signatures.SourceQuery, f *casefile.File) iter.Seq[match.Fail] {
	values := map[string]string{"format": f.Format, "path": f.Path, "channel": f.Channel, "status": string(f.Status)}
	return func(yield func(match.Fail) bool) {
		for i := range q.Tests {
			if v := values[q.Tests[i].Field]; !match.Holds(&q.Tests[i], v) && !yield(match.FailOf(&q.Tests[i], v)) {
				return
			}
		}
	}
}

// Source returns the file that passes some tests and fails the fewest; with
// Absent, one that passes all.
func (n nearest) Source(q *signatures.SourceQuery) *near {
	out := &near{}
	for _, f := range n.of.judge.computer.Files {
		it := item{path: f.Path, host: n.of.judge.computer.Host, source: f}
		fails := slices.Collect(sourceFails(q, f))
		switch {
		case q.Absent && len(fails) == 0:
			return &near{item: it, passed: len(q.Tests)}
		case len(fails) < len(q.Tests):
			out.offer(it, len(q.Tests), fails)
		}
	}
	return out
}
