package match

import (
	"cmp"
	"maps"
	"slices"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/signatures"
)

// Near is how near the events of one computer came to a matcher without being
// matched.
type Near struct {
	Seen   int             // events from where the query looks, matched or not
	Event  *evidence.Event // the nearest of those that are not, nil where none is like it
	Fails  []Fail          // what of the query it does not pass
	Passed int             // how much it does pass
}

// trace is where a matcher came near to an event.
type trace struct {
	matcher  *Matcher
	computer string
}

// Trace returns the set with memory for near misses: its collectors also keep,
// for each of the event selections, the event that comes nearest without being
// matched. They ask readers for every event from where the selections look,
// which costs time.
func (s *Set) Trace(sels []*signatures.Selection) *Set {
	out := *s
	for _, sel := range sels {
		if q, ok := sel.Query.(*signatures.EventQuery); ok {
			if m := s.Of(q); !slices.Contains(out.traced, m) {
				out.traced = append(out.traced, m)
			}
		}
	}
	return &out
}

// traces reports whether an event with this header could be a near miss.
func (s *Set) traces(h parsers.Header) bool {
	from := evidence.Provider{Name: h.Provider, GUID: h.GUID}
	return slices.ContainsFunc(s.traced, func(m *Matcher) bool { return m.concerns(from, h.Channel) })
}

// trace keeps the event where it is nearer to a matcher than those before it,
// or as near and later.
func (c *Collector) trace(ev *evidence.Event) {
	for _, m := range c.set.traced {
		if !m.concerns(ev.Provider, ev.Channel) {
			continue
		}
		at := trace{m, ev.Computer}
		if c.near[at] == nil {
			c.near[at] = &Near{}
		}
		n := Near{Seen: 1}
		if fails, passed, like := m.fails(ev); len(fails) > 0 && like {
			n.Event, n.Fails, n.Passed = ev, fails, passed
		}
		c.near[at].Merge(n)
	}
}

// Merge takes over what another look at the same matcher found: the nearer
// event, and of two equally near ones the other's unless it is older.
func (n *Near) Merge(o Near) {
	seen := n.Seen + o.Seen
	if o.Event != nil && (n.Event == nil || o.weight() < n.weight() || o.weight() == n.weight() && !o.Event.Time.Before(n.Event.Time)) {
		*n = o
	}
	n.Seen = seen
}

func (n *Near) weight() int {
	total := 0
	for _, f := range n.Fails {
		total += f.weight
	}
	return total
}

// Nears calls found with every near miss of the file: its matcher, and the
// computer that its events name.
func (c *Collector) Nears(found func(m *Matcher, computer string, n *Near)) {
	byComputer := func(a, b trace) int { return cmp.Compare(a.computer, b.computer) }
	for _, at := range slices.SortedFunc(maps.Keys(c.near), byComputer) {
		found(at.matcher, at.computer, c.near[at])
	}
}
