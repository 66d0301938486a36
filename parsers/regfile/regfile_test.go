package regfile

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirSettings(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func parse(t *testing.T, text string) (*parserstest.Sink, parsers.Result) {
	t.Helper()
	return parserstest.Parse(t, Parser{}, "x.reg", []byte(text))
}

func find(sink *parserstest.Sink, key, name string) []evidence.Setting {
	var found []evidence.Setting
	for _, s := range sink.Settings {
		if strings.EqualFold(s.Key, key) && s.Name == name && s.Type != "key" {
			found = append(found, s)
		}
	}
	return found
}

const client = `\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client`

func TestTheOnlyControlSetIsTheCurrentOne(t *testing.T) {
	sink, _ := parse(t, "[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet003"+client+"]\n\"Enabled\"=dword:00000000\n")
	require.Len(t, find(sink, `HKLM\SYSTEM\CurrentControlSet`+client, "Enabled"), 1)
	require.Equal(t, `HKLM\SYSTEM\CurrentControlSet`+client, sink.Coverages[0].Root)
}

func TestControlSetsWithoutSelectStayAsTheyAre(t *testing.T) {
	sink, _ := parse(t, "[HKEY_LOCAL_MACHINE\\SYSTEM]\n"+
		"[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001"+client+"]\n\"Enabled\"=dword:00000000\n"+
		"[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet002"+client+"]\n\"Enabled\"=dword:00000001\n")
	require.Empty(t, find(sink, `HKLM\SYSTEM\CurrentControlSet`+client, "Enabled"))
	require.True(t, sink.Coverages[0].Partial, "which set was in use is not known")
}

func TestAnExportOfBothControlSetsGivesEachValueOnce(t *testing.T) {
	value := client + "]\n\"Enabled\"=dword:00000000\n"
	sink, _ := parse(t, "[HKEY_LOCAL_MACHINE\\SYSTEM]\n[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001"+value+
		"[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet"+value+"[HKEY_LOCAL_MACHINE\\SYSTEM\\Select]\n\"Current\"=dword:00000001\n")
	require.Len(t, find(sink, `HKLM\SYSTEM\CurrentControlSet`+client, "Enabled"), 1)
	require.False(t, sink.Coverages[0].Partial)
}

func TestAWholeExportIsToldFromACutOne(t *testing.T) {
	head := "Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet" + client + "]\n"
	for text, partial := range map[string]bool{
		"\"Enabled\"=dword:00000001\n": false,
		"\"Enabled\"=dword:00000001":   false, // no last line end, but the value is whole
		"\"Enabled\"=dword:1\n":        false,
		"\"Enabled\"=dword:0000":       true, // would read as 0
		"\"Enabled\"=dword:":           true,
		"\"Enabled":                    true,
		"\"Enabled\"=\"te":             true,
		"\"Enabled\"=hex:01,\\\n":      true,
		"[HKEY_LOCAL":                  true,
	} {
		sink, result := parse(t, head+text)
		require.Equal(t, partial, sink.Coverages[0].Partial, text)
		require.Equal(t, partial, len(result.Problems) > 0, text)
		if partial {
			require.Empty(t, find(sink, `HKLM\SYSTEM\CurrentControlSet`+client, "Enabled"), text)
		}
	}
}

func TestExportsAreRecognisedByTheirHeadOrKeys(t *testing.T) {
	for head, want := range map[string]parsers.Likelihood{
		"Windows Registry Editor Version 5.00\r\n\r\n":                    parsers.Magic,
		"\xff\xfeR\x00E\x00G\x00E\x00D\x00I\x00T\x004\x00\r\x00\n\x00":    parsers.Magic,
		"Hello,\n\nhere is the key:\n  [HKEY_LOCAL_MACHINE\\SOFTWARE]\n":  parsers.Structure,
		"[Version]\nSignature=\"$CHICAGO$\"\n[HKLM-something]\n":          parsers.No,
		"[12:00:00.000] [  1] [INFO ] reading HKEY_LOCAL_MACHINE\\SYSTEM": parsers.No,
		"": parsers.No,
	} {
		require.Equal(t, want, Parser{}.Detect(parsers.NewHead([]byte(head), "x.log")), head)
	}
}
