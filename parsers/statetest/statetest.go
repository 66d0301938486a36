// Package statetest runs the parsers of state (registry, configuration,
// console output) over their samples and compares what they found with golden
// files.
package statetest

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/golden"
	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

// Golden reads every sample of testdata: the parser must recognise it, and
// what it finds must be what <file>.golden says. A file name may stand for a
// path: "pta__Config__TrustSettings.xml" is pta/Config/TrustSettings.xml.
func Golden(t *testing.T, p parsers.Parser) {
	t.Helper()
	for _, path := range textlogtest.Samples(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			name := CasePath(path)
			require.Positive(t, int(p.Detect(parsers.NewHead(content, name))), "not recognised")
			sink, result := textlogtest.Parse(t, p, name, content)
			golden.Assert(t, path+".golden", []byte(Describe(sink, result)))
		})
	}
}

// CasePath is the path inside the case that a file of testdata stands for.
func CasePath(path string) string {
	return strings.ReplaceAll(filepath.Base(path), "__", "/")
}

// Cut reads each sample cut at many places: no cut may panic or end in an error.
func Cut(t *testing.T, p parsers.Parser) {
	t.Helper()
	for _, path := range textlogtest.Samples(t) {
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		step := max(len(content)/64, 1)
		for n := 0; n <= len(content); n += step {
			textlogtest.Parse(t, p, CasePath(path), content[:n])
		}
	}
}

// Fuzz runs the parser over changed samples. Whatever the bytes are, it must
// come back without an error, and reading in small pieces must not change what
// it finds.
func Fuzz(f *testing.F, p parsers.Parser) {
	f.Helper()
	for _, path := range textlogtest.Samples(f) {
		content, err := os.ReadFile(path)
		require.NoError(f, err)
		f.Add(CasePath(path), content)
	}
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		p.Detect(parsers.NewHead(content, name))
		sink, result := textlogtest.Parse(t, p, name, content)
		pieces := &textlogtest.Sink{}
		in := parsers.Input{Path: name, Size: -1, R: iotest.HalfReader(bytes.NewReader(content))}
		again, err := p.Parse(context.Background(), in, pieces)
		require.NoError(t, err)
		require.Equal(t, Describe(sink, result), Describe(pieces, again))
	})
}

// Describe writes what a parser found, one thing a line.
func Describe(s *textlogtest.Sink, r parsers.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "records %d, damaged %d, host %q\n", r.Records, r.Damaged, r.Host)
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "note %s\n", n)
	}
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "problem %s (loss %v): %s\n", p.Code, p.Loss, p.Message)
	}
	for _, v := range s.Settings {
		fmt.Fprintf(&b, "%s [%s] %s", v.Key, v.Name, v.Type)
		if v.Absent {
			b.WriteString(" absent")
		} else {
			fmt.Fprintf(&b, " = %q", v.Value)
		}
		if !v.LastWrite.IsZero() {
			fmt.Fprintf(&b, " written %s", day(v.LastWrite))
		}
		fmt.Fprintf(&b, " (line %d %s)\n", v.Locator.Line, v.Locator.RegistryKey)
	}
	for _, c := range s.Certificates {
		fmt.Fprintf(&b, "certificate %s in %q (line %d)\n    sha256 %s serial %s\n    subject %q issuer %q\n    %s .. %s key %q\n", c.Thumbprint, c.Store,
			c.Locator.Line, c.SHA256, c.Serial, c.Subject, c.Issuer, day(c.NotBefore), day(c.NotAfter), c.HasPrivateKey)
	}
	for _, p := range s.Products {
		fmt.Fprintf(&b, "product %s %q at %s (line %d): %s\n", p.ID, p.Version, day(p.Time), p.Locator.Line, p.Why)
	}
	for _, c := range s.Coverages {
		fmt.Fprintf(&b, "covers %s %s partial=%v\n", c.Kind, c.Root, c.Partial)
	}
	return b.String()
}

func day(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}
