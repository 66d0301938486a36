package evtx_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/golden"
	"hybriddiag/parsers"
	"hybriddiag/parsers/evtx"
)

// sink keeps what a parse hands over.
type sink struct {
	all      bool
	wanted   func(parsers.Header) bool
	events   []*evidence.Event
	coverage []evidence.Coverage
}

func (s *sink) Wants(h parsers.Header) bool      { return s.all || s.wanted != nil && s.wanted(h) }
func (s *sink) Event(ev *evidence.Event)         { s.events = append(s.events, ev) }
func (s *sink) Setting(evidence.Setting)         {}
func (s *sink) Certificate(evidence.Certificate) {}
func (s *sink) Product(evidence.Product)         {}
func (s *sink) Coverage(c evidence.Coverage)     { s.coverage = append(s.coverage, c) }

func parseFile(t testing.TB, path string, out parsers.Sink) parsers.Result {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	res, err := evtx.Parser{}.Parse(context.Background(), parsers.Input{Path: filepath.Base(path), Size: -1, R: f}, out)
	require.NoError(t, err)
	return res
}

// truth is what independent parsers agree on about a file of the corpus.
type truth struct {
	Count    int            `json:"count"`
	Events   map[string]int `json:"events"`
	FirstID  uint64         `json:"EventRecordID_min"`
	LastID   uint64         `json:"EventRecordID_max"`
	First    string         `json:"time_created_min"`
	Last     string         `json:"time_created_max"`
	DataCRC  int            `json:"chunk_data_crc_bad"`
	BadMagic int            `json:"chunks_bad_magic"`
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
	return all.Files
}

func TestRealLogsAreReadAsIndependentParsersAgree(t *testing.T) {
	for name, want := range loadTruth(t) {
		t.Run(name, func(t *testing.T) {
			path := golden.Corpus(t, "evtx", "files", name)
			all := &sink{all: true}
			res := parseFile(t, path, all)
			require.Equal(t, want.Count, res.Records)
			require.Len(t, all.events, res.Records)
			got := truth{Events: map[string]int{}}
			var first, last time.Time
			for _, ev := range all.events {
				got.Events[fmt.Sprintf("%s|%d", ev.Provider.Name, ev.EventID)]++
				if got.FirstID == 0 || ev.RecordID < got.FirstID {
					got.FirstID = ev.RecordID
				}
				got.LastID = max(got.LastID, ev.RecordID)
				if first.IsZero() || ev.Time.Before(first) {
					first = ev.Time
				}
				if ev.Time.After(last) {
					last = ev.Time
				}
			}
			require.Equal(t, want.Events, got.Events)
			require.Equal(t, want.FirstID, got.FirstID)
			require.Equal(t, want.LastID, got.LastID)
			require.Equal(t, want.First, first.Format(time.RFC3339Nano))
			require.Equal(t, want.Last, last.Format(time.RFC3339Nano))
			counted := parseFile(t, path, &sink{})
			require.Equal(t, res, counted, "counting finds what decoding finds")
			if len(res.Problems) > 0 {
				t.Log(res.Records, res.Damaged, res.Problems)
			}
		})
	}
}
