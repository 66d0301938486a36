package diag

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
)

const twoEvents = `<Events>
<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="ADSync"/><EventID>6311</EventID><Level>2</Level><TimeCreated SystemTime="2026-03-02T01:02:03.0000000Z"/><EventRecordID>1</EventRecordID><Channel>Application</Channel><Computer>ECS01.contoso.local</Computer></System><EventData><Data>first</Data></EventData></Event>
<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="ADSync"/><EventID>904</EventID><Level>4</Level><TimeCreated SystemTime="2026-03-02T01:02:04.0000000Z"/><EventRecordID>2</EventRecordID><Channel>Application</Channel><Computer>ECS01.contoso.local</Computer></System><EventData><Data>second</Data></EventData></Event>
</Events>
`

func eventFile(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "events.xml")
	require.NoError(t, os.WriteFile(path, []byte(twoEvents), 0o600))
	return path
}

func TestEventsComeInTheOrderOfTheFile(t *testing.T) {
	var out bytes.Buffer
	reasons, err := WriteEvents(t.Context(), &out, Case{Paths: []string{eventFile(t)}}, EventFilter{}, Options{})
	require.NoError(t, err)
	require.Empty(t, reasons)
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, lines, 2)
	require.Contains(t, lines[0], `"event_id":6311`)
	require.Contains(t, lines[1], `"event_id":904`)
}

func TestEventsOfNothingAreNoEvidence(t *testing.T) {
	reasons, err := WriteEvents(t.Context(), &bytes.Buffer{}, Case{Paths: []string{"no-such-file"}}, EventFilter{}, Options{})
	require.ErrorIs(t, err, ErrNoEvidence)
	require.Len(t, reasons, 1)
}

func TestEventsStopWhenTheyCannotBeWritten(t *testing.T) {
	full := errors.New("disk full")
	_, err := WriteEvents(t.Context(), brokenWriter{full}, Case{Paths: []string{eventFile(t)}}, EventFilter{}, Options{})
	require.ErrorIs(t, err, full)
}

func TestNothingMoreIsReadOnceEventsCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "events.xml")
	const event = `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="ADSync"/><EventID>904</EventID></System></Event>`
	require.NoError(t, os.WriteFile(file, []byte(strings.Repeat(event+"\n", 50000)), 0o600))
	var read int64
	progress := func(done, _ int64) { read = done }
	_, err := WriteEvents(t.Context(), brokenWriter{io.ErrClosedPipe}, Case{Paths: []string{file}}, EventFilter{}, Options{Progress: progress})
	require.ErrorIs(t, err, io.ErrClosedPipe)
	require.Less(t, read, int64(1<<20))
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestEventFilterAsksForEverythingItNames(t *testing.T) {
	at := time.Date(2026, 3, 2, 1, 2, 3, 0, time.UTC)
	event := evidence.Event{
		Kind:     evidence.KindEvent,
		Provider: evidence.Provider{Name: "Microsoft-Windows-ADSync", GUID: "{1f678132-5938-4686-9fdc-c8ff68f15c85}", SourceName: "ADSync"},
		EventID:  6311, Level: 2, Time: at,
	}
	for _, tt := range []struct {
		name   string
		filter EventFilter
		want   bool
	}{
		{"nothing asked", EventFilter{}, true},
		{"name without case", EventFilter{Provider: "microsoft-windows-adsync"}, true},
		{"source name", EventFilter{Provider: "ADSync"}, true},
		{"GUID without braces", EventFilter{Provider: "1F678132-5938-4686-9FDC-C8FF68F15C85"}, true},
		{"other provider", EventFilter{Provider: "Schannel"}, false},
		{"one of the ids", EventFilter{IDs: []uint32{1, 6311}}, true},
		{"other id", EventFilter{IDs: []uint32{1}}, false},
		{"as severe", EventFilter{Level: 2}, true},
		{"less severe", EventFilter{Level: 1}, false},
		{"since that moment", EventFilter{Since: at}, true},
		{"since later", EventFilter{Since: at.Add(1)}, false},
		{"until that moment", EventFilter{Until: at}, true},
		{"until earlier", EventFilter{Until: at.Add(-1)}, false},
		{"one of two does not hold", EventFilter{Provider: "ADSync", IDs: []uint32{1}}, false},
	} {
		t.Run(tt.name, func(t *testing.T) { require.Equal(t, tt.want, tt.filter.passes(&event)) })
	}
	require.False(t, (&EventFilter{}).passes(&evidence.Event{Kind: evidence.KindTLS}), "a joined connection is no record")
	require.False(t, (&EventFilter{IDs: []uint32{0}}).passes(&evidence.Event{Kind: evidence.KindWPP}), "a WPP message has no id")
	require.True(t, (&EventFilter{Level: 4}).passes(&evidence.Event{Kind: evidence.KindEvent}), "level 0 reads as information")
	require.False(t, (&EventFilter{Since: at}).passes(&evidence.Event{Kind: evidence.KindEvent}), "no time is no match")
}

func TestEventsComeInTheOrderOfTheFilesHoweverManyAreReadAtOnce(t *testing.T) {
	dir := t.TempDir()
	for n := range 12 {
		many := 10 + n%3*6000 // beyond what a file may hold back, every third time
		event := `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="ADSync"/><EventID>904</EventID><Level>4</Level><Computer>ECS01.contoso.local</Computer></System></Event>` + "\n"
		file := filepath.Join(dir, string(rune('a'+n))+".xml")
		require.NoError(t, os.WriteFile(file, []byte("<Events>"+strings.Repeat(event, many)+"</Events>"), 0o600))
	}
	write := func(jobs int) string {
		var out bytes.Buffer
		_, err := WriteEvents(t.Context(), &out, Case{Paths: []string{dir}}, EventFilter{}, Options{Jobs: jobs})
		require.NoError(t, err)
		return out.String()
	}
	one := write(1)
	require.Greater(t, len(one), 4*heldOfTurn)
	for _, jobs := range []int{2, 7} {
		require.True(t, one == write(jobs), "%d jobs", jobs)
	}
}

func TestNobodyWaitsForTheTurnOfAFileWhoseEventsCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.xml", "b.xml", "c.xml"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(twoEvents), 0o600))
	}
	full := errors.New("disk full")
	_, err := WriteEvents(t.Context(), brokenWriter{full}, Case{Paths: []string{dir}}, EventFilter{}, Options{Jobs: 3})
	require.ErrorIs(t, err, full)
}
