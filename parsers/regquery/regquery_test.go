package regquery

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirSettings(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherTextIsNotRecognised(t *testing.T) {
	for _, text := range []string{
		"", "HKEY_LOCAL_MACHINE\\SYSTEM\n", "    Enabled    REG_DWORD    0x1\n",
		"[HKEY_LOCAL_MACHINE\\SYSTEM]\n\"a\"=dword:1\n", "PSPath : Microsoft.PowerShell.Security\\Certificate::LocalMachine\\My\n",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(text), "x.txt")), text)
	}
}
