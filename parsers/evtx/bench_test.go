package evtx_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/golden"
	"hybriddiag/parsers"
	"hybriddiag/parsers/evtx"
)

// discard takes everything and keeps nothing.
type discard struct{ sink }

func (*discard) Wants(parsers.Header) bool        { return true }
func (*discard) WantsKey(string) parsers.Interest { return parsers.Wanted }
func (*discard) Event(*evidence.Event)            {}
func (*discard) Coverage(evidence.Coverage)       {}

// none wants nothing: records are only counted.
type none struct{ discard }

func (*none) Wants(parsers.Header) bool { return false }

// liveLogs loads the logs of the corpus and counts the bytes of their live
// chunks, the measure in which speed is told: unused space is skipped for free.
func liveLogs(b *testing.B) (logs [][]byte, live int64) {
	paths, err := filepath.Glob(filepath.Join(golden.Corpus(b, "evtx", "files"), "*.evtx"))
	require.NoError(b, err)
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		require.NoError(b, err)
		logs = append(logs, raw)
		live += int64(bytes.Count(raw, []byte("ElfChnk\x00"))) * 64 << 10
	}
	return logs, live
}

func benchmarkParse(b *testing.B, out parsers.Sink) {
	logs, live := liveLogs(b)
	b.SetBytes(live)
	b.ReportAllocs()
	for b.Loop() {
		for _, raw := range logs {
			_, err := evtx.Parser{}.Parse(context.Background(), parsers.Input{R: bytes.NewReader(raw)}, out)
			require.NoError(b, err)
		}
	}
}

func BenchmarkDecodeEverything(b *testing.B) { benchmarkParse(b, &discard{}) }

func BenchmarkCountOnly(b *testing.B) { benchmarkParse(b, &none{}) }
