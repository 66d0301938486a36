package match

import (
	"slices"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// Fail is a test that something of the case does not pass.
type Fail struct {
	Field  string
	Op     signatures.Op
	All    bool     // all of the values are wanted, not any
	Wanted []string // where all are wanted, those that are not there
	Found  []string // the values of the field, none where it has none
	weight int      // how far off, see Near
}

// A test that fails weighs weightTest at most, and less where a part of it
// holds. The wrong id weighs more: such an event says something else.
const (
	weightTest = 100
	weightID   = 150
)

// FailOf returns what of a test does not hold for the values, of which none
// passes it.
func FailOf(t *signatures.FieldTest, found ...string) Fail {
	f := Fail{Field: t.Field, Op: t.Op, All: t.All, Wanted: t.Values, Found: found, weight: weightTest}
	if !t.All {
		return f
	}
	f.Wanted = nil
	for i, v := range t.Values {
		if !slices.ContainsFunc(found, func(s string) bool { return Holds(part(t, i), s) }) {
			f.Wanted = append(f.Wanted, v)
		}
	}
	if len(f.Wanted) == 0 { // each in another value
		f.Wanted = t.Values
	}
	f.weight = weightTest * len(f.Wanted) / len(t.Values)
	return f
}

// part returns the test for the i-th value alone.
func part(t *signatures.FieldTest, i int) *signatures.FieldTest {
	one := &signatures.FieldTest{Field: t.Field, Op: t.Op, Values: t.Values[i : i+1]}
	if i < len(t.Res) {
		one.Res = t.Res[i : i+1]
	}
	if i < len(t.Nums) {
		one.Nums = t.Nums[i : i+1]
	}
	return one
}

// positive reports whether passing the test is a likeness: nearly all events pass
// one that asks for something not to be there.
func positive(t *signatures.FieldTest) bool {
	return t.Op != signatures.OpNot && t.Op != signatures.OpNotRe && t.Op != signatures.OpExists && t.Op != signatures.OpBitsNone
}

// fails returns what of the query the event does not pass, how much it passes,
// and whether something of that is a likeness.
func (m *Matcher) fails(e *evidence.Event) (fails []Fail, passed int, like bool) {
	q := m.query
	ask := func(asked, holds, telling bool, f func() Fail) {
		switch {
		case !asked:
		case holds:
			passed++
			like = like || telling
		default:
			fail := f()
			fails = append(fails, fail)
			like = like || fail.weight < weightTest
		}
	}
	ask(len(q.IDs) > 0, slices.Contains(q.IDs, e.EventID), true, func() Fail {
		return Fail{Field: "EventID", Wanted: decimals(q.IDs), Found: []string{strconv.Itoa(int(e.EventID))}, weight: weightID}
	})
	ask(len(q.Levels) > 0, slices.Contains(q.Levels, e.Level), false, func() Fail {
		return Fail{Field: "level", Wanted: decimals(q.Levels), Found: []string{strconv.Itoa(int(e.Level))}, weight: weightTest}
	})
	ask(len(m.channels) > 0, m.mayChannel(e), false, func() Fail {
		return Fail{Field: "channel", Wanted: q.Channels, Found: []string{e.Channel}, weight: weightTest}
	})
	for i := range q.Fields {
		t := &q.Fields[i]
		ask(true, eventTest(t, e), positive(t), func() Fail { return FailOf(t, Values(e, t.Field)...) })
	}
	return fails, passed, like
}

func decimals[N uint8 | uint32](list []N) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = strconv.Itoa(int(n))
	}
	return out
}

// concerns reports whether the event comes from where the query looks.
func (m *Matcher) concerns(provider evidence.Provider, channel string) bool {
	low := strings.ToLower(channel)
	if len(m.providers) == 0 {
		return slices.Contains(m.channels, low)
	}
	return slices.Contains(m.providers, strings.ToLower(provider.Name)) || slices.Contains(m.own, low) ||
		provider.GUID != "" && slices.Contains(m.providers, strings.ToLower(provider.GUID))
}
