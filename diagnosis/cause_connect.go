package diagnosis

import (
	"slices"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// edge is a causal edge of a signature, asked of one other finding.
type edge struct {
	at    int // which of the signature's
	cause *draft
	why   evidence.Note // why it does not hold; without a code, it does
}

func (e edge) holds() bool { return e.why.Code == "" }

// connect gives every draft its causes on the same host.
func connect(drafts []*draft) {
	for _, d := range drafts {
		for i, e := range d.sig.ExplainedBy {
			for _, c := range drafts {
				if c != d && names(e, c) {
					d.connect(edge{at: i, cause: c, why: edgeFails(e, c, d)})
				}
			}
		}
	}
}

// connect notes an edge, and its cause where it holds.
func (d *draft) connect(e edge) {
	known := slices.Contains(d.causes, e.cause)
	if e.holds() && !known && reaches(e.cause, d) {
		e.why = evidence.Say("edge/circle")
	}
	if e.holds() && !known {
		d.causes = append(d.causes, e.cause)
	}
	d.edges = append(d.edges, e)
}

// reaches reports whether target is among the causes of d, direct or not.
func reaches(d, target *draft) bool {
	return slices.ContainsFunc(d.causes, func(c *draft) bool { return c == target || reaches(c, target) })
}

// names reports whether an edge is about a finding.
func names(e signatures.Edge, cause *draft) bool {
	return slices.ContainsFunc(e.IDs, func(p string) bool { return signatures.MatchID(p, cause.sig.ID) })
}

// over reports whether everything that explains the draft is of the past, and it
// did not happen again since.
func (d *draft) over() bool {
	if len(d.causes) == 0 || d.note || d.severity == finding.Info || d.last().IsZero() {
		return false
	}
	return !slices.ContainsFunc(d.causes, func(c *draft) bool {
		return !c.over() && (c.resolved.IsZero() || len(c.causes) > 0 || d.last().After(c.resolved))
	})
}

// role says what the draft is in the story, once causes are known.
func (d *draft) role() finding.Role {
	switch {
	case d.over():
		return finding.Past
	case len(d.causes) > 0:
		return finding.Consequence
	case d.note || d.severity == finding.Info:
		return finding.Note
	case !d.resolved.IsZero():
		return finding.Past
	}
	return finding.RootCause
}
