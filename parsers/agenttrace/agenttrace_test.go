package agenttrace

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirEntries(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesTheEntriesBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherLogsAreNotAgentTraces(t *testing.T) {
	for name, head := range map[string]string{
		"a.log": "Error: something went wrong: 0 : x\n",
		"b.log": "2024-06-01 Error: text\n",
		"c.log": "ThreadId=5\nDateTime=2024-06-01T01:02:03Z\n",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), name)), name)
	}
}

func BenchmarkParse(b *testing.B) {
	parserstest.Bench(b, Parser{}, "trace.log",
		"AzureADConnectAuthenticationAgentService.exe Information: 0 : Received request. RequestId: '0f5c1a52-0000-4000-8000-000000000001'.\r\n    ThreadId=5\r\n    DateTime=2024-06-01T01:02:03.1234567Z\r\n")
}
