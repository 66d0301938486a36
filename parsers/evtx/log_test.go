package evtx_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/logwriter"
	"hybriddiag/parsers"
	"hybriddiag/parsers/evtx"
)

// start is the time of the first event of the logs below.
var start = time.Date(2026, 8, 3, 2, 10, 11, 123456700, time.UTC)

// classic is an event of a source without a manifest.
var classic = evidence.Event{
	Kind: evidence.KindEvent, Provider: evidence.Provider{Name: "ADSync"}, EventID: 6801, Qualifiers: 49152,
	Level: 2, Task: 3, Keywords: 0x80000000000000, Time: start, RecordID: 90211,
	Channel: "Application", Computer: "ECS01.contoso.local",
	Data: fields("", "一つ目の文字列", "", "", "", "System.Net.WebException: <a> & \"b\"\r\n   at X.Y()", "Binary", "0A0B"),
}

// manifest is an event with everything that System can say.
var manifest = evidence.Event{
	Kind: evidence.KindEvent, Provider: evidence.Provider{Name: "Schannel", GUID: "{1f678132-5938-4686-9fdc-c8ff68f15c85}"},
	EventID: 36871, Version: 1, Level: 2, Task: 5, Opcode: 7, Keywords: 0x8000000000000000, Time: start.Add(time.Second), RecordID: 90212,
	ActivityID: "{a0f3ca5d-9d8e-0001-11cb-f3a08e9dda01}", ProcessID: 740, ThreadID: 4120,
	Channel: "Application", Computer: "ECS01.contoso.local", UserSID: "S-1-5-18",
	Data: fields("CallerProcessId", "5120", "CallerProcessImageName", "miiserver", "Type", "client", "ErrorState", "10013"),
}

// fields makes fields of names and values in turn.
func fields(pairs ...string) (list []evidence.Field) {
	for i := 0; i+1 < len(pairs); i += 2 {
		list = append(list, evidence.Field{Name: pairs[i], Value: pairs[i+1]})
	}
	return list
}

func write(t testing.TB, list ...logwriter.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, logwriter.WriteRecords(&b, list))
	return b.Bytes()
}

// many makes records that fill several chunks: EventRecordID 1000 and on.
func many(n int) []logwriter.Record {
	var list []logwriter.Record
	for i := range n {
		r := logwriter.Record{Event: []evidence.Event{classic, manifest}[i%2]}
		r.RecordID = uint64(1000 + i)
		r.Time = start.Add(time.Duration(i) * time.Second)
		list = append(list, r)
	}
	return list
}

func ids(events []*evidence.Event) (list []uint64) {
	for _, ev := range events {
		list = append(list, ev.RecordID)
	}
	return list
}

func TestEventsComeBackAsTheyWereWritten(t *testing.T) {
	message := classic
	message.Message = "コネクタの再登録に失敗しました。"
	message.Data = fields("", "一", "Name", "値 & <b>")
	for name, want := range map[string]evidence.Event{"classic": classic, "manifest": manifest, "forwarded with its message": message} {
		t.Run(name, func(t *testing.T) {
			res, out := parseAll(t, write(t, logwriter.Record{Event: want}))
			require.Empty(t, res.Problems)
			want.Locator = evidence.Locator{RecordID: want.RecordID, Offset: 4096 + 512}
			require.Equal(t, []*evidence.Event{&want}, out.events)
		})
	}
}

func TestUserDataIsFlattenedToItsLeaves(t *testing.T) {
	_, out := parseAll(t, write(t, logwriter.Record{Event: manifest, UserData: &logwriter.Element{
		Name: "CertGetCertificateChain", Children: []*logwriter.Element{
			{Name: "Certificate", Attrs: fields("fileRef", "AB.cer", "subjectName", "CONN01")},
			{Name: "Chain", Children: []*logwriter.Element{{Name: "Error", Text: "1"}, {Name: "Error", Text: "2"}}},
			{Name: "Result", Attrs: fields("value", "800B0109"), Text: "A certificate chain could not be built"},
		},
	}}))
	require.Equal(t, fields(
		"Certificate@fileRef", "AB.cer", "Certificate@subjectName", "CONN01", "Certificate", "",
		"Error", "1", "Error", "2",
		"Result@value", "800B0109", "Result", "A certificate chain could not be built",
	), out.events[0].Data)
}

func TestResultTellsWhatTheLogHolds(t *testing.T) {
	list := many(700)
	list[0].Computer = "OLDNAME.contoso.local"
	res, out := parseAll(t, write(t, list...))
	require.Equal(t, parsers.Result{
		Host: "ECS01.contoso.local", Channel: "Application", Records: 700, First: start, Last: start.Add(699 * time.Second),
	}, res)
	require.Len(t, out.events, 700)
	require.Equal(t, []evidence.Coverage{{Kind: evidence.CoversChannel, Root: "Application", From: res.First, To: res.Last}}, out.coverage)
}

func TestARenamedComputerGoesByItsNewName(t *testing.T) {
	names := func(list ...string) []logwriter.Record {
		records := many(len(list))
		for i := range records {
			records[i].Computer = list[i]
		}
		return records
	}
	for name, tt := range map[string]struct {
		computers []string
		host      string
		former    string
	}{
		"renamed":       {[]string{"OLD.contoso.local", "OLD.contoso.local", "OLD.contoso.local", "ECS01.contoso.local"}, "ECS01.contoso.local", "OLD"},
		"joined":        {[]string{"ECS01", "ECS01.contoso.local", "ECS01.contoso.local"}, "ECS01.contoso.local", ""},
		"two computers": {[]string{"A", "B", "A", "B", "B"}, "B", ""},
		"three names":   {[]string{"A", "B", "C", "C"}, "C", ""},
	} {
		t.Run(name, func(t *testing.T) {
			res, out := parseAll(t, write(t, names(tt.computers...)...))
			require.Equal(t, tt.host, res.Host)
			if tt.former == "" {
				require.Empty(t, out.settings)
				return
			}
			require.Equal(t, []evidence.Setting{{
				Key: "host", Name: "FormerName", Value: tt.former, LastWrite: res.Last,
				Locator: evidence.Locator{RecordID: 1003},
			}}, out.settings)
		})
	}
}

func TestOnlyWantedEventsAreDecodedAndTheSinkIsAskedOncePerKind(t *testing.T) {
	out := &sink{wants: func(h parsers.Header) bool { return h.EventID == 36871 }}
	raw := write(t, many(700)...)
	res, err := evtx.Parser{}.Parse(context.Background(), parsers.Input{R: bytes.NewReader(raw)}, out)
	require.NoError(t, err)
	require.Equal(t, 700, res.Records)
	require.Len(t, out.events, 350)
	require.Equal(t, []parsers.Header{
		{Provider: "ADSync", Channel: "Application", EventID: 6801, Level: 2},
		{Provider: "Schannel", GUID: manifest.Provider.GUID, Channel: "Application", EventID: 36871, Level: 2},
	}, out.asked)
}

func TestAnEmptyLogIsNoProblem(t *testing.T) {
	empty := write(t)
	for name, raw := range map[string][]byte{"an empty chunk": empty, "the header alone": empty[:4096]} {
		t.Run(name, func(t *testing.T) {
			res, out := parseAll(t, raw)
			require.Equal(t, parsers.Result{}, res)
			require.Empty(t, out.coverage)
		})
	}
}

func TestDetectLooksAtTheContentBeforeTheName(t *testing.T) {
	raw := write(t, many(1)...)
	noHeader := append(make([]byte, 4096), raw[4096:]...)
	for name, c := range map[string]struct {
		head []byte
		want parsers.Likelihood
	}{
		"a log":                   {raw, parsers.Magic},
		"a log's first bytes":     {raw[:8], parsers.Magic},
		"a chunk":                 {raw[4096:], parsers.Magic},
		"a destroyed file header": {noHeader, parsers.Magic},
		"the old format":          {[]byte("0\x00\x00\x00LfLe"), parsers.Magic},
		"zeros":                   {make([]byte, 8192), parsers.No},
		"nothing":                 {nil, parsers.No},
	} {
		require.Equal(t, c.want, evtx.Parser{}.Detect(parsers.NewHead(c.head, "Application")), name)
		require.Equal(t, max(c.want, parsers.Name), evtx.Parser{}.Detect(parsers.NewHead(c.head, "Application.EVTX")), name)
	}
}

func TestAReaderOfSmallPiecesGivesTheSame(t *testing.T) {
	raw := write(t, many(300)...)
	want, _ := parseAll(t, raw)
	got, err := evtx.Parser{}.Parse(context.Background(), parsers.Input{R: iotest.HalfReader(bytes.NewReader(raw))}, &sink{wants: everything})
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func TestASourceThatBreaksOffGivesWhatCameBefore(t *testing.T) {
	raw := write(t, many(700)...)
	broken := errors.New("bad block")
	for _, cut := range []int{10, 4096, 4096 + 65536, 4096 + 65536 + 5000} {
		out := &sink{wants: everything}
		_, err := evtx.Parser{}.Parse(context.Background(),
			parsers.Input{Path: "a.evtx", R: io.MultiReader(bytes.NewReader(raw[:cut]), iotest.ErrReader(broken))}, out)
		require.ErrorIs(t, err, broken, cut)
		require.ErrorContains(t, err, "a.evtx")
		_, whole := parseAll(t, raw[:cut])
		require.Len(t, out.events, len(whole.events), cut)
	}
}

func TestACancelledParseStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	out := &sink{wants: everything}
	_, err := evtx.Parser{}.Parse(ctx, parsers.Input{R: bytes.NewReader(write(t, many(10)...))}, out)
	require.ErrorIs(t, err, context.Canceled)
	require.Empty(t, out.events)
}
