package diagnosis

import (
	"slices"

	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// unproven turns a signature into a draft whose events are there and whose guard
// is not answered: that no other event followed, or that there is none. Text
// never proves that, so the guard lowers the confidence instead of hiding what
// the text does show. Records and logs as Windows keeps them can prove it, and
// there an open guard stays open.
func unproven(j *judge, s *signatures.Signature) *draft {
	a := j.answers(s.ID, s.Select)
	a.lax = true
	if a.eval(s.Condition) != yes {
		return nil
	}
	d, _ := newDraft(j, s, a)
	if d == nil || len(d.failures) == 0 || slices.ContainsFunc(d.failures, func(it item) bool { return !it.copied(j) }) {
		return nil
	}
	d.confidence = lower(d.confidence)
	return d
}

func lower(c finding.Confidence) finding.Confidence {
	if c == finding.Confirmed {
		return finding.Probable
	}
	return finding.Possible
}
