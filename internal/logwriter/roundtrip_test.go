package logwriter_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/logwriter"
	"hybriddiag/parsers"
	"hybriddiag/parsers/evtx"
)

// sink keeps the events.
type sink struct{ events []*evidence.Event }

func (s *sink) Wants(parsers.Header) bool        { return true }
func (*sink) WantsKey(string) parsers.Interest   { return parsers.Wanted }
func (s *sink) Event(e *evidence.Event)          { s.events = append(s.events, e) }
func (s *sink) Setting(evidence.Setting)         {}
func (s *sink) Certificate(evidence.Certificate) {}
func (s *sink) Product(evidence.Product)         {}
func (s *sink) Coverage(evidence.Coverage)       {}

func read(t testing.TB, log []byte) ([]*evidence.Event, parsers.Result) {
	t.Helper()
	s := &sink{}
	in := parsers.Input{Path: "a.evtx", Size: int64(len(log)), R: bytes.NewReader(log)}
	res, err := evtx.Parser{}.Parse(context.Background(), in, s)
	require.NoError(t, err)
	return s.events, res
}

func TestOurOwnReaderGivesBackWhatWasWritten(t *testing.T) {
	list := append(many(700), forwardedRecord)
	got, res := read(t, write(t, list))
	require.Empty(t, res.Problems)
	require.Equal(t, len(list), res.Records)
	require.Len(t, got, len(list))
	for i, e := range got {
		want := list[i].Event
		want.Locator, e.Locator = evidence.Locator{}, evidence.Locator{}
		if list[i].UserData != nil {
			want.Data = fields("Policy@type", "CERT_CHAIN_POLICY_SSL", "Policy@constant", "4", "Policy", "",
				"Result@value", "800B0109", "Result", "A certificate chain could not be built")
		}
		require.Equal(t, &want, e)
	}
}

func FuzzWhatIsWrittenIsRead(f *testing.F) {
	f.Add("Application", "Name", "一つ目の文字列", uint32(36871))
	f.Add("", "", "\x00\n", uint32(0))
	f.Fuzz(func(t *testing.T, channel, name, value string, id uint32) {
		e := evidence.Event{
			Provider: evidence.Provider{Name: "P"}, EventID: id, Time: start, Channel: channel, Computer: "C",
			Data: []evidence.Field{{Name: name, Value: value}, {Name: name, Value: "end"}},
		}
		var b bytes.Buffer
		if logwriter.WriteEVTX(&b, []evidence.Event{e, e}) != nil {
			return
		}
		events, res := read(t, b.Bytes())
		require.Equal(t, 2, res.Records)
		require.Zero(t, res.Damaged)
		require.Len(t, events, 2)
		require.Equal(t, id&0xFFFF, events[1].EventID)
	})
}
