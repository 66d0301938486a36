package logwriter_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/0xrawsec/golang-evtx/evtx"
	"github.com/Velocidex/ordereddict"
	"github.com/stretchr/testify/require"
	velocidex "www.velocidex.com/golang/evtx"

	"hybriddiag/internal/logwriter"
)

// tool runs a program of Debian's libevtx-utils on a log.
func tool(t *testing.T, log []byte, name string, args ...string) string {
	t.Helper()
	exe, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s of libevtx-utils is not installed", name)
	}
	path := filepath.Join(t.TempDir(), "a.evtx")
	require.NoError(t, os.WriteFile(path, log, 0o600))
	out, err := exec.Command(exe, append(args, path)...).CombinedOutput()
	require.NoError(t, err, "%s", out)
	return string(out)
}

func TestLibevtxReadsEveryRecord(t *testing.T) {
	list := many(700)
	log := write(t, list)
	require.Greater(t, len(log), 4096+2*65536, "the test wants several chunks")

	info := tool(t, log, "evtxinfo")
	require.Regexp(t, `Number of records\s*: 700\n`, info)
	require.NotContains(t, strings.ToLower(info), "corrupt")
	require.Regexp(t, `Number of recovered records\s*: 0\n`, info)

	xml := tool(t, log, "evtxexport", "-f", "xml")
	require.Equal(t, len(list), strings.Count(xml, "<Event "))
	for _, want := range []string{
		`<Provider Name="ADSync"/>`, `<EventID Qualifiers="49152">6801</EventID>`, `<EventRecordID>1699</EventRecordID>`,
		`<Data>一つ目の文字列</Data>`, `<Binary>0A0B</Binary>`, `<Data Name="ErrorState">10013</Data>`,
		`<Result value="800B0109">A certificate chain could not be built</Result>`, `UserID="S-1-5-18"`, `2026-08-03T02:10:11.123456700Z`,
	} {
		require.Contains(t, xml, want)
	}
}

func TestGolangEvtxReadsEveryRecord(t *testing.T) {
	list := many(700)
	f, err := evtx.New(bytes.NewReader(write(t, list)))
	require.NoError(t, err)
	n := 0
	for e := range f.FastEvents() {
		require.Equal(t, int64(list[n].EventID), e.EventID())
		require.True(t, list[n].Time.Equal(e.TimeCreated()))
		n++
	}
	require.Equal(t, len(list), n)
}

func TestVelocidexReadsEveryRecord(t *testing.T) {
	list := append(many(700), forwardedRecord)
	chunks, err := velocidex.GetChunks(bytes.NewReader(write(t, list)))
	require.NoError(t, err)
	n := 0
	for _, c := range chunks {
		records, err := c.Parse(0)
		require.NoError(t, err)
		for _, r := range records {
			require.Equal(t, uint64(n+1), r.Header.RecordID)
			dict, ok := r.Event.(*ordereddict.Dict)
			require.True(t, ok)
			provider, _ := ordereddict.GetString(dict, "Event.System.Provider.Name")
			require.Equal(t, list[n].Provider.Name, provider)
			channel, _ := ordereddict.GetString(dict, "Event.System.Channel")
			require.Equal(t, list[n].Channel, channel)
			n++
		}
	}
	require.Equal(t, len(list), n)
}

func TestAnEmptyLogIsALog(t *testing.T) {
	log := write(t, []logwriter.Record{})
	require.Len(t, log, 4096+65536)
	require.Regexp(t, `Number of records\s*: 0\n`, tool(t, log, "evtxinfo"))
}
