package diagnosis

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/parsers"
	"hybriddiag/signatures"
)

// judgementOf says how the first of the signatures was judged on the only host of
// one file.
func judgementOf(t *testing.T, lib *signatures.Library, fill func(*match.Collector)) finding.Judgement {
	t.Helper()
	e, err := Compile(lib)
	require.NoError(t, err)
	e = e.Trace(lib.Signatures[0])
	c := e.NewCollector()
	fill(c)
	got, err := e.Why(t.Context(), []*casefile.File{{Path: "f", Format: "evtx", Result: parsers.Result{Host: "H"}, Facts: c}}, at(60*24), lib.Signatures[0])
	require.NoError(t, err)
	require.Len(t, got, 1)
	return got[0]
}

func TestEveryKindOfSelectionTellsWhatCameNearest(t *testing.T) {
	day := 24 * time.Hour
	for name, c := range map[string]struct {
		sel    string
		fill   func(*match.Collector)
		value  finding.Truth
		reason string // its code
		near   string // field, what was wanted and what was found
	}{
		"an event": {
			"event: {provider: Prov, id: 1, Code: 70}",
			func(c *match.Collector) { c.Event(event(1, 5, "Code", "40")) },
			finding.Undetermined, "event/no-log", "Code  70 40",
		},
		"a value": {
			`setting: {key: 'HKLM\K', name: V, value: [1, 2]}`,
			func(c *match.Collector) { c.Setting(evidence.Setting{Key: `HKLM\K`, Name: "V", Value: "0"}) },
			finding.False, "setting/differs", "value  1,2 0",
		},
		"a value that is said not to be there": {
			`setting: {key: 'HKLM\K', name: V, value: 1}`,
			func(c *match.Collector) { c.Setting(evidence.Setting{Key: `HKLM\K`, Name: "V", Absent: true}) },
			finding.False, "setting/absent", "",
		},
		"a value that should not be there": {
			`setting: {key: 'HKLM\K', name: V, absent: true}`,
			func(c *match.Collector) { c.Setting(evidence.Setting{Key: `HKLM\K`, Name: "V", Value: "0"}) },
			finding.False, "setting/there", "",
		},
		"a key that nobody collected": {`setting: {key: 'HKLM\K', name: V, value: 1}`, func(*match.Collector) {}, finding.Undetermined, "setting/not-collected", ""},
		"another computer's value":    {`setting: {key: 'HKLM\K', name: V, value: 1, elsewhere: true}`, func(*match.Collector) {}, finding.False, "setting/no-other-computer", ""},
		"a certificate": {
			`certificate: {store: 'LocalMachine\My', issuer|contains: contoso, expired: true}`,
			func(c *match.Collector) {
				c.Coverage(evidence.Coverage{Kind: evidence.CoversStore, Root: `LocalMachine\My`})
				c.Certificate(evidence.Certificate{Store: `LocalMachine\My`, Issuer: "CN=contoso", NotAfter: at(60 * 24).Add(day)})
				c.Certificate(evidence.Certificate{Store: `LocalMachine\Root`, Issuer: "CN=contoso", NotAfter: at(60 * 24).Add(day)})
			},
			finding.False, "certificate/none", "notafter lt 2026-01-02T00:00:00Z 2026-01-03T00:00:00Z",
		},
		"a store that nobody collected": {`certificate: {store: 'LocalMachine\My', expired: true}`, func(*match.Collector) {}, finding.Undetermined, "certificate/no-store", ""},
		"a version": {
			`product: {id: p, version: "<2.0"}`,
			func(c *match.Collector) { c.Product(evidence.Product{ID: "p", Version: "2.1"}) },
			finding.False, "product/version", "version  <2.0 2.1",
		},
		"a product that is not installed": {
			`product: {id: q}`, func(c *match.Collector) { c.Product(evidence.Product{ID: "p", Version: "2.1"}) }, finding.False, "product/not-installed", "",
		},
		"the moment":          {"judged: {before: 2025-01-01}", func(*match.Collector) {}, finding.False, "judged/late", ""},
		"a file":              {"source: {format: evtx, path|contains: System}", func(*match.Collector) {}, finding.False, "source/none", "path contains System f"},
		"a file of this kind": {"source: {format: evtx, absent: true}", func(*match.Collector) {}, finding.False, "source/there", ""},
		"another finding":     {"finding: {ids: [AAA-002]}", func(*match.Collector) {}, finding.False, "finding/none", ""},
	} {
		t.Run(name, func(t *testing.T) {
			j := judgementOf(t, library(t, "AAA-001\nlayer: 1\nseverity: high\nselect: {a: {"+c.sel+"}}\ncondition: a\n"), c.fill)
			s := j.Selections[0]
			require.Equal(t, c.value, s.Value)
			require.NotNil(t, s.Reason)
			require.Equal(t, c.reason, s.Reason.Code)
			got := ""
			if s.Nearest != nil {
				require.Equal(t, "f", s.Nearest.Path)
				for _, d := range s.Nearest.Differs {
					got += strings.Join([]string{d.Field, d.Op, strings.Join(d.Wanted, ","), strings.Join(d.Found, ",")}, " ")
				}
			}
			require.Equal(t, c.near, got)
			require.Equal(t, c.value == finding.Undetermined, len(s.Missing) > 0)
		})
	}
}

func TestACorrelationTellsHowFarOffItsEventsAre(t *testing.T) {
	for name, c := range map[string]struct {
		sel    string
		events []*evidence.Event
		want   string
	}{
		"too few":           {"type: event_count, of: [a], gte: 3", []*evidence.Event{event(1, 0), event(1, 1)}, "2 of 3 wanted events"},
		"too few at a time": {"type: event_count, of: [a], gte: 3, timespan: 10m", []*evidence.Event{event(1, 0), event(1, 5), event(1, 30)}, "at most 2 of 3 wanted events within 10 min"},
		"too few values":    {"type: value_count, of: [a], field: X, gte: 2", []*evidence.Event{event(1, 0, "X", "1"), event(1, 1, "X", "1")}, "1 of 2 wanted values of X"},
		"too far apart":     {"type: temporal, of: [a, b], timespan: 5m", []*evidence.Event{event(1, 0), event(2, 9)}, "a, b come 9 min apart, at most 5 min is allowed"},
		"the wrong order":   {"type: temporal_ordered, of: [a, b], timespan: 5m", []*evidence.Event{event(2, 0), event(1, 2)}, "a, b never come in this order"},
		"different groups":  {"type: temporal, of: [a, b], timespan: 5m, group-by: [X]", []*evidence.Event{event(1, 0, "X", "1"), event(2, 1, "X", "2")}, "a, b never show the same X"},
		"an answer":         {"type: absent_after, of: [a, b], timespan: 5m", []*evidence.Event{event(1, 0), event(2, 2)}, "each was followed within 5 min"},
		"nothing":           {"type: temporal, of: [a, b], timespan: 5m", []*evidence.Event{event(1, 0)}, "b is false"},
	} {
		t.Run(name, func(t *testing.T) {
			lib := library(t, "AAA-001\nlayer: 1\nseverity: high\nselect:\n  c: {correlation: {"+c.sel+"}}\n  a: {event: {provider: Prov, id: 1}}\n  b: {event: {provider: Prov, id: 2}}\ncondition: c\n")
			j := judgementOf(t, lib, func(col *match.Collector) {
				for _, ev := range c.events {
					col.Event(ev)
				}
				col.Coverage(evidence.Coverage{Kind: evidence.CoversChannel, Root: "Application", From: at(0), To: at(120)})
			})
			require.Equal(t, finding.False, j.Selections[0].Value)
			require.Equal(t, c.want, j.Selections[0].Reason.En)
		})
	}
}

func TestTheVerdictNamesTheSelectionsThatDecideIt(t *testing.T) {
	reads := func(c *match.Collector) {
		c.Event(event(1, 1))
		c.Coverage(evidence.Coverage{Kind: evidence.CoversChannel, Root: "Application"})
	}
	for condition, want := range map[string]string{
		"yes and no":                       "the condition is false; see no",
		"yes and not yes":                  "the condition is false; see yes",
		"no or (yes and no2)":              "the condition is false; see no, no2",
		"2 of [yes, no, no2]":              "the condition is false; see no, no2",
		"yes and unknown":                  "the data does not decide the condition; see unknown",
		"no or unknown":                    "the data does not decide the condition; see unknown",
		"yes and no and unknown":           "the condition is false; see no",
		"not (yes and unknown)":            "the data does not decide the condition; see unknown",
		"all of [yes, unknown] and not no": "the data does not decide the condition; see unknown",
	} {
		lib := library(t, "AAA-001\nlayer: 1\nseverity: high\nselect:\n  yes: {event: {provider: Prov, id: 1}}\n  no: {event: {provider: Prov, id: 2}}\n  no2: {event: {provider: Prov, id: 3}}\n  unknown: {setting: {key: 'HKLM\\K', name: V}}\ncondition: "+condition+"\n")
		require.Equal(t, want, judgementOf(t, lib, reads).Verdict.Reason.En, condition)
	}
}

func TestAnIssueThatIsNotOverSaysWhy(t *testing.T) {
	lib := library(t, "AAA-001\nlayer: 3\nseverity: high\nselect: {bad: {event: {provider: Prov, id: 1}}, good: {event: {provider: Prov, id: 2}}}\ncondition: bad\nresolved_by: [good]\n")
	for name, c := range map[string]struct {
		events []*evidence.Event
		want   string // the code, "" where it is over
	}{
		"no success":                        {[]*evidence.Event{event(1, 5)}, "past/no-success"},
		"a success before":                  {[]*evidence.Event{event(2, 1), event(1, 5)}, "past/before"},
		"a success of another connector":    {[]*evidence.Event{event(1, 5, "ConnectorName", "a"), event(2, 9, "ConnectorName", "b")}, "past/other"},
		"a success of the failed connector": {[]*evidence.Event{event(1, 5, "ConnectorName", "a"), event(2, 9, "ConnectorName", "a")}, ""},
	} {
		v := judgementOf(t, lib, func(col *match.Collector) {
			for _, ev := range c.events {
				col.Event(ev)
			}
		}).Verdict
		require.True(t, v.Found, name)
		if c.want == "" {
			require.Nil(t, v.Unresolved, name)
			require.Equal(t, at(9), v.ResolvedAt.Time, name)
			continue
		}
		require.Equal(t, c.want, v.Unresolved.Code, name)
	}
}
