package diagnosis

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// Correlation relates the kept events of other selections in time. It is
// unknown where one of them is.
func (a *answers) Correlation(q *signatures.CorrelationQuery) *state {
	parts := make([]*state, len(q.Of))
	for i, name := range q.Of {
		parts[i] = a.get(name)
		optional := q.Type == signatures.AbsentAfter && i == 1
		switch {
		case parts[i].val == unknown && optional && a.lax:
		case parts[i].val == unknown:
			return &state{missing: parts[i].missing, reason: evidence.Say("correlation/part-unknown", "selection", evidence.Word(name))}
		case parts[i].val == no && !optional:
			return &state{val: no, reason: evidence.Say("correlation/part", "selection", evidence.Word(name))}
		}
	}
	s := &state{val: no}
	dropped := parts[0].count > len(parts[0].items)
	for _, group := range grouped(q, parts) {
		s.items = append(s.items, a.correlate(q, group, dropped)...)
	}
	if len(s.items) > 0 {
		s.val, s.count = yes, len(s.items)
		if q.Type == signatures.EventCount {
			s.count = max(s.count, parts[0].count)
		}
	}
	return s
}

// grouped splits the items of all parts by the values of the group-by fields.
func grouped(q *signatures.CorrelationQuery, parts []*state) [][][]item {
	byKey := map[string][][]item{}
	for i, p := range parts {
		for _, it := range p.items {
			var key strings.Builder
			for _, f := range q.GroupBy {
				key.WriteString(strings.ToLower(it.field(f)) + "\x00")
			}
			if byKey[key.String()] == nil {
				byKey[key.String()] = make([][]item, len(parts))
			}
			byKey[key.String()][i] = append(byKey[key.String()][i], it)
		}
	}
	var out [][][]item
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		out = append(out, byKey[key])
	}
	return out
}

// correlate relates the items of one group. Where some events were not kept, it
// is not known what lay between the others.
func (a *answers) correlate(q *signatures.CorrelationQuery, parts [][]item, dropped bool) []item {
	span := time.Duration(q.Timespan)
	switch q.Type {
	case signatures.EventCount:
		items := parts[0]
		if q.Field != "" {
			items = cluster(items, q)
		}
		return eventCount(items, max(q.GTE, 1), span)
	case signatures.ValueCount:
		return valueCount(parts[0], q.Field, q.GTE)
	case signatures.AbsentAfter:
		if len(parts) == 1 {
			return a.pauses(q, parts[0], dropped)
		}
		return a.absentAfter(q, parts[0], parts[1])
	}
	return together(parts, span, q.Type == signatures.TemporalOrdered)
}

func eventCount(items []item, n int, span time.Duration) []item {
	for i := 0; i+n <= len(items); i++ {
		if span == 0 || items[i+n-1].time().Sub(items[i].time()) <= span {
			return items
		}
	}
	return nil
}

func valueCount(items []item, field string, n int) []item {
	if len(valuesOf(items, field)) >= n {
		return items
	}
	return nil
}

// cluster returns the items around the first of enough whose numbers lie close
// together, in the order of time.
func cluster(items []item, q *signatures.CorrelationQuery) []item {
	var numbers []int
	for _, it := range items {
		if v, err := strconv.Atoi(it.field(q.Field)); err == nil {
			numbers = append(numbers, v)
		}
	}
	slices.Sort(numbers)
	n := max(q.GTE, 1)
	for i := 0; i+n <= len(numbers); i++ {
		if low := numbers[i]; numbers[i+n-1]-low <= q.Spread {
			return slices.DeleteFunc(slices.Clone(items), func(it item) bool {
				v, err := strconv.Atoi(it.field(q.Field))
				return err != nil || v < low || v > low+q.Spread
			})
		}
	}
	return nil
}

// together returns items of all parts that lie within span, the first such set.
func together(parts [][]item, span time.Duration, ordered bool) []item {
	for _, first := range parts[0] {
		set := []item{first}
		from := first.time()
		for _, part := range parts[1:] {
			i := slices.IndexFunc(part, func(it item) bool {
				d := it.time().Sub(from)
				return d <= span && (d >= 0 || !ordered && -d <= span) && (!ordered || !it.time().Before(set[len(set)-1].time()))
			})
			if i < 0 {
				break
			}
			set = append(set, part[i])
		}
		if len(set) == len(parts) {
			return set
		}
	}
	return nil
}

// absentAfter returns the items that no other follows within the span; with
// ToEnd those that none follows at all although their log goes on.
func (a *answers) absentAfter(q *signatures.CorrelationQuery, items, after []item) []item {
	span := time.Duration(q.Timespan)
	followed := func(it item) bool {
		t := it.time()
		return slices.ContainsFunc(after, func(b item) bool {
			return !b.time().Before(t) && (q.ToEnd || b.time().Sub(t) <= span)
		})
	}
	return slices.DeleteFunc(slices.Clone(items), func(it item) bool {
		return followed(it) || q.ToEnd && !a.goesOn(it, span)
	})
}

// pauses returns the items that none of their own follows within the span: both
// ends of a pause, or the last one when its log goes on. What lies between them
// is not known where some were dropped.
func (a *answers) pauses(q *signatures.CorrelationQuery, items []item, dropped bool) []item {
	var out []item
	span := time.Duration(q.Timespan)
	if !dropped && !q.ToEnd {
		for i := 1; i < len(items); i++ {
			if items[i].time().Sub(items[i-1].time()) > span {
				out = append(out, items[i-1], items[i])
			}
		}
	}
	if last := len(items) - 1; last >= 0 && !q.Between && a.goesOn(items[last], span) {
		out = append(out, items[last])
	}
	return out
}

// goesOn reports whether the log of an item goes on for longer than span.
func (a *answers) goesOn(it item, span time.Duration) bool {
	return slices.ContainsFunc(a.judge.computer.Covered, func(c evidence.Coverage) bool {
		return strings.EqualFold(c.Root, it.channel) && c.To.Sub(it.time()) > span
	})
}
