package eventjson_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/golden"
	"hybriddiag/parsers"
	"hybriddiag/parsers/eventjson"
)

// sink keeps what a parser finds.
type sink struct {
	events   []*evidence.Event
	coverage []evidence.Coverage
}

func (s *sink) Wants(h parsers.Header) bool      { return h.EventID != 404 }
func (*sink) WantsKey(string) parsers.Interest   { return parsers.Wanted }
func (s *sink) Event(e *evidence.Event)          { s.events = append(s.events, e) }
func (s *sink) Setting(evidence.Setting)         {}
func (s *sink) Certificate(evidence.Certificate) {}
func (s *sink) Product(evidence.Product)         {}
func (s *sink) Coverage(c evidence.Coverage)     { s.coverage = append(s.coverage, c) }

func parse(t testing.TB, text string) (*sink, parsers.Result) {
	t.Helper()
	s := &sink{}
	res, err := eventjson.Parser{}.Parse(context.Background(), parsers.Input{Path: "dump.json", R: strings.NewReader(text)}, s)
	require.NoError(t, err)
	return s, res
}

var at = time.Date(2026, 8, 3, 2, 10, 11, 123456700, time.UTC)

// samples holds one event of every kind, the first with every word set.
var samples = []*evidence.Event{
	{
		Kind:     evidence.KindEvent,
		Provider: evidence.Provider{Name: "Schannel", GUID: "{1f678132-5938-4686-9fdc-c8ff68f15c85}", SourceName: "Schannel"},
		EventID:  36871, Qualifiers: 49152, Version: 1, Level: 2, Task: 3, Opcode: 4, Keywords: 0x8000000000000001,
		Time: at, LocalTime: true, RecordID: 5512,
		ActivityID: "{a0f3ca5d-9d8e-0001-11cb-f3a08e9dda01}", RelatedActivityID: "{00000000-0000-0000-0000-000000000001}",
		ProcessID: 740, ThreadID: 4120, Processor: 1, Channel: "System", Computer: "ECS01.contoso.local", UserSID: "S-1-5-18",
		Data:    []evidence.Field{{Name: "Type", Value: "client"}, {Value: "一つ目の文字列 <a> & \"b\"\r\n\tc"}, {}},
		Message: "A fatal error occurred", Damaged: true,
	},
	{Kind: evidence.KindEvent, Provider: evidence.Provider{Name: "Directory Synchronization"}, EventID: 0, Channel: "Application"},
	{Kind: evidence.KindWPP, Group: "{37d2c3cd-c5d4-4587-8531-4696c44244c8}", MessageNumber: 10, Time: at},
	{Kind: evidence.KindSystem, Group: "{3d6fa8d0-fe05-11d0-9dda-00c04fd7ba7c}", Opcode: 1, Time: at},
	{Kind: evidence.KindTLS, Provider: evidence.Provider{Name: "tls"}, Time: at, Data: []evidence.Field{{Name: "Mask", Value: "0xa0"}}},
	{Kind: evidence.KindLine, Provider: evidence.Provider{Name: "hcw-log"}, EventID: 10042, Time: at.Add(time.Second), Message: "a\nb"},
}

func encodeAll() string {
	var b bytes.Buffer
	for _, e := range samples {
		b.Write(eventjson.Encode(e, "collected.zip!/EVENTLOG/System.evtx"))
	}
	return b.String()
}

func TestTheFormHoldsItsKeysInOrder(t *testing.T) {
	golden.Assert(t, filepath.Join("testdata", "samples.jsonl"), []byte(encodeAll()))
}

func TestWhatWasWrittenIsReadAgain(t *testing.T) {
	s, res := parse(t, encodeAll())
	require.Empty(t, res.Problems)
	require.Equal(t, len(samples), res.Records)
	require.Equal(t, "ECS01.contoso.local", res.Host)
	for i, want := range samples {
		w := *want
		w.Locator = evidence.Locator{RecordID: w.RecordID, Line: i + 1}
		require.Equal(t, &w, s.events[i])
	}
	partial := evidence.Coverage{Kind: evidence.CoversChannel, From: at, To: at, Partial: true}
	system, app, tls, log := partial, evidence.Coverage{Kind: evidence.CoversChannel, Partial: true}, partial, partial
	system.Root, app.Root, tls.Root, log.Root = "System", "Application", "tls", "hcw-log"
	log.From, log.To = at.Add(time.Second), at.Add(time.Second)
	require.Equal(t, []evidence.Coverage{system, app, tls, log}, s.coverage)
}

func TestALineThatIsNoEventCostsOnlyItself(t *testing.T) {
	good := `{"kind":"event","event_id":7}`
	for name, bad := range map[string]string{
		"cut":           `{"kind":"event","event_`,
		"not JSON":      `hello`,
		"unknown kind":  `{"kind":"gossip"}`,
		"no kind":       `{}`,
		"odd time":      `{"kind":"event","time":"yesterday"}`,
		"odd keywords":  `{"kind":"event","keywords":"many"}`,
		"id too large":  `{"kind":"event","event_id":4294967296}`,
		"id is a text":  `{"kind":"event","event_id":"7"}`,
		"deep nesting":  `{"kind":` + strings.Repeat("[", 20000),
		"line too long": `{"kind":"event","message":"` + strings.Repeat("x", 300<<10) + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			s, res := parse(t, good+"\n"+bad+"\r\n\r\n"+good+"\n")
			require.Len(t, s.events, 2)
			require.Equal(t, 4, s.events[1].Locator.Line)
			require.Equal(t, 3, res.Records)
			require.Equal(t, 1, res.Damaged)
			require.Equal(t, "json-line", res.Problems[0].Kind())
		})
	}
}

func TestUnwantedEventsAreCountedOnly(t *testing.T) {
	s, res := parse(t, `{"kind":"event","event_id":404}`)
	require.Empty(t, s.events)
	require.Equal(t, 1, res.Records)
}

func TestADumpRedirectedByPowerShellIsRead(t *testing.T) {
	var b bytes.Buffer
	for _, u := range utf16.Encode([]rune("\ufeff" + strings.ReplaceAll(encodeAll(), "\n", "\r\n"))) {
		b.Write([]byte{byte(u), byte(u >> 8)})
	}
	require.Equal(t, parsers.Structure, eventjson.Parser{}.Detect(parsers.NewHead(b.Bytes(), "dump.txt")))
	s, res := parse(t, b.String())
	require.Empty(t, res.Problems)
	require.Len(t, s.events, len(samples))
}

func TestOnlyDumpsAreRecognised(t *testing.T) {
	for head, want := range map[string]parsers.Likelihood{
		encodeAll():                       parsers.Structure,
		`{"kind":"tls","provider":"tls"}`: parsers.Structure,
		`{"kind":"event","message":"a h`:  parsers.Structure,
		`{"path":"a","kind":"mystery"}`:   parsers.No,
		`{"name":"a","value":"b"}`:        parsers.No,
		`{"kind":{"a":1}}`:                parsers.No,
		`["kind","event"]`:                parsers.No,
		`kind event`:                      parsers.No,
		``:                                parsers.No,
	} {
		require.Equal(t, want, eventjson.Parser{}.Detect(parsers.NewHead([]byte(head), "a.json")), "%.60q", head)
	}
}

func FuzzParse(f *testing.F) {
	text, err := os.ReadFile("testdata/samples.jsonl")
	require.NoError(f, err)
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		eventjson.Parser{}.Detect(parsers.NewHead(text, "a.json"))
		s, res := parse(t, string(text))
		require.LessOrEqual(t, len(s.events), res.Records)
		for _, e := range s.events {
			again, _ := parse(t, string(eventjson.Encode(e, "")))
			require.Len(t, again.events, 1)
		}
	})
}
