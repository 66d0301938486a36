package etl

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/i18n"
	"hybriddiag/parsers"
)

// testSink keeps what a parser finds; wants decides, nil wants everything.
type testSink struct {
	wants    func(parsers.Header) bool
	events   []*evidence.Event
	coverage []evidence.Coverage
}

func (s *testSink) Wants(h parsers.Header) bool      { return s.wants == nil || s.wants(h) }
func (*testSink) WantsKey(string) parsers.Interest   { return parsers.Wanted }
func (s *testSink) Event(e *evidence.Event)          { s.events = append(s.events, e) }
func (s *testSink) Setting(evidence.Setting)         {}
func (s *testSink) Certificate(evidence.Certificate) {}
func (s *testSink) Product(evidence.Product)         {}
func (s *testSink) Coverage(c evidence.Coverage)     { s.coverage = append(s.coverage, c) }

// of returns the events of one kind.
func (s *testSink) of(kind evidence.Kind) []*evidence.Event {
	var out []*evidence.Event
	for _, e := range s.events {
		if e.Kind == kind {
			out = append(out, e)
		}
	}
	return out
}

// parse reads a trace for a sink that wants everything.
func parse(t testing.TB, trace []byte) (*testSink, parsers.Result) {
	t.Helper()
	return parseWith(t, trace, &testSink{})
}

func parseWith(t testing.TB, trace []byte, sink *testSink) (*testSink, parsers.Result) {
	t.Helper()
	in := parsers.Input{Path: "NetTrace.etl", Size: int64(len(trace)), R: bytes.NewReader(trace)}
	result, err := Parser{}.Parse(context.Background(), in, sink)
	require.NoError(t, err)
	return sink, result
}

// describe writes events and result as lines, for golden files.
func describe(s *testSink, r parsers.Result) []byte {
	var out strings.Builder
	for _, e := range s.events {
		fmt.Fprintf(&out, "%s %s %s", e.Time.Format("15:04:05.0000000"), e.Kind, e.Provider.Name)
		switch e.Kind {
		case evidence.KindEvent:
			fmt.Fprintf(&out, " %d v%d level %d pid %d cpu %d", e.EventID, e.Version, e.Level, e.ProcessID, e.Processor)
		case evidence.KindWPP:
			fmt.Fprintf(&out, " %s message %d pid %d", e.Group, e.MessageNumber, e.ProcessID)
		case evidence.KindTLS:
		default:
			fmt.Fprintf(&out, " %s opcode %d v%d", e.Group, e.Opcode, e.Version)
		}
		fmt.Fprintf(&out, " at %d\n", e.Locator.Offset)
		if e.Message != "" {
			fmt.Fprintf(&out, "    %q\n", e.Message)
		}
		for _, f := range e.Data {
			fmt.Fprintf(&out, "    %s = %q\n", f.Name, f.Value)
		}
	}
	for _, c := range s.coverage {
		fmt.Fprintf(&out, "covers %s %s partial=%t\n", c.Kind, c.Root, c.Partial)
	}
	fmt.Fprintf(&out, "records %d, damaged %d, %s to %s, zone %s\n", r.Records, r.Damaged,
		r.First.Format(time.RFC3339Nano), r.Last.Format(time.RFC3339Nano), r.Zone)
	for _, n := range r.Notes {
		fmt.Fprintf(&out, "note: %s\n", i18n.English.Say(n))
	}
	for _, p := range r.Problems {
		fmt.Fprintf(&out, "problem: %s at %d loss=%t: %s\n", p.Kind(), p.Offset, p.Loss, i18n.English.Say(p.Note))
	}
	return []byte(out.String())
}
