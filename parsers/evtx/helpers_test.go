package evtx_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/evtx"
)

// sink keeps what a parse hands over. A zero sink wants nothing.
type sink struct {
	wants    func(parsers.Header) bool
	asked    []parsers.Header
	events   []*evidence.Event
	coverage []evidence.Coverage
	settings []evidence.Setting
}

func everything(parsers.Header) bool { return true }

func (s *sink) Wants(h parsers.Header) bool {
	s.asked = append(s.asked, h)
	return s.wants != nil && s.wants(h)
}
func (s *sink) WantsKey(string) parsers.Interest { return parsers.Wanted }
func (s *sink) Event(ev *evidence.Event)         { s.events = append(s.events, ev) }
func (s *sink) Coverage(c evidence.Coverage)     { s.coverage = append(s.coverage, c) }
func (s *sink) Setting(v evidence.Setting)       { s.settings = append(s.settings, v) }
func (s *sink) Certificate(evidence.Certificate) {}
func (s *sink) Product(evidence.Product)         {}

func parseFile(t testing.TB, path string, out parsers.Sink) parsers.Result {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	res, err := evtx.Parser{}.Parse(context.Background(), parsers.Input{Path: filepath.Base(path), Size: -1, R: f}, out)
	require.NoError(t, err)
	return res
}

// parseAll decodes everything in a log held in memory.
func parseAll(t testing.TB, raw []byte) (parsers.Result, *sink) {
	t.Helper()
	out := &sink{wants: everything}
	res, err := evtx.Parser{}.Parse(context.Background(), parsers.Input{Path: "a.evtx", Size: int64(len(raw)), R: bytes.NewReader(raw)}, out)
	require.NoError(t, err)
	return res, out
}

// codes returns the codes of the problems in their order.
func codes(res parsers.Result) []string {
	var out []string
	for _, p := range res.Problems {
		out = append(out, p.Kind())
	}
	return out
}

// lost reports whether the result says that something is missing.
func lost(res parsers.Result) bool {
	for _, p := range res.Problems {
		if p.Loss {
			return true
		}
	}
	return false
}
