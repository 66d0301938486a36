package tracetext

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirRows(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesWhatStandsBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherTextIsNoTrace(t *testing.T) {
	for _, head := range []string{
		"", "filter: description.contains(\"EnabledProtocols\")\n", "EnabledProtocols = 0xA0\n",
		"[0C30:11D7][2024-06-01T01:15:29]i001: Burn v3\n",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), "x.txt")), "%q", head)
	}
}
