package textlog

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
)

// sink wants errors and remembers what it was asked and given.
type sink struct {
	asked  []parsers.Header
	events []*evidence.Event
	covers []evidence.Coverage
}

func (s *sink) Wants(h parsers.Header) bool {
	s.asked = append(s.asked, h)
	return h.Level == LevelError
}
func (s *sink) WantsKey(string) parsers.Interest { return parsers.Wanted }
func (s *sink) Event(e *evidence.Event)          { s.events = append(s.events, e) }
func (s *sink) Setting(evidence.Setting)         {}
func (s *sink) Certificate(evidence.Certificate) {}
func (s *sink) Product(evidence.Product)         {}
func (s *sink) Coverage(c evidence.Coverage)     { s.covers = append(s.covers, c) }

func finished(t *testing.T) *textenc.Lines {
	lines := textenc.NewLines(context.Background(), strings.NewReader(""))
	require.False(t, lines.Next())
	return lines
}

func TestAllEntriesAreCountedAndWantedOnesAreSent(t *testing.T) {
	s := &sink{}
	log := New("hcw-log", s)
	at := time.Date(2024, 6, 1, 10, 0, 0, 0, time.UTC)
	for i := range 10 {
		log.Add(&evidence.Event{EventID: 10224, Level: LevelInfo, Time: at.Add(time.Duration(i) * time.Minute)})
	}
	log.Add(&evidence.Event{EventID: 10224, Level: LevelError, Time: at})
	result, err := log.Finish(finished(t))
	require.NoError(t, err)
	require.Equal(t, 11, result.Records)
	require.Len(t, s.events, 1)
	require.Equal(t, evidence.KindLine, s.events[0].Kind)
	require.Equal(t, "hcw-log", s.events[0].Provider.Name)
	require.Len(t, s.asked, 2, "the answer for equal headers is remembered")
	require.Equal(t, []evidence.Coverage{{Kind: evidence.CoversChannel, Root: "hcw-log", From: at, To: at.Add(9 * time.Minute)}}, s.covers)
}

func TestADamagedLogProvesPresenceOnly(t *testing.T) {
	s := &sink{}
	log := New("x", s)
	for i := range 2 * maxProblems {
		log.Damaged("bad", fmt.Sprint(i))
	}
	result, err := log.Finish(finished(t))
	require.NoError(t, err)
	require.True(t, s.covers[0].Partial)
	require.Equal(t, 2*maxProblems, result.Damaged)
	require.Len(t, result.Problems, maxProblems)
}

func TestAnEntryKeepsItsLinesUpToABound(t *testing.T) {
	var e Entry
	e.Continue([]byte("before any entry"))
	e.Begin(7, []byte("first"))
	e.Continue([]byte("  second"))
	e.Continue(nil)
	require.Equal(t, "first\n  second", e.Text())
	require.Equal(t, 7, e.Line)
	for range 10 {
		e.Continue([]byte(strings.Repeat("あ", MaxEntry/4)))
	}
	require.LessOrEqual(t, len(e.Text()), MaxEntry)
	e.Close()
	require.False(t, e.Open())
}

func TestTimesAreReadDigitByDigit(t *testing.T) {
	d, ok := Clock([]byte("10:15:30.123 x"))
	require.True(t, ok)
	require.Equal(t, 10*time.Hour+15*time.Minute+30*time.Second+123*time.Millisecond, d)
	for _, bad := range []string{"", "10:15", "24:00:00", "10:60:00", "1a:00:00"} {
		_, ok := Clock([]byte(bad))
		require.False(t, ok, bad)
	}
	_, ok = Date(2024, 2, 30, 0)
	require.False(t, ok)
	at, ok := Date(2024, 2, 29, d)
	require.True(t, ok)
	require.Equal(t, "2024-02-29T10:15:30.123", at.Format("2006-01-02T15:04:05.999"))
}
