package transcript

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/textlogtest"
	"hybriddiag/parsers"
)

func TestSamplesGiveTheirCommands(t *testing.T) { textlogtest.Golden(t, Parser{}) }

func TestACutFileGivesTheCommandsBeforeTheCut(t *testing.T) { textlogtest.CutFiles(t, Parser{}) }

func FuzzParse(f *testing.F) { textlogtest.Fuzz(f, Parser{}) }

func TestOtherTextIsNoTranscript(t *testing.T) {
	for _, head := range []string{"", "C:\\Temp\\x.log was written\n", "PSVersion: 5\n", "see PS C:\\> above\n"} {
		require.Equal(t, parsers.No, Parser{}.Detect([]byte(head), "x.txt"), "%q", head)
	}
}
