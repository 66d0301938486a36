// Package textlogtest runs the parsers of text files over their samples and
// compares what they found with golden files.
package textlogtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/golden"
	"hybriddiag/parsers"
)

// Sink keeps all that a parser finds.
type Sink struct {
	Events       []*evidence.Event
	Settings     []evidence.Setting
	Certificates []evidence.Certificate
	Products     []evidence.Product
	Coverages    []evidence.Coverage
	Refuse       func(parsers.Header) bool // events that are not wanted; nil wants all
	Keys         *parsers.KeySet           // settings that are wanted; nil wants all
}

// Wants implements parsers.Sink.
func (s *Sink) Wants(h parsers.Header) bool { return s.Refuse == nil || !s.Refuse(h) }

// WantsKey implements parsers.Sink.
func (s *Sink) WantsKey(key string) parsers.Interest {
	if s.Keys == nil {
		return parsers.Wanted
	}
	return s.Keys.Wants(key)
}

// Event implements parsers.Sink.
func (s *Sink) Event(e *evidence.Event) { s.Events = append(s.Events, e) }

// Setting implements parsers.Sink.
func (s *Sink) Setting(v evidence.Setting) { s.Settings = append(s.Settings, v) }

// Certificate implements parsers.Sink.
func (s *Sink) Certificate(c evidence.Certificate) { s.Certificates = append(s.Certificates, c) }

// Product implements parsers.Sink.
func (s *Sink) Product(p evidence.Product) { s.Products = append(s.Products, p) }

// Coverage implements parsers.Sink.
func (s *Sink) Coverage(c evidence.Coverage) { s.Coverages = append(s.Coverages, c) }

// Parse reads content as a file of that name and fails the test on an error.
func Parse(t testing.TB, p parsers.Parser, name string, content []byte) (*Sink, parsers.Result) {
	t.Helper()
	sink := &Sink{}
	in := parsers.Input{Path: name, Size: int64(len(content)), R: bytes.NewReader(content)}
	result, err := p.Parse(context.Background(), in, sink)
	require.NoError(t, err)
	return sink, result
}

// Golden reads every file of testdata that is no golden file: the parser must
// recognise it, and what it finds must be what <file>.golden says.
func Golden(t *testing.T, p parsers.Parser) {
	t.Helper()
	for _, path := range Samples(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Positive(t, int(p.Detect(parsers.NewHead(content, filepath.Base(path)))), "not recognised")
			sink, result := Parse(t, p, filepath.Base(path), content)
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

// CutFiles reads each sample cut at many places: no cut may panic, lose the
// events before it or end in an error.
func CutFiles(t *testing.T, p parsers.Parser) {
	t.Helper()
	for _, path := range Samples(t) {
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		step := max(len(content)/64, 1)
		seen := 0
		for n := 0; n <= len(content); n += step {
			sink, _ := Parse(t, p, filepath.Base(path), content[:n])
			require.GreaterOrEqual(t, len(sink.Events)+1, seen, "%s cut at %d lost events it had before", path, n)
			seen = len(sink.Events)
		}
	}
}

// Fuzz runs the parser over changed samples. Whatever the bytes are, it must
// come back without an error, and reading in small pieces must not change what
// it finds.
func Fuzz(f *testing.F, p parsers.Parser) {
	f.Helper()
	for _, path := range Samples(f) {
		content, err := os.ReadFile(path)
		require.NoError(f, err)
		f.Add(filepath.Base(path), content)
	}
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		p.Detect(parsers.NewHead(content, name))
		sink, result := Parse(t, p, name, content)
		pieces := &Sink{}
		in := parsers.Input{Path: name, Size: -1, R: iotest.HalfReader(bytes.NewReader(content))}
		again, err := p.Parse(context.Background(), in, pieces)
		require.NoError(t, err)
		require.Equal(t, Describe(sink, result), Describe(pieces, again))
	})
}

// Describe writes what a parser found, one thing a line.
func Describe(s *Sink, r parsers.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "records %d, damaged %d", r.Records, r.Damaged)
	if r.Host != "" {
		fmt.Fprintf(&b, ", host %s", r.Host)
	}
	if r.Channel != "" {
		fmt.Fprintf(&b, ", channel %s", r.Channel)
	}
	fmt.Fprintf(&b, ", first %s, last %s\n", stamp(r.First), stamp(r.Last))
	if !r.WindowFrom.IsZero() || !r.WindowTo.IsZero() {
		fmt.Fprintf(&b, "window %s .. %s\n", stamp(r.WindowFrom), stamp(r.WindowTo))
	}
	if r.ZoneOffset != nil {
		fmt.Fprintf(&b, "zone offset %s\n", *r.ZoneOffset)
	}
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "note %s\n", n)
	}
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "problem %s: %s\n", p.Code, p.Message)
	}
	for _, e := range s.Events {
		describeEvent(&b, e)
	}
	for _, v := range s.Settings {
		fmt.Fprintf(&b, "setting %s [%s] = %q (line %d)\n", v.Key, v.Name, v.Value, v.Locator.Line)
	}
	for _, p := range s.Products {
		fmt.Fprintf(&b, "product %s %s at %s (line %d): %s\n", p.ID, p.Version, stamp(p.Time), p.Locator.Line, p.Why)
	}
	for _, c := range s.Coverages {
		fmt.Fprintf(&b, "covers %s %s %s .. %s partial=%v\n", c.Kind, c.Root, stamp(c.From), stamp(c.To), c.Partial)
	}
	return b.String()
}

func describeEvent(b *strings.Builder, e *evidence.Event) {
	local := ""
	if e.LocalTime {
		local = " local"
	}
	fmt.Fprintf(b, "line %d %s %s %d level %d %s%s", e.Locator.Line, e.Kind, e.Provider.Name, e.EventID, e.Level, stamp(e.Time), local)
	if e.Computer != "" {
		fmt.Fprintf(b, " on %s", e.Computer)
	}
	if e.Channel != "" {
		fmt.Fprintf(b, " in %s", e.Channel)
	}
	b.WriteByte('\n')
	for _, f := range e.Data {
		fmt.Fprintf(b, "    %s = %q\n", f.Name, f.Value)
	}
	text, _ := json.Marshal(e.Message)
	fmt.Fprintf(b, "    message %s\n", strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(string(text), `\u003c`, "<"), `\u003e`, ">"), `\u0026`, "&"))
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format("2006-01-02T15:04:05.999Z")
}

// benchSize is how much text a benchmark reads.
const benchSize = 64 << 20

// Bench reads 64 MiB made of one piece repeated, which never exists as a
// whole, with a sink that wants errors and nothing else.
func Bench(b *testing.B, p parsers.Parser, name, piece string) {
	b.Helper()
	times := benchSize / len(piece)
	b.SetBytes(int64(times * len(piece)))
	b.ReportAllocs()
	for b.Loop() {
		in := parsers.Input{Path: name, Size: -1, R: &repeated{piece: []byte(piece), left: times}}
		_, err := p.Parse(context.Background(), in, &discard{})
		require.NoError(b, err)
	}
}

// repeated gives the same piece again and again.
type repeated struct {
	piece []byte
	left  int
	at    int
}

// Read implements io.Reader.
func (r *repeated) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) && r.left > 0 {
		c := copy(p[n:], r.piece[r.at:])
		n += c
		if r.at += c; r.at == len(r.piece) {
			r.at = 0
			r.left--
		}
	}
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// discard wants errors only and keeps nothing.
type discard struct{ Sink }

// Wants implements parsers.Sink.
func (*discard) Wants(h parsers.Header) bool      { return h.Level == 2 }
func (*discard) WantsKey(string) parsers.Interest { return parsers.Wanted }

// Event implements parsers.Sink.
func (*discard) Event(*evidence.Event) {}
