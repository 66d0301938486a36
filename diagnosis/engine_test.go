package diagnosis

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/parsers"
	"hybriddiag/signatures"
)

// library loads signatures; every part is `ID` and the body that matters.
func library(t testing.TB, parts ...string) *signatures.Library {
	t.Helper()
	fsys := fstest.MapFS{
		"products.yaml": {Data: []byte("- {id: p, name: {en: P, ja: 製品}, providers: [Prov], channels: [Prov/Admin], services: [ContosoAgent], settings: ['HKLM\\P*']}")},
		"collect.yaml":  {Data: []byte("- {id: reg, kind: registry, roots: ['HKLM\\K'], title: {en: Export, ja: 採取}, how: {en: Do, ja: 実行}, run: reg export}\n- {id: log, kind: channel, roots: [Application], title: {en: Log, ja: ログ}, how: {en: Do, ja: 実行}, run: wevtutil}")},
		"channels.yaml": {Data: []byte("Application: [Prov]")},
	}
	for _, p := range parts {
		id, body, _ := strings.Cut(p, "\n")
		fsys["x/"+id+"-x.yaml"] = &fstest.MapFile{Data: []byte("id: " + id + "\nconfidence: probable\ntitle: {en: T, ja: 題}\n" + body)}
	}
	lib, err := signatures.Load(fsys)
	require.NoError(t, err)
	return lib
}

// caseOf is one file of evidence on host H.
func caseOf(t testing.TB, lib *signatures.Library, fill func(*match.Collector)) Conclusion {
	t.Helper()
	e, err := Compile(lib)
	require.NoError(t, err)
	c := e.NewCollector()
	fill(c)
	files := []*casefile.File{{Path: "f", Result: parsers.Result{Host: "H"}, Facts: c}}
	got, err := e.Conclude(t.Context(), files, at(60*24))
	require.NoError(t, err)
	return got
}

func at(minute int) time.Time {
	return time.Date(2026, 1, 1, 0, minute, 0, 0, time.UTC)
}

func event(id uint32, minute int, data ...string) *evidence.Event {
	ev := &evidence.Event{Provider: evidence.Provider{Name: "Prov"}, EventID: id, Time: at(minute), Channel: "Application", RecordID: uint64(minute + 1)}
	for i := 0; i+1 < len(data); i += 2 {
		ev.Data = append(ev.Data, evidence.Field{Name: data[i], Value: data[i+1]})
	}
	return ev
}

func sketch(c Conclusion) []string {
	var out []string
	for _, f := range c.Findings {
		out = append(out, fmt.Sprintf("%s %s %s n=%d %v", f.ID, f.Role, f.Severity, f.Count, f.CausedBy))
	}
	return out
}

const cause = "AAA-001\nlayer: 1\nseverity: high\nselect: {a: {event: {provider: Prov, id: 1}}}\ncondition: a\n"

func TestConsequencesFoldUnderTheirCauseWithinTheWindow(t *testing.T) {
	lib := library(t, cause,
		"AAA-002\nlayer: 4\nseverity: critical\nselect: {b: {event: {provider: Prov, id: 2}}}\ncondition: b\nexplained_by: [{ids: [AAA-001], within: 5m}]\n")
	near := caseOf(t, lib, func(c *match.Collector) { c.Event(event(1, 10)); c.Event(event(2, 14)) })
	require.Equal(t, []string{"AAA-001 root_cause high n=1 []", "AAA-002 consequence critical n=1 [AAA-001]"}, sketch(near))
	require.Equal(t, []string{"AAA-002"}, near.Findings[0].Explains)
	far := caseOf(t, lib, func(c *match.Collector) { c.Event(event(1, 10)); c.Event(event(2, 16)) })
	require.Equal(t, []string{"AAA-002 root_cause critical n=1 []", "AAA-001 root_cause high n=1 []"}, sketch(far))
}

func TestACauseAroundItsConsequenceMayBeLoggedAfterIt(t *testing.T) {
	lib := library(t, cause,
		"AAA-002\nlayer: 3\nseverity: high\nselect: {b: {event: {provider: Prov, id: 2}}}\ncondition: b\nexplained_by: [{ids: [AAA-001], around: 5m}]\n")
	for minute, folded := range map[int]bool{4: false, 5: true, 15: true, 16: false} {
		c := caseOf(t, lib, func(c *match.Collector) { c.Event(event(1, minute)); c.Event(event(2, 10)) })
		require.Equal(t, folded, len(c.Findings[0].Explains) == 1, "minute %d", minute)
	}
}

func TestACauseDuringALongRunExplainsIt(t *testing.T) {
	lib := library(t, cause,
		"AAA-002\nlayer: 4\nseverity: high\nselect: {b: {event: {provider: Prov, id: 2}}}\ncondition: b\nexplained_by: [{ids: [AAA-001], within: 5m}]\n")
	for minute, folded := range map[int]bool{4: false, 5: true, 30: true, 51: true, 52: false} {
		c := caseOf(t, lib, func(c *match.Collector) { c.Event(event(1, minute)); c.Event(event(2, 50, "DurationSeconds", "2400")) })
		require.Equal(t, folded, len(c.Findings[0].Explains) == 1, "minute %d", minute)
	}
}

func TestEdgesAskForTheSameConnectorWhereBothNameOne(t *testing.T) {
	lib := library(t, cause,
		"AAA-002\nlayer: 4\nseverity: high\nselect: {b: {event: {provider: Prov, id: 2}}}\ncondition: b\nexplained_by: [{ids: [AAA-*], same: [ConnectorName]}]\n")
	other := caseOf(t, lib, func(c *match.Collector) {
		c.Event(event(1, 1, "ConnectorName", "a"))
		c.Event(event(2, 2, "ConnectorName", "b"))
	})
	require.Equal(t, finding.RootCause, other.Findings[1].Role)
	same := caseOf(t, lib, func(c *match.Collector) {
		c.Event(event(1, 1, "ConnectorName", "A"))
		c.Event(event(2, 2, "ConnectorName", "a"))
	})
	require.Equal(t, finding.Consequence, same.Findings[1].Role)
}

func TestLaterSuccessOfTheSameOperationMakesItPast(t *testing.T) {
	lib := library(t, "AAA-001\nlayer: 3\nseverity: high\nselect: {bad: {event: {provider: Prov, id: 1}}, good: {event: {provider: Prov, id: 9}}}\ncondition: bad\nresolved_by: [good]\n")
	past := caseOf(t, lib, func(c *match.Collector) {
		c.Event(event(1, 1, "ConnectorName", "a"))
		c.Event(event(9, 5, "ConnectorName", "a"))
	})
	require.Equal(t, finding.Past, past.Findings[0].Role)
	other := caseOf(t, lib, func(c *match.Collector) {
		c.Event(event(1, 1, "ConnectorName", "a"))
		c.Event(event(9, 5, "ConnectorName", "b"))
	})
	require.Equal(t, finding.RootCause, other.Findings[0].Role)
	again := caseOf(t, lib, func(c *match.Collector) { c.Event(event(1, 1)); c.Event(event(9, 5)); c.Event(event(1, 6)) })
	require.Equal(t, finding.RootCause, again.Findings[0].Role)
}

func TestEventsInTheOwnChannelOfAProductAreItsWhateverProviderTheyName(t *testing.T) {
	of := func(provider, channel string) *match.Collector {
		e, err := Compile(library(t, "AAA-001\nlayer: 1\nseverity: high\nselect: {bad: {event: {provider: '"+provider+"', id: 1}}}\ncondition: bad\n"))
		require.NoError(t, err)
		c := e.NewCollector()
		ev := event(1, 1)
		ev.Provider.Name, ev.Channel = "Renamed", channel
		c.Event(ev)
		return c
	}
	require.Equal(t, 1, of("@p", "Prov/Admin").Matched)
	require.Zero(t, of("@p", "Application").Matched)
	require.Zero(t, of("Prov", "Prov/Admin").Matched)
}

func TestAFaultOfThePastFailsNoStepOfACheckList(t *testing.T) {
	lib := library(t, "AAA-001\nlayer: 1\nproducts: [p]\nseverity: high\nselect: {bad: {event: {provider: Prov, id: 1}}, good: {event: {provider: Prov, id: 9}}}\ncondition: bad\nresolved_by: [good]\n")
	var list signatures.CheckList
	require.NoError(t, yaml.Unmarshal([]byte("{id: list, products: [p], select: {fault: {finding: {ids: [AAA-001]}}}, steps: [{id: '01', failed: fault}]}"), &list))
	lib.Checks = append(lib.Checks, list)
	now := caseOf(t, lib, func(c *match.Collector) { c.Event(event(1, 1)) })
	require.Equal(t, finding.Failed, now.Checks[0].Outcome)
	past := caseOf(t, lib, func(c *match.Collector) { c.Event(event(1, 1)); c.Event(event(9, 5)) })
	require.Equal(t, finding.Unjudged, past.Checks[0].Outcome)
}

func TestOnlyTheSameProgramOfATraceMakesItPast(t *testing.T) {
	lib := library(t, "AAA-001\nlayer: 1\nseverity: high\nselect: {bad: {tls: {Outcome: failed}}, good: {tls: {Outcome: success}}}\ncondition: bad\nresolved_by: [good]\n")
	row := func(minute int, process, outcome string) *evidence.Event {
		e := event(0, minute, "Process", process, "Host", "a.example.com", "Outcome", outcome)
		e.Kind, e.Provider.Name = evidence.KindTLS, "tls"
		return e
	}
	for process, want := range map[string]finding.Role{"A.EXE": finding.Past, "b.exe": finding.RootCause, "": finding.RootCause} {
		got := caseOf(t, lib, func(c *match.Collector) { c.Event(row(1, "a.exe", "failed")); c.Event(row(5, process, "success")) })
		require.Equal(t, want, got.Findings[0].Role, process)
	}
}

func TestASuccessfulExportDoesNotMakeAFailedImportPast(t *testing.T) {
	lib := library(t, "AAA-001\nlayer: 4\nseverity: high\nselect: {bad: {event: {provider: Prov, id: 1}}, good: {event: {provider: Prov, id: 9}}}\ncondition: bad\nresolved_by: [good]\n")
	for _, c := range []struct {
		name      string
		successes []string
		want      finding.Role
	}{
		{"an export", []string{"Export"}, finding.RootCause},
		{"an import, while the export failed too", []string{"Delta Import"}, finding.RootCause},
		{"both", []string{"Full Import", "Export"}, finding.Past},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := caseOf(t, lib, func(col *match.Collector) {
				col.Event(event(1, 1, "RunProfileName", "Delta Import"))
				if len(c.successes) > 1 || c.successes[0] != "Export" {
					col.Event(event(1, 2, "RunProfileName", "Export"))
				}
				for i, name := range c.successes {
					col.Event(event(9, 5+i, "RunProfileName", name))
				}
			})
			require.Equal(t, c.want, got.Findings[0].Role)
		})
	}
}

func TestAFindingThatRestsOnOthersShowsTheirProof(t *testing.T) {
	lib := library(t, cause, "AAA-002\nlayer: 5\nseverity: info\nselect: {of: {finding: {ids: [AAA-001]}}, gone: {source: {channel: Other, absent: true}}}\ncondition: of and gone\nnote: true\n")
	got := caseOf(t, lib, func(c *match.Collector) { c.Event(event(1, 7)) })
	require.Equal(t, "AAA-002", got.Findings[1].ID)
	require.Equal(t, uint32(1), got.Findings[1].Evidence[0].EventID)
}

func TestTheVersionIsShownWhereNoFileNamesTheComputer(t *testing.T) {
	lib := library(t, cause)
	e, err := Compile(lib)
	require.NoError(t, err)
	c := e.NewCollector()
	c.Product(evidence.Product{ID: "p", Version: "1.2.3.4"})
	got, err := e.Conclude(t.Context(), []*casefile.File{{Path: "f", Facts: c}}, at(0))
	require.NoError(t, err)
	require.Equal(t, []finding.Host{{Products: []finding.Product{{ID: "p", Version: "1.2.3.4"}}}}, got.Hosts)
}

const absent = "AAA-001\nlayer: 0\nproducts: [p]\nseverity: high\nselect: {gone: {setting: {key: 'HKLM\\K\\Sub', name: V, absent: true}}}\ncondition: gone\n"

func TestAbsentNeedsProofThatTheKeyWasCollected(t *testing.T) {
	lib := library(t, absent)
	p := evidence.Product{ID: "p"}
	covered := caseOf(t, lib, func(c *match.Collector) {
		c.Product(p)
		c.Coverage(evidence.Coverage{Kind: evidence.CoversRegistry, Root: `hklm\k`})
	})
	require.Len(t, covered.Findings, 1)
	require.Equal(t, finding.Message{En: `[HKLM\K\Sub] "V": not there`, Ja: `[HKLM\K\Sub] "V": ありません`}, covered.Findings[0].Evidence[0].Excerpt)
	require.Equal(t, finding.Message{En: "V is not set", Ja: "V は設定されていません"}, covered.Findings[0].Evidence[0].Why)
	for name, root := range map[string]string{"nothing": "", "other sub-key": `HKLM\K\Other`, "longer name": `HKLM\K\Su`} {
		c := caseOf(t, lib, func(c *match.Collector) {
			c.Product(p)
			if root != "" {
				c.Coverage(evidence.Coverage{Kind: evidence.CoversRegistry, Root: root})
			}
		})
		require.Empty(t, c.Findings, name)
		require.Equal(t, []string{"Export"}, c.NotJudged[0].Missing, name)
		require.Equal(t, "reg export", c.NotJudged[0].Collect.Command, name)
	}
	cut := caseOf(t, lib, func(c *match.Collector) {
		c.Product(p)
		c.Coverage(evidence.Coverage{Kind: evidence.CoversRegistry, Root: `HKLM\K`, Partial: true})
	})
	require.Empty(t, cut.Findings, "a cut export proves no absence")
	said := caseOf(t, lib, func(c *match.Collector) { c.Setting(evidence.Setting{Key: `HKLM\K\Sub`, Name: "V", Absent: true}) })
	require.Len(t, said.Findings, 1, "the check script says so in words")
}

func TestOtherProductsAreNotAskedAbout(t *testing.T) {
	require.Empty(t, caseOf(t, library(t, absent), func(c *match.Collector) { ev := event(3, 1); ev.Provider.Name = "Other"; c.Event(ev) }).NotJudged)
}

func TestRefutedFindingsAreTakenAway(t *testing.T) {
	lib := library(t, "AAA-001\nlayer: 0\nseverity: high\nselect: {off: {setting: {key: 'HKLM\\K', name: V, value: 0}}, ok: {event: {provider: Prov, id: 9}}}\ncondition: off\nrefuted_by: [ok]\n")
	set := evidence.Setting{Key: `HKLM\K`, Name: "v", Value: "0"}
	require.Len(t, caseOf(t, lib, func(c *match.Collector) { c.Setting(set) }).Findings, 1)
	require.Empty(t, caseOf(t, lib, func(c *match.Collector) { c.Setting(set); c.Event(event(9, 1)) }).Findings)

	// What no file could have shown does not hold here.
	lib = library(t, "AAA-001\nlayer: 0\nseverity: high\nselect: {off: {setting: {key: 'HKLM\\K', name: V, value: 0}}, ok: {event: {provider: Prov, id: 9}}, bad: {event: {provider: Prov, id: 8}}}\ncondition: off\nrefuted_by: ['ok and not bad']\n")
	require.Len(t, caseOf(t, lib, func(c *match.Collector) { c.Setting(set) }).Findings, 1)
	require.Empty(t, caseOf(t, lib, func(c *match.Collector) { c.Setting(set); c.Event(event(9, 1)) }).Findings)
	require.Len(t, caseOf(t, lib, func(c *match.Collector) { c.Setting(set); c.Event(event(9, 1)); c.Event(event(8, 1)) }).Findings, 1)
}

func TestEventsAreRelatedInTimeNumberAndOrder(t *testing.T) {
	two := "select:\n  a: {event: {provider: Prov, id: 1}}\n  b: {event: {provider: Prov, id: 2}}\n  c: {correlation: {%s}}\ncondition: c\n"
	one := "select:\n  a: {event: {provider: Prov, id: 1}}\n  c: {correlation: {%s}}\ncondition: c\n"
	for name, c := range map[string]struct {
		yaml   string
		events []*evidence.Event
		want   bool
	}{
		"three in an hour":    {fmt.Sprintf(one, "type: event_count, of: [a], gte: 3, timespan: 1h"), []*evidence.Event{event(1, 0), event(1, 50), event(1, 59)}, true},
		"three in two hours":  {fmt.Sprintf(one, "type: event_count, of: [a], gte: 3, timespan: 1h"), []*evidence.Event{event(1, 0), event(1, 50), event(1, 61)}, false},
		"three of one group":  {fmt.Sprintf(one, "type: event_count, of: [a], gte: 2, group-by: [X]"), []*evidence.Event{event(1, 0, "X", "1"), event(1, 1, "X", "2")}, false},
		"two values":          {fmt.Sprintf(one, "type: value_count, of: [a], field: X, gte: 2"), []*evidence.Event{event(1, 0, "X", "1"), event(1, 1, "X", "2")}, true},
		"three close values":  {fmt.Sprintf(one, "type: event_count, of: [a], field: X, gte: 3, spread: 10"), []*evidence.Event{event(1, 0, "X", "78"), event(1, 1, "X", "9"), event(1, 2, "X", "75"), event(1, 3, "X", "85")}, true},
		"values too far off":  {fmt.Sprintf(one, "type: event_count, of: [a], field: X, gte: 3, spread: 10"), []*evidence.Event{event(1, 0, "X", "78"), event(1, 1, "X", ""), event(1, 2, "X", "75"), event(1, 3, "X", "86")}, false},
		"either order":        {fmt.Sprintf(two, "type: temporal, of: [a, b], timespan: 5m"), []*evidence.Event{event(2, 0), event(1, 4)}, true},
		"wrong order":         {fmt.Sprintf(two, "type: temporal_ordered, of: [a, b], timespan: 5m"), []*evidence.Event{event(2, 0), event(1, 4)}, false},
		"right order":         {fmt.Sprintf(two, "type: temporal_ordered, of: [a, b], timespan: 5m"), []*evidence.Event{event(1, 0), event(2, 4)}, true},
		"too late":            {fmt.Sprintf(two, "type: temporal_ordered, of: [a, b], timespan: 5m"), []*evidence.Event{event(1, 0), event(2, 6)}, false},
		"no answer":           {fmt.Sprintf(two, "type: absent_after, of: [a, b], timespan: 5m"), []*evidence.Event{event(1, 0), event(2, 6)}, true},
		"an answer":           {fmt.Sprintf(two, "type: absent_after, of: [a, b], timespan: 5m"), []*evidence.Event{event(1, 0), event(2, 3)}, false},
		"a gap of two hours":  {fmt.Sprintf(one, "type: absent_after, of: [a], timespan: 1h"), []*evidence.Event{event(1, 0), event(1, 120)}, true},
		"no gap":              {fmt.Sprintf(one, "type: absent_after, of: [a], timespan: 1h"), []*evidence.Event{event(1, 0), event(1, 50), event(1, 100)}, false},
		"none to the end":     {fmt.Sprintf(one, "type: absent_after, of: [a], timespan: 1h"), []*evidence.Event{event(1, 0)}, true},
		"silent for an hour":  {fmt.Sprintf(one, "type: absent_after, of: [a], timespan: 1h, to_end: true"), []*evidence.Event{event(1, 0)}, true},
		"silent for a minute": {fmt.Sprintf(one, "type: absent_after, of: [a], timespan: 1h, to_end: true"), []*evidence.Event{event(1, 119)}, false},
		"a gap, then more":    {fmt.Sprintf(one, "type: absent_after, of: [a], timespan: 1h, to_end: true"), []*evidence.Event{event(1, 0), event(1, 110)}, false},
		"an answer too late":  {fmt.Sprintf(two, "type: absent_after, of: [a, b], timespan: 5m, to_end: true"), []*evidence.Event{event(1, 0), event(2, 60)}, false},
		"never an answer":     {fmt.Sprintf(two, "type: absent_after, of: [a, b], timespan: 5m, to_end: true"), []*evidence.Event{event(2, 0), event(1, 1)}, true},
		"the log ends first":  {fmt.Sprintf(two, "type: absent_after, of: [a, b], timespan: 5m, to_end: true"), []*evidence.Event{event(2, 0), event(1, 118)}, false},
		"an older silence":    {fmt.Sprintf(one, "type: silent, of: [a], timespan: 1h"), []*evidence.Event{event(1, 0)}, true},
		"an older gap":        {fmt.Sprintf(one, "type: gap, of: [a], timespan: 1h"), []*evidence.Event{event(1, 0), event(1, 120)}, true},
		"gap knows no end":    {fmt.Sprintf(one, "type: gap, of: [a], timespan: 1h"), []*evidence.Event{event(1, 0)}, false},
		"an older cluster":    {fmt.Sprintf(one, "type: value_cluster, of: [a], field: X, gte: 2, spread: 1"), []*evidence.Event{event(1, 0, "X", "7"), event(1, 1, "X", "8")}, true},
		"no number given":     {fmt.Sprintf(one, "type: event_count, of: [a], timespan: 1h"), []*evidence.Event{event(1, 0)}, true},
	} {
		t.Run(name, func(t *testing.T) {
			lib := library(t, "AAA-001\nlayer: 3\nseverity: high\n"+c.yaml)
			got := caseOf(t, lib, func(col *match.Collector) {
				for _, ev := range c.events {
					col.Event(ev)
				}
				col.Coverage(evidence.Coverage{Kind: evidence.CoversChannel, Root: "Application", From: at(0), To: at(120)})
			})
			require.Equal(t, c.want, len(got.Findings) == 1)
		})
	}
}

func TestEvidenceIsTheFirstOnesAndTheLastOne(t *testing.T) {
	c := caseOf(t, library(t, cause), func(c *match.Collector) {
		for i := range 4000 {
			c.Event(event(1, i))
		}
	})
	f := c.Findings[0]
	require.Equal(t, 4000, f.Count)
	require.Len(t, f.Evidence, 20)
	require.Equal(t, at(0), f.Evidence[0].Time.Time)
	require.Equal(t, at(3999), f.Evidence[19].Time.Time)
	require.Equal(t, at(3999), f.LastTime.Time)
}

func TestTheSameRecordInTwoExportsCountsOnce(t *testing.T) {
	lib := library(t, cause)
	e, err := Compile(lib)
	require.NoError(t, err)
	a, b := e.NewCollector(), e.NewCollector()
	a.Event(event(1, 5))
	b.Event(event(1, 5))
	got, err := e.Conclude(t.Context(), []*casefile.File{{Path: "a", Result: parsers.Result{Host: "H"}, Facts: a}, {Path: "b", Result: parsers.Result{Host: "H"}, Facts: b}}, at(0))
	require.NoError(t, err)
	require.Equal(t, 1, got.Findings[0].Count)
}

func TestOnlyAResultWithoutACauseSaysThatTheCauseIsNotInTheData(t *testing.T) {
	lib := library(t, cause,
		"AAA-002\nlayer: 4\nseverity: high\ncause: {en: It stopped., ja: 停止しました。}\nselect: {b: {event: {provider: Prov, id: 2}}}\ncondition: b\nexplained_by: [{ids: [AAA-001]}]\nwhen_alone: {add: {en: The cause is elsewhere., ja: 原因は別にあります。}}\n")
	alone := caseOf(t, lib, func(c *match.Collector) { c.Event(event(2, 14)) })
	require.Equal(t, finding.Text{En: "It stopped. The cause is elsewhere.", Ja: "停止しました。原因は別にあります。"}, alone.Findings[0].Cause)
	folded := caseOf(t, lib, func(c *match.Collector) { c.Event(event(1, 10)); c.Event(event(2, 14)) })
	require.Equal(t, finding.Text{En: "It stopped.", Ja: "停止しました。"}, folded.Findings[1].Cause)
}

func TestOnlyTheStepsThatFitTheCaseAreTold(t *testing.T) {
	lib := library(t, "AAA-001\nlayer: 1\nseverity: high\nselect:\n  a: {event: {provider: Prov, id: 1}}\n  b: {event: {provider: Prov, id: 2}}\n  off: {setting: {key: 'HKLM\\K', name: V, value: 0}}\ncondition: a\nsteps:\n"+
		"- {if: b, en: After the second event., ja: 2 番目のイベントの後。}\n- {if: not off, en: Unless it is off., ja: 無効でない場合。}\n- {en: Always., ja: 常に。}\n")
	steps := func(fill func(*match.Collector)) []string {
		var out []string
		for _, s := range caseOf(t, lib, fill).Findings[0].Steps {
			out = append(out, s.En)
		}
		return out
	}
	require.Equal(t, []string{"Unless it is off.", "Always."}, steps(func(c *match.Collector) { c.Event(event(1, 1)) }))
	require.Equal(t, []string{"After the second event.", "Always."}, steps(func(c *match.Collector) {
		c.Event(event(1, 1))
		c.Event(event(2, 2))
		c.Setting(evidence.Setting{Key: `HKLM\K`, Name: "V", Type: "REG_DWORD", Value: "0"})
	}))
}
