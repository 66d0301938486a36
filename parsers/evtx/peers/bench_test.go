package peers

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

// benchLogs are logs that all three read without a crash; larger ones first.
var benchLogs = []string{
	"evtx_60e5fd_system.evtx",
	"python-evtx_ddc56c_issue_43.evtx",
	"plaso_d67fe3_System.evtx",
	"hayabusa-sam_2f5f9c_ID4688-5145-WMIexec_execution_via_SMB.evtx",
}

// discard keeps nothing; an indifferent one wants nothing either.
type discard struct {
	collector
	indifferent bool
}

func (d *discard) Wants(parsers.Header) bool      { return !d.indifferent }
func (*discard) WantsKey(string) parsers.Interest { return parsers.Wanted }
func (*discard) Event(*evidence.Event)            {}

func read(path string, out parsers.Sink) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = evtx.Parser{}.Parse(context.Background(), parsers.Input{R: f}, out)
	return err
}

// BenchmarkReaders decodes the same logs with each reader. MB/s are those of
// chunks in use, 64 KiB each.
func BenchmarkReaders(b *testing.B) {
	var live int64
	var paths []string
	for _, name := range benchLogs {
		path := filepath.Join(golden.Corpus(b, "evtx", "files"), name)
		raw, err := os.ReadFile(path)
		require.NoError(b, err)
		live += int64(bytes.Count(raw, []byte("ElfChnk\x00"))) * 64 << 10
		paths = append(paths, path)
	}
	run := func(name string, read func(path string) error) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(live)
			for b.Loop() {
				for _, path := range paths {
					require.NoError(b, read(path))
				}
			}
		})
	}
	run("diag", func(path string) error { return read(path, &discard{}) })
	run("diag counting", func(path string) error { return read(path, &discard{indifferent: true}) })
	for _, p := range []peer{velocidexEvtx, golangEvtx} {
		run(string(p), func(path string) error { return p.read(path, func(seen) {}) })
	}
}
