package diagnosis

import (
	"slices"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// unrelated says how far the events of the groups are from what a correlation
// wants.
func unrelated(q *signatures.CorrelationQuery, groups [][][]item) evidence.Note {
	span := time.Duration(q.Timespan)
	most := func(of func([]item) int) int {
		best := 0
		for _, parts := range groups {
			best = max(best, of(parts[0]))
		}
		return best
	}
	switch q.Type {
	case signatures.EventCount:
		found := most(func(items []item) int { return densest(items, span) })
		if q.Field != "" {
			return evidence.Say("correlation/cluster", "wanted", q.GTE, "field", evidence.Word(q.Field), "spread", q.Spread)
		}
		if span == 0 {
			return evidence.Say("correlation/few", "wanted", q.GTE, "found", found)
		}
		return evidence.Say("correlation/few-at-once", "wanted", q.GTE, "found", found, "span", span)
	case signatures.ValueCount:
		found := most(func(items []item) int { return len(valuesOf(items, q.Field)) })
		return evidence.Say("correlation/values", "wanted", q.GTE, "found", found, "field", evidence.Word(q.Field))
	case signatures.AbsentAfter:
		return evidence.Say("correlation/followed", "span", span)
	}
	return apart(q, groups)
}

// densest returns the largest number of items within the span; without one, of
// all. Items are in the order of time.
func densest(items []item, span time.Duration) int {
	if span == 0 {
		return len(items)
	}
	best, from := 0, 0
	for to := range items {
		for items[to].time().Sub(items[from].time()) > span {
			from++
		}
		best = max(best, to-from+1)
	}
	return best
}

// valuesOf returns the different values of a field.
func valuesOf(items []item, field string) []string {
	var out []string
	for _, it := range items {
		if v := it.field(field); !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// apart says how close the events of all parts come together.
func apart(q *signatures.CorrelationQuery, groups [][][]item) evidence.Note {
	ordered := q.Type == signatures.TemporalOrdered
	closest := time.Duration(-1)
	for _, parts := range groups {
		for _, first := range parts[0] {
			if d, ok := farthest(first, parts[1:], ordered); ok && (closest < 0 || d < closest) {
				closest = d
			}
		}
	}
	of, span := wordsOf(q.Of), time.Duration(q.Timespan)
	switch {
	case closest < 0 && ordered:
		return evidence.Say("correlation/order", "selections", of)
	case closest < 0:
		return evidence.Say("correlation/groups", "selections", of, "fields", wordsOf(q.GroupBy))
	case closest <= span: // each is near enough to the first, but not in that order
		return evidence.Say("correlation/order", "selections", of)
	}
	return evidence.Say("correlation/apart", "selections", of, "distance", closest, "span", span)
}

// farthest returns how far the nearest event of the farthest part lies from the
// first one. Where the order counts, only later events do.
func farthest(first item, parts [][]item, ordered bool) (time.Duration, bool) {
	var most time.Duration
	for _, part := range parts {
		best := time.Duration(-1)
		for _, it := range part {
			d := it.time().Sub(first.time())
			if !ordered {
				d = d.Abs()
			}
			if d >= 0 && (best < 0 || d < best) {
				best = d
			}
		}
		if best < 0 {
			return 0, false
		}
		most = max(most, best)
	}
	return most, true
}

// Correlation says how far the events are from what is wanted, where there are
// events of all parts.
func (n nearest) Correlation(q *signatures.CorrelationQuery) *near {
	parts := make([]*state, len(q.Of))
	for i, name := range q.Of {
		if parts[i] = n.of.get(name); len(parts[i].items) == 0 && (i == 0 || q.Type != signatures.AbsentAfter) {
			return &near{}
		}
	}
	return &near{reason: unrelated(q, grouped(q, parts))}
}
