package diagnosis

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// slack is how much later than its consequence a cause may be logged: two logs
// of one machine do not agree to the second.
const slack = time.Minute

// connect gives every draft its causes on the same host.
func connect(drafts []*draft) {
	for _, d := range drafts {
		for _, edge := range d.sig.ExplainedBy {
			for _, c := range drafts {
				if c != d && edgeHolds(edge, c, d) && !slices.Contains(d.causes, c) && !reaches(c, d) {
					d.causes = append(d.causes, c)
				}
			}
		}
	}
}

// reaches tells whether target is among the causes of d, direct or not.
func reaches(d, target *draft) bool {
	return slices.ContainsFunc(d.causes, func(c *draft) bool { return c == target || reaches(c, target) })
}

func edgeHolds(e signatures.Edge, cause, effect *draft) bool {
	if !slices.ContainsFunc(e.IDs, func(p string) bool { return signatures.MatchID(p, cause.sig.ID) }) {
		return false
	}
	if cause.sig.Note || cause.severity == finding.Info || len(e.Severity) > 0 && !slices.Contains(e.Severity, cause.severity) {
		return false
	}
	if !cause.resolved.IsZero() && effect.last().After(cause.resolved) {
		return false
	}
	for _, field := range e.Same {
		if !sharesValue(field, cause, effect) {
			return false
		}
	}
	if last := effect.last(); !last.IsZero() && last.Before(e.Since) {
		return false
	}
	for field, value := range e.Only {
		if slices.ContainsFunc(effect.values(field), func(v string) bool { return !strings.EqualFold(v, value) }) {
			return false
		}
	}
	if e.Around > 0 {
		return near(cause.spans(), effect.spans(), time.Duration(e.Around), time.Duration(e.Around))
	}
	return e.Within == 0 || near(cause.spans(), effect.spans(), time.Duration(e.Within), slack)
}

// span is when something took place; most things take no time.
type span struct{ from, to time.Time }

// spans tells when the draft's events took place: a run that is logged at its
// end lasted for as long as it says.
func (d *draft) spans() []span {
	var out []span
	for _, it := range d.failures {
		if t := it.time(); !t.IsZero() {
			seconds, _ := strconv.Atoi(it.field("DurationSeconds"))
			out = append(out, span{t.Add(-time.Duration(seconds) * time.Second), t})
		}
	}
	return out
}

// near tells whether some cause took place during an effect, at most before
// ahead of it or at most after behind it. What has no times is a state and
// always near.
func near(causes, effects []span, before, after time.Duration) bool {
	if len(causes) == 0 || len(effects) == 0 {
		return true
	}
	return slices.ContainsFunc(effects, func(e span) bool {
		return slices.ContainsFunc(causes, func(c span) bool {
			return !c.to.Before(e.from.Add(-before)) && !c.from.After(e.to.Add(after))
		})
	})
}

// sharesValue tells whether both show an equal value of the field; a side that
// does not show the field does not object.
func sharesValue(field string, a, b *draft) bool {
	va, vb := a.values(field), b.values(field)
	if len(va) == 0 || len(vb) == 0 {
		return true
	}
	return slices.ContainsFunc(va, func(v string) bool { return slices.Contains(vb, v) })
}

func (d *draft) values(field string) []string {
	var out []string
	for _, it := range d.items {
		if v := strings.ToLower(it.field(field)); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// role says what the draft is in the story, once causes are known.
func (d *draft) role() finding.Role {
	switch {
	case len(d.causes) > 0:
		return finding.Consequence
	case d.sig.Note || d.severity == finding.Info:
		return finding.Note
	case !d.resolved.IsZero():
		return finding.Past
	}
	return finding.RootCause
}
