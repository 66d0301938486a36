// Package parserstest is the test kit of the parsers: it runs a parser over the
// files of its testdata, whole, cut and changed, and compares what it finds with
// golden files.
package parserstest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/golden"
	"hybriddiag/parsers"
)

// Golden reads every sample of testdata: the parser must recognise it, and what
// it finds must be what <file>.golden says.
func Golden(t *testing.T, p parsers.Parser) {
	t.Helper()
	for _, path := range Samples(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			name := CasePath(path)
			require.Positive(t, int(p.Detect(parsers.NewHead(content, name))), "not recognised")
			sink, result := Parse(t, p, name, content)
			golden.Assert(t, path+".golden", []byte(Describe(sink, result)))
		})
	}
}

// Samples lists the files of testdata that are no golden files.
func Samples(t testing.TB) []string {
	t.Helper()
	all, err := filepath.Glob("testdata/*.*")
	require.NoError(t, err)
	var samples []string
	for _, path := range all {
		if !strings.HasSuffix(path, ".golden") {
			samples = append(samples, path)
		}
	}
	require.NotEmpty(t, samples)
	return samples
}

// CasePath is the path inside the case that a file of testdata stands for:
// "pta__Config__TrustSettings.xml" is pta/Config/TrustSettings.xml.
func CasePath(path string) string {
	return strings.ReplaceAll(filepath.Base(path), "__", "/")
}

// Cut reads each sample cut at many places: no cut may panic, lose the events
// before it or end in an error.
func Cut(t *testing.T, p parsers.Parser) {
	t.Helper()
	for _, path := range Samples(t) {
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		step := max(len(content)/64, 1)
		seen := 0
		for n := 0; n <= len(content); n += step {
			sink, _ := Parse(t, p, CasePath(path), content[:n])
			require.GreaterOrEqual(t, len(sink.Events)+1, seen, "%s cut at %d lost events it had before", path, n)
			seen = len(sink.Events)
		}
	}
}

// Fuzz runs the parser over changed samples. Whatever the bytes are, it must
// come back without an error, and short reads must not change what it finds.
func Fuzz(f *testing.F, p parsers.Parser) {
	f.Helper()
	for _, path := range Samples(f) {
		content, err := os.ReadFile(path)
		require.NoError(f, err)
		f.Add(CasePath(path), content)
	}
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		p.Detect(parsers.NewHead(content, name))
		sink, result := Parse(t, p, name, content)
		short := &Sink{}
		in := parsers.Input{Path: name, Size: -1, R: iotest.HalfReader(bytes.NewReader(content))}
		again, err := p.Parse(context.Background(), in, short)
		require.NoError(t, err)
		require.Equal(t, Describe(sink, result), Describe(short, again))
	})
}
