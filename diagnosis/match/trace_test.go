package match

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/signatures"
)

// traced returns a collector that remembers near misses of one event selection.
func traced(t *testing.T, src string) *Collector {
	t.Helper()
	sel := &signatures.Selection{Name: "a", Query: query(t, src)}
	set, err := Compile(&signatures.Library{Signatures: []*signatures.Signature{{ID: "AAA-001", Select: signatures.Selections{sel}}}})
	require.NoError(t, err)
	return set.Trace(signatures.Selections{sel, sel}).NewCollector()
}

func entry(id uint32, fields ...string) *evidence.Event {
	ev := &evidence.Event{Provider: evidence.Provider{Name: "X"}, EventID: id, Computer: "H"}
	for i := 0; i+1 < len(fields); i += 2 {
		ev.Data = append(ev.Data, evidence.Field{Name: fields[i], Value: fields[i+1]})
	}
	return ev
}

func TestTheEventThatFailsTheFewestTestsIsTheNearest(t *testing.T) {
	other := entry(1, "Code", "70")
	other.Provider.Name = "Y"
	for name, c := range map[string]struct {
		query  string
		events []*evidence.Event
		near   int // which of the events; -1 for none
		fails  []Fail
	}{
		"one value differs": {
			"{provider: x, id: 1, Code: 70, Side: client}",
			[]*evidence.Event{entry(1, "Code", "40", "Side", "server"), entry(1, "Code", "40", "Side", "client"), entry(2)},
			1,
			[]Fail{{Field: "Code", Wanted: []string{"70"}, Found: []string{"40"}}},
		},
		"the later of equally near ones": {
			"{provider: x, id: 1, Code: 70}",
			[]*evidence.Event{entry(1, "Code", "40"), entry(1, "Code", "41")},
			1,
			[]Fail{{Field: "Code", Wanted: []string{"70"}, Found: []string{"41"}}},
		},
		"another id is further off than another value": {
			"{provider: x, id: 1, Code: 70}",
			[]*evidence.Event{entry(1, "Code", "40"), entry(2, "Code", "70")},
			0,
			[]Fail{{Field: "Code", Wanted: []string{"70"}, Found: []string{"40"}}},
		},
		"another id with the wanted value": {
			"{provider: x, id: [1, 3], Code: 70}",
			[]*evidence.Event{entry(2, "Code", "70"), entry(2)},
			0,
			[]Fail{{Field: "EventID", Wanted: []string{"1", "3"}, Found: []string{"2"}}},
		},
		"a field that is not there": {
			"{provider: x, id: 1, Code: 70}",
			[]*evidence.Event{entry(1)},
			0,
			[]Fail{{Field: "Code", Wanted: []string{"70"}}},
		},
		"a part of what is wanted": {
			"{provider: x, Code|contains|all: [a, b]}",
			[]*evidence.Event{entry(1, "Code", "xax"), entry(1, "Code", "nothing")},
			0,
			[]Fail{{Field: "Code", Op: signatures.OpContains, All: true, Wanted: []string{"b"}, Found: []string{"xax"}}},
		},
		"nothing in common":               {"{provider: x, Code|contains: a}", []*evidence.Event{entry(1, "Code", "b")}, -1, nil},
		"only what all have in common":    {"{provider: x, id: 1, Code|not: 70}", []*evidence.Event{entry(2, "Code", "40")}, -1, nil},
		"only another provider has it":    {"{provider: x, id: 1, Code: 71}", []*evidence.Event{other}, -1, nil},
		"what is matched is no near miss": {"{provider: x, id: 1}", []*evidence.Event{entry(1)}, -1, nil},
	} {
		t.Run(name, func(t *testing.T) {
			sink := traced(t, c.query)
			for _, ev := range c.events {
				require.Equal(t, ev != other, sink.Wants(parsers.Header{Provider: ev.Provider.Name, EventID: ev.EventID}))
				sink.Event(ev)
			}
			n := nearOf(sink)
			if c.near < 0 {
				require.Nil(t, n.Event)
				return
			}
			require.Equal(t, len(c.events), n.Seen)
			require.Same(t, c.events[c.near], n.Event)
			for i := range n.Fails {
				n.Fails[i].weight = 0
			}
			require.Equal(t, c.fails, n.Fails)
		})
	}
}

// nearOf returns the only near miss of a file, an empty one without any.
func nearOf(c *Collector) *Near {
	out := &Near{}
	c.Nears(func(_ *Matcher, _ string, n *Near) { out = n })
	return out
}

func TestOnlyATracedSetKeepsNearMisses(t *testing.T) {
	sel := &signatures.Selection{Name: "a", Query: query(t, "{provider: x, id: 1, Code: 70}")}
	set, err := Compile(&signatures.Library{Signatures: []*signatures.Signature{{ID: "AAA-001", Select: signatures.Selections{sel}}}})
	require.NoError(t, err)
	set.Trace(signatures.Selections{sel})
	c := set.NewCollector()
	require.False(t, c.Wants(parsers.Header{Provider: "X", EventID: 2}))
	c.Event(entry(1, "Code", "40"))
	require.Zero(t, nearOf(c).Seen)
}
