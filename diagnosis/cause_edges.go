package diagnosis

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// slack is how much later than its consequence a cause may be logged: two logs
// of one machine do not agree to the second.
const slack = time.Minute

// edgeFails returns why an edge from the cause that it names does not hold, and
// a note without a code where it does.
func edgeFails(e signatures.Edge, cause, effect *draft) evidence.Note {
	for _, ask := range []func(signatures.Edge, *draft, *draft) evidence.Note{
		rankFails, resolvedFails, sameFails, sinceFails, onlyFails, timeFails,
	} {
		if why := ask(e, cause, effect); why.Code != "" {
			return why
		}
	}
	return evidence.Note{}
}

// rankFails asks whether the cause is grave enough to explain anything.
func rankFails(e signatures.Edge, cause, _ *draft) evidence.Note {
	switch {
	case cause.note || cause.severity == finding.Info:
		return evidence.Say("edge/note")
	case len(e.Severity) > 0 && !slices.Contains(e.Severity, cause.severity):
		return evidence.Say("edge/severity", "found", evidence.Word(cause.severity), "wanted", wordsOf(e.Severity))
	}
	return evidence.Note{}
}

// resolvedFails asks whether the effect ended when the cause did.
func resolvedFails(_ signatures.Edge, cause, effect *draft) evidence.Note {
	if !cause.resolved.IsZero() && effect.last().After(cause.resolved) {
		return evidence.Say("edge/resolved", "resolved", finding.Time{Time: cause.resolved}, "last", finding.Time{Time: effect.last()})
	}
	return evidence.Note{}
}

// sameFails asks whether both show an equal value of every field that the edge
// names. A side that does not show the field does not object.
func sameFails(e signatures.Edge, cause, effect *draft) evidence.Note {
	for _, field := range e.Same {
		here, there := effect.values(field), cause.values(field)
		if len(here) == 0 || len(there) == 0 || slices.ContainsFunc(there, func(v string) bool { return slices.Contains(here, v) }) {
			continue
		}
		return evidence.Say("edge/same", "field", evidence.Word(field), "there", quotedAll(there), "here", quotedAll(here))
	}
	return evidence.Note{}
}

// sinceFails asks whether the effect went on at the moment of the edge.
func sinceFails(e signatures.Edge, _, effect *draft) evidence.Note {
	if last := effect.last(); !last.IsZero() && last.Before(e.Since) {
		return evidence.Say("edge/since", "last", finding.Time{Time: last}, "since", finding.Time{Time: e.Since})
	}
	return evidence.Note{}
}

// onlyFails asks whether the effect shows no other values than the edge allows.
func onlyFails(e signatures.Edge, _, effect *draft) evidence.Note {
	for _, field := range slices.Sorted(maps.Keys(e.Only)) {
		others := slices.DeleteFunc(effect.values(field), func(v string) bool { return strings.EqualFold(v, e.Only[field]) })
		if len(others) > 0 {
			return evidence.Say("edge/only", "field", evidence.Word(field), "wanted", e.Only[field], "found", quotedAll(others))
		}
	}
	return evidence.Note{}
}

// timeFails asks whether the cause came close enough to an effect.
func timeFails(e signatures.Edge, cause, effect *draft) evidence.Note {
	before, after := time.Duration(e.Within), slack
	switch {
	case e.Around > 0:
		before, after = time.Duration(e.Around), time.Duration(e.Around)
	case e.Within == 0:
		return evidence.Note{}
	}
	ahead, behind, timed := distance(cause.spans(), effect.spans(), before, after)
	switch {
	case !timed || ahead <= before && behind <= after:
		return evidence.Note{}
	case ahead > 0:
		return evidence.Say("edge/too-early", "distance", ahead, "limit", before)
	}
	return evidence.Say("edge/too-late", "distance", behind, "limit", after)
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

// distance returns how far a cause lies ahead of an effect or behind it, of the
// pair that exceeds the limits least. Things that overlap lie neither ahead nor
// behind. What has no times is a state, which is always near.
func distance(causes, effects []span, before, after time.Duration) (ahead, behind time.Duration, timed bool) {
	best := time.Duration(-1)
	for _, e := range effects {
		for _, c := range causes {
			a, b := max(e.from.Sub(c.to), 0), max(c.from.Sub(e.to), 0)
			if excess := max(a-before, b-after, 0); best < 0 || excess < best {
				best, ahead, behind = excess, a, b
			}
		}
	}
	return ahead, behind, best >= 0
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
