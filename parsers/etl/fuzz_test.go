package etl

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// FuzzContainer feeds whole files; the rules: no panic, no more events than
// records, bounded problems.
func FuzzContainer(f *testing.F) {
	trace := newTrace()
	trace.size = 1024
	f.Add(trace.begin().event(acquire(1, 0x80, false)).event(ndis(1, 1, wholePacket, "frame")).bytes())
	seedFromCorpus(f)
	f.Fuzz(func(t *testing.T, file []byte) {
		sink := &testSink{}
		p := Parser{newStory: func(func(*evidence.Event)) story { return &heard{} }}
		result, err := p.Parse(context.Background(), parsers.Input{R: bytes.NewReader(file)}, sink)
		require.NoError(t, err)
		require.LessOrEqual(t, len(sink.events), result.Records)
		require.LessOrEqual(t, len(result.Problems), maxProblems+3)
	})
}

// seedFromCorpus adds the small synthetic traces when the corpus is there.
func seedFromCorpus(f *testing.F) {
	root := os.Getenv("DIAG_CORPUS")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "data")
	}
	paths, _ := filepath.Glob(filepath.Join(root, "etl", "synthetic", "synth_[ce]*.etl"))
	for _, path := range paths {
		if b, err := os.ReadFile(path); err == nil {
			f.Add(b)
		}
	}
}
