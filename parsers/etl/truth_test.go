package etl

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/golden"
)

// truth is what an independent reader counted.
type truth struct {
	Buffers  int            `json:"buffers"`
	Records  int            `json:"records"`
	Kinds    map[string]int `json:"kinds"`
	Events   map[string]int `json:"events"`
	Problems map[string]int `json:"problems"`
	Infos    int            `json:"meta_traceeventinfo"`
	Maps     int            `json:"meta_eventmap"`
}

// truthKey spells a key the way the truth files do.
func truthKey(k EventKey) string {
	guid := strings.Trim(k.GUID.String(), "{}")
	switch k.Kind {
	case evidence.KindEvent:
		return fmt.Sprintf("EVENT|%s|id%d|v%d|op%d", guid, k.ID, k.Version, k.Opcode)
	case evidence.KindClassic:
		return fmt.Sprintf("CLASSIC|%s|type%d|v%d", guid, k.Opcode, k.Version)
	case evidence.KindWPP:
		return fmt.Sprintf("MESSAGE|%s|num%d", guid, k.ID)
	}
	return fmt.Sprintf("KERNEL|group%02x|type%d|v%d", k.Group, k.Opcode, k.Version)
}

func TestCountsEqualThoseOfAnIndependentReader(t *testing.T) {
	for _, folder := range []string{"samples", "synthetic"} {
		paths, err := filepath.Glob(filepath.Join(golden.Corpus(t, "etl", folder), "*.etl"))
		require.NoError(t, err)
		require.NotEmpty(t, paths)
		for _, path := range paths {
			t.Run(filepath.Base(path), func(t *testing.T) { compareWithTruth(t, folder, path) })
		}
	}
}

func compareWithTruth(t *testing.T, folder, path string) {
	if folder == "samples" {
		folder = ""
	}
	name := strings.TrimSuffix(filepath.Base(path), ".etl") + ".own.json"
	raw, err := os.ReadFile(golden.Corpus(t, "etl", "truth", folder, name))
	require.NoError(t, err)
	var want truth
	require.NoError(t, json.Unmarshal(raw, &want))

	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	got := newReader(func(*record) bool { return false }, nil)
	require.NoError(t, got.read(context.Background(), file))

	events := map[string]int{}
	for _, c := range got.counts.sorted() {
		events[truthKey(c.EventKey)] += c.Count
	}
	require.Equal(t, want.Events, events)
	require.Equal(t, want.Kinds, got.counts.headers())
	require.Equal(t, want.Records, got.counts.records)
	require.Equal(t, want.Buffers, got.buffers)
	infos, maps := got.library.Added()
	require.Equal(t, want.Infos, infos, "templates of the trace")
	require.Equal(t, want.Maps, maps, "maps of the trace")
	require.Zero(t, got.metadata)
	if len(want.Problems) == 0 {
		for _, p := range got.problems {
			require.False(t, p.Loss, p.String())
		}
	}
}
