package diagnosis

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"hybriddiag/signatures"
)

// correlation relates the kept events of other selections in time. It is
// unknown where one of them is.
func (a *answers) correlation(q *signatures.CorrelationQuery) *state {
	parts := make([]*state, len(q.Of))
	for i, name := range q.Of {
		parts[i] = a.get(name)
		optional := q.Type == "absent_after" && i == 1
		if parts[i].val == unknown {
			return &state{missing: parts[i].missing}
		}
		if parts[i].val == no && !optional {
			return &state{val: no}
		}
	}
	s := &state{val: no}
	if q.Type == "gap" && parts[0].count > len(parts[0].items) {
		return s // events that were not kept would look like a gap
	}
	for _, group := range grouped(q, parts) {
		s.items = append(s.items, a.correlate(q, group)...)
	}
	if len(s.items) > 0 {
		s.val, s.count = yes, len(s.items)
		if q.Type == "event_count" {
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

func (a *answers) correlate(q *signatures.CorrelationQuery, parts [][]item) []item {
	span := time.Duration(q.Timespan)
	switch q.Type {
	case "event_count":
		return eventCount(parts[0], q.GTE, span)
	case "value_count":
		return valueCount(parts[0], q.Field, q.GTE)
	case "value_cluster":
		return valueCluster(parts[0], q.Field, q.GTE, q.Spread)
	case "absent_after":
		return absentAfter(parts[0], parts[1], span)
	case "gap":
		return gaps(parts[0], span)
	case "silent":
		return a.silent(parts[0], span)
	}
	return together(parts, span, q.Type == "temporal_ordered")
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
	seen := map[string]bool{}
	for _, it := range items {
		seen[it.field(field)] = true
	}
	if len(seen) >= n {
		return items
	}
	return nil
}

// valueCluster returns the items around the first n whose numbers lie close
// together, in the order of time.
func valueCluster(items []item, field string, n, spread int) []item {
	var numbers []int
	for _, it := range items {
		if v, err := strconv.Atoi(it.field(field)); err == nil {
			numbers = append(numbers, v)
		}
	}
	slices.Sort(numbers)
	for i := 0; n > 0 && i+n <= len(numbers); i++ {
		if low := numbers[i]; numbers[i+n-1]-low <= spread {
			return slices.DeleteFunc(slices.Clone(items), func(it item) bool {
				v, err := strconv.Atoi(it.field(field))
				return err != nil || v < low || v > low+spread
			})
		}
	}
	return nil
}

func absentAfter(items, after []item, span time.Duration) []item {
	var out []item
	for _, it := range items {
		t := it.time()
		if !slices.ContainsFunc(after, func(b item) bool { return !b.time().Before(t) && b.time().Sub(t) <= span }) {
			out = append(out, it)
		}
	}
	return out
}

func gaps(items []item, span time.Duration) []item {
	var out []item
	for i := 1; i < len(items); i++ {
		if items[i].time().Sub(items[i-1].time()) > span {
			out = append(out, items[i-1], items[i])
		}
	}
	return out
}

// silent returns the last item when its log goes on for longer than span.
func (a *answers) silent(items []item, span time.Duration) []item {
	if len(items) == 0 {
		return nil
	}
	last := items[len(items)-1]
	for _, c := range a.judge.computer.Covered {
		if strings.EqualFold(c.Root, last.channel) && c.To.Sub(last.time()) > span {
			return []item{last}
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
