package eventxml_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/golden"
	"hybriddiag/parsers"
	"hybriddiag/parsers/eventxml"
)

// sink keeps what a parser finds.
type sink struct {
	events   []*evidence.Event
	coverage []evidence.Coverage
	unwanted bool
}

func (s *sink) Wants(parsers.Header) bool        { return !s.unwanted }
func (*sink) WantsKey(string) parsers.Interest   { return parsers.Wanted }
func (s *sink) Event(e *evidence.Event)          { s.events = append(s.events, e) }
func (s *sink) Setting(evidence.Setting)         {}
func (s *sink) Certificate(evidence.Certificate) {}
func (s *sink) Product(evidence.Product)         {}
func (s *sink) Coverage(c evidence.Coverage)     { s.coverage = append(s.coverage, c) }

func parse(t testing.TB, text string) (*sink, parsers.Result) {
	t.Helper()
	s := &sink{}
	res, err := eventxml.Parser{}.Parse(context.Background(), parsers.Input{Path: "a.xml", R: strings.NewReader(text)}, s)
	require.NoError(t, err)
	return s, res
}

const ns = `xmlns='http://schemas.microsoft.com/win/2004/08/events/event'`

// event returns a small event in Channel A with that record id.
func event(id string) string {
	return `<Event ` + ns + `><System><Provider Name='P'/><EventID>7</EventID><Level>2</Level>` +
		`<TimeCreated SystemTime='2026-08-03T02:00:0` + id + `.0000000Z'/><EventRecordID>` + id + `</EventRecordID>` +
		`<Channel>A</Channel><Computer>ECS01.contoso.local</Computer></System><EventData><Data>x</Data></EventData></Event>`
}

// prefixed returns the same event with every name in a namespace with a prefix.
func prefixed(id string) string {
	text := strings.ReplaceAll(event(id), "</", "</e:")
	text = regexp.MustCompile("<([A-Z])").ReplaceAllString(text, "<e:$1")
	return strings.ReplaceAll(text, "xmlns=", "xmlns:e=")
}

func TestEveryFieldOfAnEventIsRead(t *testing.T) {
	for _, name := range []string{"classic", "manifest", "userdata", "rendered", "folded-view"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("testdata", name+".xml"))
			require.NoError(t, err)
			s, res := parse(t, string(text))
			require.Empty(t, res.Problems)
			got, err := json.MarshalIndent(map[string]any{"events": s.events, "coverage": s.coverage}, "", "  ")
			require.NoError(t, err)
			golden.Assert(t, filepath.Join("testdata", name+".golden.json"), append(got, '\n'))
		})
	}
}

func TestOneOrManyEventsInAnyWrapping(t *testing.T) {
	cases := map[string]struct {
		text string
		ids  []uint64
	}{
		"one":                    {event("1"), []uint64{1}},
		"with declaration":       {`<?xml version="1.0" encoding="utf-8" standalone="yes"?>` + event("1"), []uint64{1}},
		"declared utf-16":        {`<?xml version="1.0" encoding="utf-16"?>` + event("1"), []uint64{1}},
		"concatenated":           {event("1") + event("2") + "\r\n" + event("3"), []uint64{1, 2, 3}},
		"declaration in between": {event("1") + `<?xml version="1.0"?>` + event("2"), []uint64{1, 2}},
		"list":                   {"<Events>" + event("1") + event("2") + "</Events>", []uint64{1, 2}},
		"words around":           {"Dear support, this <b>happened</b>:\n" + event("1") + "\nand then\n" + event("2") + "bye", []uint64{1, 2}},
		"none":                   {"<Events></Events>", nil},
		"prefixed":               {"<e:Events xmlns:e='x'>" + prefixed("1") + prefixed("2") + "</e:Events>", []uint64{1, 2}},
		"in a comment":           {"<Events><!-- an <Event> and <Event/> of old -->" + event("1") + "<!--->" + "--><!-- " + event("3") + "-->" + event("2") + "</Events>", []uint64{1, 2}},
		"empty":                  {"", nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s, res := parse(t, c.text)
			require.Empty(t, res.Problems)
			require.Equal(t, len(c.ids), res.Records)
			require.Equal(t, c.ids, recordIDs(s))
		})
	}
}

func recordIDs(s *sink) (ids []uint64) {
	for _, e := range s.events {
		ids = append(ids, e.RecordID)
	}
	return ids
}

func TestEncodingsOfTheFileDoNotMatter(t *testing.T) {
	text := strings.Replace(event("1"), "<Data>x", "<Data>コネクタ", 1)
	for name, in := range map[string]string{
		"utf-8 with mark": "\ufeff" + text,
		"utf-16le":        encodeUTF16(text, 0, 1),
		"utf-16be":        encodeUTF16(text, 1, 0),
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, parsers.Structure, eventxml.Parser{}.Detect(parsers.NewHead([]byte(in), "x.txt")))
			s, res := parse(t, in)
			require.Empty(t, res.Problems)
			require.Equal(t, "コネクタ", s.events[0].Data[0].Value)
		})
	}
}

// encodeUTF16 writes text with a byte order mark; lo and hi are the places of
// the two bytes of a unit.
func encodeUTF16(text string, lo, hi int) string {
	var b bytes.Buffer
	for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
		var unit [2]byte
		unit[lo], unit[hi] = byte(u), byte(u>>8)
		b.Write(unit[:])
	}
	return b.String()
}

func TestABrokenEventCostsOnlyItself(t *testing.T) {
	broken := strings.Replace(event("2"), "</System>", "</Sys>", 1)
	cases := map[string]struct {
		text    string
		ids     []uint64
		damaged int
	}{
		"wrong nesting":         {event("1") + broken + event("3"), []uint64{1, 2, 3}, 1},
		"cut at the end":        {event("1") + event("2")[:len(event("2"))-30], []uint64{1, 2}, 1},
		"end tag missing":       {event("1") + strings.TrimSuffix(event("2"), "</Event>") + event("3"), []uint64{1, 2, 3}, 1},
		"cut inside a tag":      {event("1")[:200] + event("2"), []uint64{0, 2}, 1},
		"unknown entity":        {strings.Replace(event("1"), ">x<", ">&boom;<", 1) + event("2"), []uint64{1, 2}, 1},
		"no system":             {"<Event><EventData/></Event>" + event("2"), []uint64{2}, 1},
		"declaration inside":    {strings.Replace(event("1"), "<EventData>", "<!DOCTYPE a><EventData>", 1) + event("2"), []uint64{1, 2}, 1},
		"nested deeper than 64": {strings.Replace(event("1"), ">x<", ">"+strings.Repeat("<a>", 99)+strings.Repeat("</a>", 99)+"<", 1) + event("2"), []uint64{1, 2}, 1},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s, res := parse(t, c.text)
			require.Equal(t, c.ids, recordIDs(s))
			require.Equal(t, c.damaged, res.Damaged)
			require.Len(t, res.Problems, c.damaged)
			require.True(t, res.Problems[0].Loss)
			require.True(t, s.coverage[0].Partial)
		})
	}
}

func TestAnEventLargerThanTheLimitIsReportedAndPassed(t *testing.T) {
	big := strings.Replace(event("1"), ">x<", ">"+strings.Repeat("y", 5<<20)+"<", 1)
	s, res := parse(t, big+event("2"))
	require.Equal(t, uint64(2), s.events[len(s.events)-1].RecordID)
	require.Equal(t, "xml-event-size", res.Problems[0].Kind())
}

func TestEntitiesOfADocumentTypeAreNeverExpanded(t *testing.T) {
	bomb := `<!DOCTYPE e [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>` + strings.Replace(event("1"), ">x<", ">&b;<", 1)
	s, res := parse(t, bomb)
	require.Equal(t, 1, res.Damaged)
	for _, f := range s.events[0].Data {
		require.NotContains(t, f.Value, "aaaa")
	}
}

func TestOddCharactersDoNotCostTheEvent(t *testing.T) {
	s, res := parse(t, strings.Replace(event("1"), ">x<", ">a&#x1;b\x02c&#xD800;d&#65;<![CDATA[<&]]><!-- - -->e<?p?>f<", 1))
	require.Empty(t, res.Problems)
	require.Equal(t, "a\x01b\x02c\ufffddA<&ef", s.events[0].Data[0].Value)
}

func TestLineAndRecordLeadBackToTheFile(t *testing.T) {
	s, _ := parse(t, "one\ntwo\n"+event("1")+"\n\n  "+event("2"))
	require.Equal(t, evidence.Locator{RecordID: 1, Line: 3}, s.events[0].Locator)
	require.Equal(t, evidence.Locator{RecordID: 2, Line: 5}, s.events[1].Locator)
}

func TestCopiedEventsProveOnlyWhatIsThere(t *testing.T) {
	s, res := parse(t, event("1")+event("5"))
	from := time.Date(2026, 8, 3, 2, 0, 1, 0, time.UTC)
	want := evidence.Coverage{Kind: evidence.CoversChannel, Root: "A", From: from, To: from.Add(4 * time.Second), Partial: true}
	require.Equal(t, []evidence.Coverage{want}, s.coverage)
	require.Equal(t, "A", res.Channel)
	require.Equal(t, "ECS01.contoso.local", res.Host)

	s, _ = parse(t, "<Events>"+event("1")+event("5")+"</Events>")
	want.Partial = false
	require.Equal(t, []evidence.Coverage{want}, s.coverage)

	s, _ = parse(t, "<Events>"+event("1")+event("5"))
	require.True(t, s.coverage[0].Partial, "a list without its end is cut")
}

func TestUnwantedEventsAreCountedOnly(t *testing.T) {
	s := &sink{unwanted: true}
	res, err := eventxml.Parser{}.Parse(context.Background(), parsers.Input{R: strings.NewReader(event("1"))}, s)
	require.NoError(t, err)
	require.Empty(t, s.events)
	require.Equal(t, 1, res.Records)
}

func TestOnlyEventsAreRecognised(t *testing.T) {
	cases := map[string]struct {
		head string
		want parsers.Likelihood
	}{
		"event":              {event("1"), parsers.Structure},
		"event, no schema":   {"<Event><System><Provider Name='x'/>", parsers.Structure},
		"list":               {"<?xml version='1.0'?><!-- c --><Events>" + event("1"), parsers.Structure},
		"folded view":        {"- <Event " + ns + ">\r\n- <System>", parsers.Structure},
		"prefixed":           {prefixed("1"), parsers.Structure},
		"prefixed list":      {"<e:Events " + ns + ">" + prefixed("1"), parsers.Structure},
		"in a mail":          {"Hello,\n" + event("1"), parsers.Fuzzy},
		"another list":       {"<Events><Meeting/></Events>", parsers.No},
		"another event":      {"<EventLog><System/></EventLog>", parsers.No},
		"configuration":      {"<configuration><system.net/></configuration>", parsers.No},
		"unclosed comment":   {"<!-- <Event><System>", parsers.No},
		"nothing":            {"", parsers.No},
		"binary event log":   {"ElfFile\x00", parsers.No},
		"half a utf-16 rune": {"\xff\xfe<", parsers.No},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, eventxml.Parser{}.Detect(parsers.NewHead([]byte(c.head), "x")))
		})
	}
}

func FuzzParse(f *testing.F) {
	names, err := filepath.Glob("testdata/*.xml")
	require.NoError(f, err)
	require.NotEmpty(f, names)
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		eventxml.Parser{}.Detect(parsers.NewHead(text, "x.xml"))
		s := &sink{}
		res, err := eventxml.Parser{}.Parse(context.Background(), parsers.Input{R: bytes.NewReader(text)}, s)
		require.NoError(t, err)
		require.LessOrEqual(t, len(s.events), res.Records)
	})
}

func TestATraceTurnedIntoXMLTellsItsTLSStory(t *testing.T) {
	text := `<Events><Event ` + ns + `><System><Provider Name="Microsoft-Windows-WebIO" Guid="{50b3e73c-9370-461d-bb9f-26f32d68887d}"/>` +
		`<EventID>728</EventID><Level>4</Level><TimeCreated SystemTime="2026-08-03T02:00:01Z"/><Execution ProcessID="3120"/></System>` +
		`<EventData><Data Name="Connection">0x10</Data><Data Name="EnabledProtocols">160</Data></EventData></Event></Events>`
	s, _ := parse(t, text)
	row := s.events[len(s.events)-1]
	require.Equal(t, evidence.KindTLS, row.Kind)
	mask, _ := row.Get("Mask")
	require.Equal(t, "0xA0", mask)
	require.Equal(t, "tls", s.coverage[0].Root)
}
