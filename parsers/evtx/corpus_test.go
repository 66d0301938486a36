package evtx_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/golden"
	"hybriddiag/parsers"
)

// truth is what independent parsers agree on about a file of the corpus.
type truth struct {
	Count   int            `json:"count"`
	Events  map[string]int `json:"events"`
	FirstID uint64         `json:"EventRecordID_min"`
	LastID  uint64         `json:"EventRecordID_max"`
	First   string         `json:"time_created_min"`
	Last    string         `json:"time_created_max"`
}

// recovered are the records that lie whole behind a destroyed one, in the range
// of numbers that their chunk header gives. The parsers that made truth.json
// stop at the destroyed record.
var recovered = map[string]struct{ first, last uint64 }{
	"evtx_bf700b_sample-with-zero-data-size-event.evtx": {4, 117},
	"evtx_456d76_sample_with_a_bad_chunk_magic.evtx":    {47675, 47705},
}

// remains are the files where the remains of an overwritten record are judged
// in another way than by truth.json.
var remains = map[string]func(*truth){
	// What is left of two records is shown as damaged events, not dropped.
	"evtx_7b620b_2-vss_0-Microsoft-Windows-RemoteDesktopServices-RdpCoreTS%4Operational.evtx": func(t *truth) {
		t.Events["|0"], t.Events["osoft-Windows-RemoteDesktopServices-RdpCoreTS옛ᄹ땉䉑|0"] = 1, 1
	},
	// The only event of 1601 is an overwritten record; its time does not count.
	"evtx_f03dd7_Microsoft-Windows-HelloForBusiness%4Operational.evtx": func(t *truth) {
		t.FirstID, t.First = 1, "2018-07-06T18:45:46.9666279Z"
	},
}

func loadTruth(t testing.TB) map[string]truth {
	t.Helper()
	raw, err := os.ReadFile(golden.Corpus(t, "evtx", "truth.json"))
	require.NoError(t, err)
	var all struct {
		Files map[string]truth `json:"files"`
	}
	require.NoError(t, json.Unmarshal(raw, &all))
	require.NotEmpty(t, all.Files)
	for file, judge := range remains {
		want := all.Files[file]
		judge(&want)
		all.Files[file] = want
	}
	return all.Files
}

// summarize brings the events of one file into the form of truth.json. What is
// left of an overwritten record counts, but has no number and no time.
func summarize(events []*evidence.Event) truth {
	got := truth{Count: len(events), Events: map[string]int{}}
	var span parsers.Result
	for _, ev := range events {
		got.Events[fmt.Sprintf("%s|%d", ev.Provider.Name, ev.EventID)]++
		if ev.Damaged && ev.EventID == 0 {
			continue
		}
		span.Span(ev.Time)
		if ev.RecordID != 0 && (got.FirstID == 0 || ev.RecordID < got.FirstID) {
			got.FirstID = ev.RecordID
		}
		got.LastID = max(got.LastID, ev.RecordID)
	}
	got.First, got.Last = stamp(span.First), stamp(span.Last)
	return got
}

// split takes the recovered events of a file apart from the others.
func split(file string, events []*evidence.Event) (known, behind []*evidence.Event) {
	ids, ok := recovered[file]
	for _, ev := range events {
		if ok && ev.RecordID >= ids.first && ev.RecordID <= ids.last {
			behind = append(behind, ev)
		} else {
			known = append(known, ev)
		}
	}
	return known, behind
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

func TestRealLogsAreReadAsIndependentParsersAgree(t *testing.T) {
	for name, want := range loadTruth(t) {
		t.Run(name, func(t *testing.T) {
			path := golden.Corpus(t, "evtx", "files", name)
			all := &sink{wants: everything}
			res := parseFile(t, path, all)
			known, behind := split(name, all.events)
			require.Equal(t, want, summarize(known))
			require.Equal(t, want.Count+len(behind), res.Records)

			none := &sink{}
			counted := parseFile(t, path, none)
			require.Empty(t, none.events)
			require.Equal(t, res.Records, counted.Records, "counting sees every record that decoding sees")
			require.Equal(t, []string{stamp(res.First), stamp(res.Last), res.Host, res.Channel},
				[]string{stamp(counted.First), stamp(counted.Last), counted.Host, counted.Channel})
		})
	}
}

// problems are what is said about files of the corpus, and whether something is
// missing from them. Nothing is said about the others.
var problems = map[string]struct {
	lost  bool
	codes []string
}{
	"evtx_456d76_sample_with_a_bad_chunk_magic.evtx": {true, []string{
		"chunk-zeroed", "chunk-magic", "chunk-checksum", "record-damaged", "chunk-checksum", "record-damaged",
		"chunk-checksum", "record-damaged", "chunk-magic",
	}},
	"evtx_bf700b_sample-with-zero-data-size-event.evtx":                 {true, []string{"chunk-checksum", "record-damaged"}},
	"evtx_f03dd7_Microsoft-Windows-HelloForBusiness%4Operational.evtx":  {true, []string{"chunk-checksum", "record-damaged"}},
	"evtx_cad196_Microsoft-Windows-LanguagePackSetup%4Operational.evtx": {true, []string{"chunk-checksum", "record-damaged"}},
	"evtx_7b620b_2-vss_0-Microsoft-Windows-RemoteDesktopServices-RdpCoreTS%4Operational.evtx": {true, []string{
		"chunk-checksum", "record-damaged", "chunk-checksum", "record-damaged",
	}},
	// The rubbish stands after the last chunk that the header counts.
	"fox_c52756_test.evtx":    {false, []string{"chunk-magic"}},
	"evtx_e1817f_sysmon.evtx": {false, []string{"chunk-magic"}},
}

func TestOnlyDamagedLogsAreCalledIncomplete(t *testing.T) {
	for name := range loadTruth(t) {
		res := parseFile(t, golden.Corpus(t, "evtx", "files", name), &sink{wants: everything})
		res.Problems = slices.DeleteFunc(res.Problems, func(p parsers.Problem) bool { return p.Kind() == "log-dirty" })
		require.Equal(t, problems[name].codes, codes(res), name)
		require.Equal(t, problems[name].lost, lost(res), name)
	}
}
