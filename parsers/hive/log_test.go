package hive

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/hivewriter"
	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

// besides are the files of one folder.
type besides map[string][]byte

func (b besides) open(name string) (io.ReadCloser, error) {
	content, ok := b[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return io.NopCloser(bytes.NewReader(content)), nil
}

// parseBeside reads SYSTEM with what lies in its folder.
func parseBeside(t testing.TB, hive []byte, files besides) (*parserstest.Sink, parsers.Result) {
	t.Helper()
	sink := &parserstest.Sink{Keys: keys}
	in := parsers.Input{Path: "config/SYSTEM", Size: -1, R: bytes.NewReader(hive), Beside: files.open}
	result, err := Parser{}.Parse(context.Background(), in, sink)
	require.NoError(t, err)
	return sink, result
}

// enabled returns the value of Enabled that the settings show for TLS 1.2, and
// whether the key that the later states add was found.
func enabled(sink *parserstest.Sink) (value string, added bool) {
	for _, s := range sink.Settings {
		switch s.Name {
		case "Enabled":
			value = s.Value
		case "AddedLater":
			added = true
		}
	}
	return value, added
}

// states are three states of a hive: TLS 1.2 is off, then on, then another key
// is there and the hive has grown.
func states() (off, on, grown []byte) {
	root := system()
	off = hivewriter.Build(root, hivewriter.Layout{})
	for _, set := range []string{"ControlSet001", "ControlSet002"} {
		root.Sub(set + `\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client`).Values[0] = hivewriter.Dword("Enabled", 1)
	}
	on = hivewriter.Build(root, hivewriter.Layout{})
	root.Sub(`ControlSet002\Control\Lsa`).Set(hivewriter.Dword("AddedLater", 1),
		hivewriter.Value{Name: "Large", Type: 3, Data: make([]byte, 9000)})
	return off, on, hivewriter.Build(root, hivewriter.Layout{})
}

func TestTransactionLogsAreAppliedToTheirHive(t *testing.T) {
	off, on, grown := states()
	dirty := hivewriter.Dirty(off, 8, 7)
	first, second := hivewriter.Change(7, off, on), hivewriter.Change(8, on, grown)
	broken := hivewriter.Log(dirty, first, second)
	broken[len(broken)-600]++ // in the second entry
	badBase := bytes.Clone(dirty)
	badBase[40]++

	for name, tc := range map[string]struct {
		hive  []byte
		files besides
		value string
		added bool
		note  string
	}{
		"one log":                {dirty, besides{"SYSTEM.LOG1": hivewriter.Log(dirty, first, second)}, "1", true, "hive-recovered"},
		"two logs":               {dirty, besides{"SYSTEM.LOG1": hivewriter.Log(dirty, second), "SYSTEM.LOG2": hivewriter.Log(dirty, first)}, "1", true, "hive-recovered"},
		"older entries":          {dirty, besides{"SYSTEM.LOG1": hivewriter.Log(dirty, hivewriter.Change(6, on, off), first)}, "1", false, "hive-recovered"},
		"an entry is missing":    {dirty, besides{"SYSTEM.LOG1": hivewriter.Log(dirty, second)}, "0", false, "hive-logs-unfit"},
		"an entry is damaged":    {dirty, besides{"SYSTEM.LOG1": broken}, "1", false, "hive-recovered"},
		"no base block":          {badBase, besides{"SYSTEM.LOG1": hivewriter.Log(dirty, first, second)}, "1", true, "hive-recovered"},
		"old format":             {dirty, besides{"SYSTEM.LOG1": hivewriter.OldLog(dirty, hivewriter.Change(9, off, grown))}, "1", true, "hive-recovered"},
		"log of another hive":    {dirty, besides{"SOFTWARE.LOG1": hivewriter.Log(dirty, first)}, "0", false, "hive-dirty"},
		"hive that was finished": {off, besides{"SYSTEM.LOG1": hivewriter.Log(dirty, first)}, "0", false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			sink, result := parseBeside(t, tc.hive, tc.files)
			value, added := enabled(sink)
			require.Equal(t, tc.value, value)
			require.Equal(t, tc.added, added)
			require.Empty(t, result.Problems)
			var notes string
			for _, n := range result.Notes {
				notes += string(n.Code) + " "
			}
			require.Contains(t, notes, tc.note)
			if tc.note == "" {
				require.Empty(t, notes)
			}
		})
	}
}

func TestALogAloneIsNamedAndNotRead(t *testing.T) {
	off, on, _ := states()
	for name, log := range map[string][]byte{
		"new":   hivewriter.Log(off, hivewriter.Change(1, off, on)),
		"old":   hivewriter.OldLog(off, hivewriter.Change(1, off, on)),
		"empty": hivewriter.Log(off),
	} {
		sink, result := parse(t, log)
		require.True(t, result.Unread, name)
		require.Empty(t, result.Problems, name)
		require.Empty(t, sink.Settings, name)
		require.Equal(t, "note/hive-log", string(result.Notes[0].Code), name)
		require.Equal(t, []any{"name", "SYSTEM"}, result.Notes[0].Values, name)
	}
}

func FuzzRecover(f *testing.F) {
	off, on, grown := states()
	dirty := hivewriter.Dirty(off, 8, 7)
	f.Add(hivewriter.Log(dirty, hivewriter.Change(7, off, on), hivewriter.Change(8, on, grown)))
	f.Add(hivewriter.OldLog(dirty, hivewriter.Change(9, off, grown)))
	f.Fuzz(func(t *testing.T, log []byte) {
		// The hashes are made to hold, so that what is behind them is tried too.
		for at := sector; at+entryHeader <= len(log); at += sector {
			size := binary.LittleEndian.Uint32(log[at+4:])
			if string(log[at:at+4]) == "HvLE" && size >= entryHeader && uint64(size) <= uint64(len(log)-at) {
				hivewriter.Seal(log[at : at+int(size)])
			}
		}
		_, _ = parseBeside(t, bytes.Clone(dirty), besides{"SYSTEM.LOG1": log})
	})
}
