package logwriter_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/logwriter"
)

// start is the time of the first event of the samples below.
var start = time.Date(2026, 8, 3, 2, 10, 11, 123456700, time.UTC)

// records holds one record of every form.
var records = []logwriter.Record{
	{Event: evidence.Event{
		Kind: evidence.KindEvent, Provider: evidence.Provider{Name: "ADSync"}, EventID: 6801, Qualifiers: 49152,
		Level: 2, Task: 3, Keywords: 0x80000000000000, Time: start, RecordID: 90211,
		Channel: "Application", Computer: "ECS01.contoso.local",
		Data: fields("", "一つ目の文字列", "", "", "", "System.Net.WebException: <a> & \"b\"\r\n   at X.Y()", "Binary", "0A0B"),
	}},
	{Event: evidence.Event{
		Kind: evidence.KindEvent, Provider: evidence.Provider{Name: "Schannel", GUID: "{1f678132-5938-4686-9fdc-c8ff68f15c85}"},
		EventID: 36871, Level: 2, Keywords: 0x8000000000000000, Time: start.Add(time.Second), RecordID: 5512,
		ActivityID: "{a0f3ca5d-9d8e-0001-11cb-f3a08e9dda01}", ProcessID: 740, ThreadID: 4120,
		Channel: "System", Computer: "ECS01.contoso.local", UserSID: "S-1-5-18",
		Data: fields("CallerProcessId", "5120", "CallerProcessImageName", "miiserver", "Type", "client", "ErrorState", "10013"),
	}},
	{Event: evidence.Event{
		Kind: evidence.KindEvent, Provider: evidence.Provider{Name: "Microsoft-Windows-CAPI2", GUID: "{5bbca4a8-b209-48dc-a8c7-b23d3e5216fb}"},
		EventID: 30, Level: 2, Keywords: 0x4000000000000003, Time: start.Add(2 * time.Second), RecordID: 12,
		Channel: "Microsoft-Windows-CAPI2/Operational", Computer: "CONN01.contoso.local",
	}, UserData: &logwriter.Element{Name: "CertVerifyCertificateChainPolicy", Children: []*logwriter.Element{
		{Name: "Policy", Attrs: fields("type", "CERT_CHAIN_POLICY_SSL", "constant", "4")},
		{Name: "Result", Attrs: fields("value", "800B0109"), Text: "A certificate chain could not be built"},
	}}},
	{Event: evidence.Event{
		Kind: evidence.KindEvent, Provider: evidence.Provider{Name: "EventLog"}, EventID: 6005, Qualifiers: 32768,
		Level: 4, Keywords: 0x80000000000000, Time: start.Add(3 * time.Second), RecordID: 13, Channel: "System", Computer: "ECS01.contoso.local",
	}},
}

// forwardedRecord is what older readers cannot read.
var forwardedRecord = logwriter.Record{Event: evidence.Event{
	Kind: evidence.KindEvent, Provider: evidence.Provider{Name: "Microsoft-AadApplicationProxy-Connector"}, EventID: 1000,
	Level: 2, Keywords: 0x80000000000000, Time: start, RecordID: 77,
	Channel: "Microsoft-AadApplicationProxy-Connector/Admin", Computer: "CONN01.contoso.local",
	Data: fields("", "一", "Name", "値 & <b>"), Message: "コネクタの再登録に失敗しました。",
}}

// fields makes fields of names and values in turn.
func fields(pairs ...string) (list []evidence.Field) {
	for i := 0; i+1 < len(pairs); i += 2 {
		list = append(list, evidence.Field{Name: pairs[i], Value: pairs[i+1]})
	}
	return list
}

// many returns records for several chunks.
func many(n int) []logwriter.Record {
	var list []logwriter.Record
	for i := range n {
		r := records[i%len(records)]
		r.RecordID = uint64(1000 + i)
		r.Time = start.Add(time.Duration(i) * time.Second)
		list = append(list, r)
	}
	return list
}

func write(t testing.TB, list []logwriter.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, logwriter.WriteRecords(&b, list))
	return b.Bytes()
}

func TestTheSameEventsGiveTheSameBytes(t *testing.T) {
	require.Equal(t, write(t, many(500)), write(t, many(500)))
}

func TestWhatDoesNotFitIsAnError(t *testing.T) {
	base := evidence.Event{Provider: evidence.Provider{Name: "P"}, EventID: 7}
	for name, change := range map[string]func(*evidence.Event){
		"text too long": func(e *evidence.Event) { e.Data = fields("a", strings.Repeat("x", 40000)) },
		"record too long": func(e *evidence.Event) {
			e.Data = fields("a", strings.Repeat("x", 20000), "b", strings.Repeat("x", 20000))
		},
		"array too long": func(e *evidence.Event) {
			e.Data = fields("", strings.Repeat("x", 20000), "", strings.Repeat("x", 20000))
		},
		"no GUID":        func(e *evidence.Event) { e.Provider.GUID = "guid" },
		"no activity":    func(e *evidence.Event) { e.ActivityID = "a" },
		"no SID":         func(e *evidence.Event) { e.UserSID = "S-1-x" },
		"no hexadecimal": func(e *evidence.Event) { e.Data = fields("Binary", "xyz") },
	} {
		t.Run(name, func(t *testing.T) {
			e := base
			change(&e)
			err := logwriter.WriteEVTX(&bytes.Buffer{}, []evidence.Event{base, e})
			require.ErrorContains(t, err, "record 2 (P 7)")
		})
	}
}

func ExampleWriteEVTX() {
	var b bytes.Buffer
	err := logwriter.WriteEVTX(&b, []evidence.Event{{
		Provider: evidence.Provider{Name: "ADSync"}, EventID: 6801, Level: 2, Channel: "Application", Computer: "ECS01.contoso.local",
		Data: []evidence.Field{{Value: "first string"}, {Value: "second string"}},
	}})
	fmt.Printf("%d bytes, %q, %v\n", b.Len(), b.Bytes()[:7], err)
	// Output: 69632 bytes, "ElfFile", <nil>
}
