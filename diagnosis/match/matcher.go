package match

import (
	"slices"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// Matcher is one distinct event query of the library.
type Matcher struct {
	query *signatures.EventQuery
	tests []*signatures.FieldTest // of the query, cheap ones first
	// what the names of the query stand for, in lower case
	providers, channels []string
	// the product's own channels, whose events are its whatever provider they name
	own []string
	// the channels that would hold such an event
	logs []string
}

// Logs returns the channels that would hold such an event.
func (m *Matcher) Logs() []string { return m.logs }

// accepts checks everything that the index has not checked yet.
func (m *Matcher) accepts(e *evidence.Event) bool {
	q := m.query
	if len(q.IDs) > 0 && !slices.Contains(q.IDs, e.EventID) ||
		len(q.Levels) > 0 && !slices.Contains(q.Levels, e.Level) {
		return false
	}
	if len(m.channels) > 0 && !m.mayChannel(e) {
		return false
	}
	return !slices.ContainsFunc(m.tests, func(t *signatures.FieldTest) bool { return !eventTest(t, e) })
}

// mayChannel reports whether the event is of one of the channels. An export that
// lost the channel may still name the provider.
func (m *Matcher) mayChannel(e *evidence.Event) bool {
	return slices.Contains(m.channels, strings.ToLower(e.Channel)) || e.Channel == "" && len(m.providers) > 0
}

// inOrderOfCost returns the tests in the order in which they are best tried.
func inOrderOfCost(tests []signatures.FieldTest) []*signatures.FieldTest {
	out := make([]*signatures.FieldTest, len(tests))
	for i := range tests {
		out[i] = &tests[i]
	}
	slices.SortStableFunc(out, func(a, b *signatures.FieldTest) int { return cost(a) - cost(b) })
	return out
}

// cost compares tests: a value is compared, a text is folded and searched, a
// regular expression runs last. The whole text is the longest value.
func cost(t *signatures.FieldTest) int {
	n := 0
	if t.Field == "Text" {
		n++
	}
	if len(t.Res) > 0 {
		n += 4
	} else if t.Op != signatures.OpEquals && t.Op != signatures.OpExists && len(t.Nums) == 0 {
		n += 2
	}
	return n
}

// eventTest applies a test to every value that the field has in the event.
func eventTest(t *signatures.FieldTest, e *evidence.Event) bool {
	vals := Values(e, t.Field)
	if t.Op == signatures.OpExists {
		return slices.Contains(t.Values, strconv.FormatBool(strings.Join(vals, "") != ""))
	}
	if t.Op == signatures.OpNot || t.Op == signatures.OpNotRe {
		return len(vals) > 0 && !slices.ContainsFunc(vals, func(v string) bool { return !Holds(t, v) })
	}
	return slices.ContainsFunc(vals, func(v string) bool { return Holds(t, v) })
}
