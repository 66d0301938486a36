package diagnosis

import (
	"slices"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// whyEdge says what became of one edge of a finding: of every other finding that
// it names, and of the ids that were not found.
func whyEdge(j *judge, d *draft, at int) finding.EdgeAnswer {
	e := d.sig.ExplainedBy[at]
	out := finding.EdgeAnswer{IDs: e.IDs, Causes: []finding.CauseAnswer{}}
	for _, pattern := range e.IDs {
		found := false
		for _, known := range d.edges {
			if known.at != at || !signatures.MatchID(pattern, known.cause.sig.ID) {
				continue
			}
			found = true
			answer := finding.CauseAnswer{ID: known.cause.sig.ID, Holds: known.holds(), Reason: because(known.why)}
			if !slices.ContainsFunc(out.Causes, func(c finding.CauseAnswer) bool { return c.ID == answer.ID }) {
				out.Causes = append(out.Causes, answer)
				out.Holds = out.Holds || answer.Holds
			}
		}
		if !found {
			out.Causes = append(out.Causes, finding.CauseAnswer{ID: pattern, Reason: because(whyNoCause(j, pattern))})
		}
	}
	return out
}

// whyNoCause says why none of what an edge names is there.
func whyNoCause(j *judge, pattern string) evidence.Note {
	s := j.table.lib.Get(pattern)
	switch {
	case s != nil:
	case strings.ContainsAny(pattern, `*?[\`):
		return evidence.Say("edge/not-found")
	default:
		return evidence.Say("edge/no-id")
	}
	switch whyNot(j, s).Code {
	case "verdict/unknown":
		return evidence.Say("edge/unknown")
	case "verdict/refuted":
		return evidence.Say("edge/refuted")
	}
	return evidence.Say("edge/not-found")
}
