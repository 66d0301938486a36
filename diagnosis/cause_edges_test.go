package diagnosis

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/parsers"
)

// draftsOf judges and connects one file of evidence on host H.
func draftsOf(t *testing.T, parts []string, events ...*evidence.Event) []*draft {
	t.Helper()
	lib := library(t, parts...)
	set, err := match.Compile(lib)
	require.NoError(t, err)
	c := set.NewCollector()
	for _, ev := range events {
		c.Event(ev)
	}
	d := newDocket(newTable(lib, set), []*casefile.File{{Path: "f", Result: parsers.Result{Host: "H"}, Facts: c}}, at(60*24))
	drafts, _ := detect(d.judge(d.computers[0]))
	connect(drafts)
	return drafts
}

func TestAnEdgeThatDoesNotHoldSaysWhy(t *testing.T) {
	causeOf := func(severity, more string) string {
		return fmt.Sprintf("AAA-001\nlayer: 1\nseverity: %s\nselect: {a: {event: {provider: Prov, id: 1}}, ok: {event: {provider: Prov, id: 9}}}\ncondition: a\nresolved_by: [ok]\n%s", severity, more)
	}
	for name, c := range map[string]struct {
		cause, edge string
		events      []*evidence.Event
		want        string
	}{
		"a cause that is a note":           {causeOf("info", ""), "", nil, "edge/note"},
		"a cause that is not grave enough": {causeOf("medium", ""), "severity: [critical, high]", nil, "edge/severity found=medium wanted=critical, high"},
		"a cause that was over before": {
			causeOf("high", ""), "",
			[]*evidence.Event{event(1, 10), event(9, 12), event(2, 14)},
			"edge/resolved resolved=2026-01-01T00:12:00Z last=2026-01-01T00:14:00Z",
		},
		"another connector": {
			causeOf("high", ""), "same: [ConnectorName]",
			[]*evidence.Event{event(1, 10, "ConnectorName", "a"), event(2, 14, "ConnectorName", "b")},
			`edge/same field=ConnectorName there="a" here="b"`,
		},
		"an effect of before a date": {causeOf("high", ""), "since: 2026-02-01", nil, "edge/since last=2026-01-01T00:14:00Z since=2026-02-01T00:00:00Z"},
		"a value that is not explained": {
			causeOf("high", ""), "only: {Code: x}",
			[]*evidence.Event{event(1, 10), event(2, 14, "Code", "y")},
			`edge/only field=Code wanted="x" found="y"`,
		},
		"long before":  {causeOf("high", ""), "within: 3m", nil, "edge/too-early distance=4m0s limit=3m0s"},
		"behind":       {causeOf("high", ""), "within: 3m", []*evidence.Event{event(2, 10), event(1, 12)}, "edge/too-late distance=2m0s limit=1m0s"},
		"around, late": {causeOf("high", ""), "around: 3m", []*evidence.Event{event(2, 10), event(1, 14)}, "edge/too-late distance=4m0s limit=3m0s"},
		"a circle":     {causeOf("high", "explained_by: [{ids: [AAA-002]}]"), "", nil, "edge/circle"},
		"one that holds": {
			causeOf("high", ""), "within: 5m, same: [ConnectorName]", nil, "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			edge := "ids: [AAA-001]"
			if c.edge != "" {
				edge += ", " + c.edge
			}
			effect := "AAA-002\nlayer: 4\nseverity: high\nselect: {b: {event: {provider: Prov, id: 2}}}\ncondition: b\nexplained_by: [{" + edge + "}]\n"
			events := c.events
			if events == nil {
				events = []*evidence.Event{event(1, 10), event(2, 14)}
			}
			drafts := draftsOf(t, []string{c.cause, effect}, events...)
			require.Len(t, drafts, 2)
			require.Len(t, drafts[1].edges, 1)
			got := drafts[1].edges[0].why
			require.Equal(t, c.want, got.String())
			require.Equal(t, c.want == "", len(drafts[1].causes) == 1)
		})
	}
}

func TestWhatOnlyAPastCauseExplainsIsPastToo(t *testing.T) {
	parts := []string{
		"AAA-001\nlayer: 1\nseverity: high\nselect: {a: {event: {provider: Prov, id: 1}}, ok: {event: {provider: Prov, id: 9}}}\ncondition: a\nresolved_by: [ok]\n",
		"AAA-002\nlayer: 4\nseverity: high\nselect: {b: {event: {provider: Prov, id: 2}}}\ncondition: b\nexplained_by: [{ids: [AAA-001]}]\n",
	}
	roles := func(events ...*evidence.Event) map[string]finding.Role {
		out := map[string]finding.Role{}
		for _, d := range draftsOf(t, parts, events...) {
			out[d.sig.ID] = d.role()
		}
		return out
	}
	require.Equal(t, map[string]finding.Role{"AAA-001": finding.RootCause, "AAA-002": finding.Consequence}, roles(event(1, 10), event(2, 11)))
	require.Equal(t, map[string]finding.Role{"AAA-001": finding.Past, "AAA-002": finding.Past}, roles(event(1, 10), event(2, 11), event(9, 12)))
}
