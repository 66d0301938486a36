package tlsstory_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/golden"
	"hybriddiag/parsers"
	"hybriddiag/parsers/etl"
	"hybriddiag/parsers/parserstest"
)

// rowsOf reads a trace and returns the rows of its story.
func rowsOf(t testing.TB, path string) []*evidence.Event {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	out := &parserstest.Sink{Refuse: func(h parsers.Header) bool { return h.Provider != "tls" }}
	_, err = etl.Parser{}.Parse(context.Background(), parsers.Input{Path: filepath.Base(path), Size: -1, R: file}, out)
	require.NoError(t, err)
	return out.Events
}

func TestSyntheticTracesTellMaskAndOutcome(t *testing.T) {
	dir := golden.Corpus(t, "etl", "synthetic")
	for file, want := range map[string]map[string]string{
		"synth_win10_tls10only.etl":      {"Mask": "0x80", "Outcome": "refused", "Is32Bit": "false"},
		"synth_win7_v0_ssl3tls10.etl":    {"Mask": "0xA0", "Outcome": "refused", "Is32Bit": "false"},
		"synth_win10_default_A80.etl":    {"Mask": "0xA80", "Outcome": "unknown", "Is32Bit": "false"},
		"synth_win10_tls12_tls13.etl":    {"Mask": "0x2800", "Outcome": "unknown", "Is32Bit": "false"},
		"synth_32bit_v0.etl":             {"Mask": "0x800", "Outcome": "unknown", "Is32Bit": "true"},
		"synth_compressed_meta.etl":      {"Mask": "0x80", "Outcome": "refused"},
		"synth_embedded_meta.etl":        {"Mask": "0x80", "Outcome": "refused"},
		"synth_live_unfinalized.etl":     {"Mask": "0x80", "Outcome": "refused"},
		"synth_systemtime_clock_wpp.etl": {"Mask": "0x80", "Outcome": "refused"},
		"synth_truncated_tail.etl":       {"Mask": "0x80", "Outcome": "refused"},
		"synth_zero_tail.etl":            {"Mask": "0x80", "Outcome": "refused"},
		"synth_truncated_midbuffer.etl":  {"Outcome": "refused"}, // the mask was in the part that is gone
	} {
		t.Run(file, func(t *testing.T) {
			row := webIORow(t, rowsOf(t, filepath.Join(dir, file)))
			for name, value := range want {
				got, _ := row.Get(name)
				require.Equal(t, value, got, name)
			}
			host, _ := row.Get("Host")
			require.Equal(t, "outlook.office365.com", host)
		})
	}
}

// webIORow returns the only row that belongs to a process.
func webIORow(t *testing.T, rows []*evidence.Event) *evidence.Event {
	t.Helper()
	var found []*evidence.Event
	for _, e := range rows {
		if e.ProcessID != 0 {
			found = append(found, e)
		}
	}
	require.Len(t, found, 1)
	return found[0]
}

func TestTraceWithoutTLSHasNoRows(t *testing.T) {
	require.Empty(t, rowsOf(t, golden.Corpus(t, "etl", "samples", "CrossMachineHTTP.etl")))
}
