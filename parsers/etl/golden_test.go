package etl

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/golden"
	"hybriddiag/parsers"
)

// noStory keeps the rows of the TLS story, which has tests of its own, out of
// the golden files.
type noStory struct{}

func (noStory) Wants(string, uint32) bool             { return false }
func (noStory) Event(*evidence.Event)                 {}
func (noStory) Packet(time.Time, int, uint32, []byte) {}
func (noStory) Close()                                {}

func TestEverySyntheticTraceDecodesAsItsGoldenFile(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(golden.Corpus(t, "etl", "synthetic"), "*.etl"))
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".etl")
		t.Run(name, func(t *testing.T) {
			trace, err := os.ReadFile(path)
			require.NoError(t, err)
			sink := &testSink{}
			p := Parser{newStory: func(func(*evidence.Event)) story { return noStory{} }}
			result, err := p.Parse(t.Context(), parsers.Input{Path: name + ".etl", R: bytes.NewReader(trace)}, sink)
			require.NoError(t, err)
			golden.Assert(t, filepath.Join("testdata", "golden", name+".txt"), describe(sink, result))
		})
	}
}
