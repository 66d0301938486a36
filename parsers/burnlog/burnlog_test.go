package burnlog

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirEntries(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesTheEntriesBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherLogsAreNotBurnLogs(t *testing.T) {
	for name, head := range map[string]string{
		"a.log": "[10:15:00.123] [  1] [INFO ] x\n",
		"b.log": "[0A1C:0B2D][2024-06-01T10:15:00] no number\n",
		"c.log": "[0A1C:0B2D][2024-13-01T10:15:00]e000: no such month\n",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), name)), name)
	}
}

func BenchmarkParse(b *testing.B) {
	parserstest.Bench(b, Parser{}, "x.log", "[0A1C:0B2D][2024-06-01T10:15:00]i101: Detected package: Connector, state: Absent, cached: None\r\n")
}
