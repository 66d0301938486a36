package burnlog

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
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

func TestAConditionHasTheMessageOfItsAuthor(t *testing.T) {
	const at = "[0A1C:0B2D][2026-03-02T10:15:01]"
	sink, _ := parserstest.Parse(t, Parser{}, "x.log", []byte(at+"e000: Needs Windows Server.\n"+at+"e000: Error 0x81f40001: Bundle condition evaluated to false: NTProductType > 1\n"+
		at+"e000: Error 0x81f40001: Bundle condition evaluated to false: VersionNT > v6.3\n"))
	require.Equal(t, []evidence.Field{{Name: "Code", Value: "0x81f40001"}, {Name: "Condition", Value: "NTProductType > 1"}, {Name: "Reason", Value: "Needs Windows Server."}}, sink.Events[1].Data)
	require.Len(t, sink.Events[2].Data, 2, "the message belongs to one condition")
}

func BenchmarkParse(b *testing.B) {
	parserstest.Bench(b, Parser{}, "x.log", "[0A1C:0B2D][2024-06-01T10:15:00]i101: Detected package: Connector, state: Absent, cached: None\r\n")
}
