package tlscheck

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirSettings(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOneCutPairIsNotJudged(t *testing.T) {
	sink, result := parserstest.Parse(t, Parser{}, "x.txt", []byte(
		"HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Sec... Enabled 0\nHKLM:\\SYSTEM\\CurrentControlSet\\Control\\Sec... DisabledByDefault 1\n"))
	require.Empty(t, sink.Settings, "Server and Client look alike")
	require.Len(t, result.Problems, 2)
}

func TestABlankValueIsNotNotFound(t *testing.T) {
	sink, result := parserstest.Parse(t, Parser{}, "x.txt", []byte(
		"Path  : HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\nName  : SchUseStrongCrypto\nValue : \n"))
	require.Empty(t, sink.Settings)
	require.Equal(t, "table-cut", result.Problems[0].Kind())
}

func TestTextRightAfterAListIsNoPartOfIt(t *testing.T) {
	sink, result := parserstest.Parse(t, Parser{}, "x.txt", []byte(
		"Path  : HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.\n        30319\nName  : SchUseStrongCrypto\nValue : 1\nPS C:\\> exit\n"))
	require.Len(t, sink.Settings, 1)
	require.Equal(t, "1", sink.Settings[0].Value)
	require.Empty(t, result.Problems)
}

func TestATranscriptNamesTheComputer(t *testing.T) {
	for _, head := range []string{"Machine: ECS02 (Microsoft Windows NT 10.0.17763.0)", "コンピューター: ECS02 (Microsoft Windows NT 10.0.17763.0)"} {
		_, result := parserstest.Parse(t, Parser{}, "x.txt", []byte(
			head+"\nHKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319 SchUseStrongCrypto 1\n"))
		require.Equal(t, "ECS02", result.Host)
	}
}

func TestOtherTextIsNotACheck(t *testing.T) {
	for _, text := range []string{
		"", "HK", "Get-ADSyncToolsTls12RegValue $regKey \"SystemDefaultTlsVersions\"\n",
		"Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SYSTEM]\n\"Enabled\"=dword:00000001\n",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(text), "x.txt")), text)
	}
	require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte("\x89PNG\r\n\x1a\n"), "diagram.png")))
}

func TestARowForAnotherKeyIsReadWhateverTheLayout(t *testing.T) {
	const path = `HKLM:\SOFTWARE\Contoso\My Agent`
	want := map[string]string{"Mode": "3", "Proxy.Url": "http://proxy:8080", "Missing": "absent"}
	for name, text := range map[string]string{
		"table":  "Path                             Name       Value\n----                             ----       -----\n" + path + "  Mode       3\n" + path + "  Proxy.Url  http://proxy:8080\n" + path + "  Missing    Not Found\nThank you,\nContoso\n",
		"csv":    "\"Path\",\"Name\",\"Value\"\n\"" + path + "\",\"Mode\",\"3\"\n\"" + path + "\",\"Proxy.Url\",\"http://proxy:8080\"\n\"" + path + "\",\"Missing\",\"Not Found\"\n",
		"list":   "Path  : " + path + "\nName  : Mode\nValue : 3\n\nPath  : " + path + "\nName  : Proxy.Url\nValue : http://proxy:8080\n\nPath  : " + path + "\nName  : Missing\nValue : Not Found\n",
		"pasted": "Path Name Value\n" + path + " Mode 3\n| " + path + " | Proxy.Url | http://proxy:8080 |\n" + path + " Missing Not Found\n",
	} {
		sink, result := parserstest.Parse(t, Parser{}, "x.txt", []byte(text))
		got := map[string]string{}
		for _, s := range sink.Settings {
			require.Equal(t, `HKLM\SOFTWARE\Contoso\My Agent`, s.Key, name)
			got[s.Name] = s.Value
			if s.Absent {
				got[s.Name] = "absent"
			}
		}
		require.Equal(t, want, got, name)
		require.Empty(t, result.Problems, name)
		require.Empty(t, sink.Coverages, "rows prove no more than they show")
	}
}

func TestProseAboutAKeyIsNoRow(t *testing.T) {
	sink, _ := parserstest.Parse(t, Parser{}, "x.txt", []byte("HKLM:\\SOFTWARE\\Contoso\\Agent Mode 3\nPath Name Value\nHKLM:\\SOFTWARE\\Contoso\\Agent should not be there at all\n"))
	require.Empty(t, sink.Settings)
}
