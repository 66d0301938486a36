package transcript_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/all"
	"hybriddiag/parsers/parserstest"
	"hybriddiag/parsers/transcript"
)

func read(t *testing.T, text string) (*parserstest.Sink, parsers.Result) {
	t.Helper()
	sink := &parserstest.Sink{}
	in := parsers.Input{Path: "console.txt", R: strings.NewReader(text), Nested: all.ReadNested}
	res, err := transcript.Parser{}.Parse(t.Context(), in, sink)
	require.NoError(t, err)
	return sink, res
}

// facts are the settings and events of a console, with their lines.
func facts(sink *parserstest.Sink) []string {
	var list []string
	for _, s := range sink.Settings {
		list = append(list, fmt.Sprintf("%s %s=%s", s.Key, s.Name, s.Value))
	}
	for _, e := range sink.Events {
		if e.Level == 2 {
			list = append(list, e.Provider.Name+" error")
		}
	}
	return list
}

var commands = []string{
	"PS C:\\> netsh winhttp show proxy\n\nCurrent WinHTTP proxy settings:\n\n    Proxy Server(s) :  proxy.contoso.com:8080\n    Bypass List     :  (none)\n\n",
	"PS C:\\> sc.exe query ADSync\n\nSERVICE_NAME: ADSync\n        TYPE               : 10  WIN32_OWN_PROCESS\n        STATE              : 1  STOPPED\n\n",
	"PS C:\\> reg query HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\n\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\n    SchUseStrongCrypto    REG_DWORD    0x1\n\n",
	"[PS] C:\\>Get-ADSyncScheduler\n\nAllowedSyncCycleInterval : 00:30:00\nSyncCycleEnabled         : False\n\n",
	"PS C:\\> Start-ADSyncSyncCycle\nStart-ADSyncSyncCycle : System.InvalidOperationException: AAD is busy.\nAt line:1 char:1\n    + FullyQualifiedErrorId : System.InvalidOperationException\n\n",
}

func TestEveryCommandOfAConsoleIsReadInAnyOrder(t *testing.T) {
	want := []string{
		`netsh\winhttp Proxy=proxy.contoso.com:8080`,
		`service\ADSync State=Stopped`,
		`HKLM\SOFTWARE\Microsoft\.NETFramework\v4.0.30319 SchUseStrongCrypto=1`,
		`adsync\Get-ADSyncScheduler SyncCycleEnabled=False`,
		`transcript error`,
	}
	for turn := range commands {
		order := append(append([]string{}, commands[turn:]...), commands[:turn]...)
		sink, res := read(t, strings.Join(order, ""))
		got := facts(sink)
		for _, fact := range want {
			require.Equal(t, 1, strings.Count(strings.Join(got, "\n")+"\n", fact+"\n"), "%s\nin order %d: %s", fact, turn, strings.Join(got, "\n"))
		}
		require.Equal(t, len(commands), res.Records)
	}
}

func TestPlacesInAnOutputAreThoseOfTheFile(t *testing.T) {
	sink, _ := read(t, "PS C:\\> hostname\nECS01\n"+commands[1])
	for _, s := range sink.Settings {
		if s.Name == "State" {
			require.Equal(t, 5, s.Locator.Line)
			return
		}
	}
	t.Fatal("the state of the service was not read")
}

func TestATypedCommandIsNoHeadingOfColumns(t *testing.T) {
	const table = "ConnectorName             RunProfileName Result      StartDate\n-------------             -------------- ------      ---------\nfabrikam.com - AAD        Delta Import   no-start-ma 6/3/2024 9:00:12 AM\n"
	for _, typed := range []string{
		"PS C:\\> Get-ADSyncRunProfileResult | ft ConnectorName,RunProfileName,Result,StartDate\n\n",
		"PS C:\\> Get-ADSyncRunProfileResult |\n>> ft ConnectorName,RunProfileName,Result,StartDate\n>>\n\n",
	} {
		sink, _ := read(t, typed+table)
		n := 0
		for _, e := range sink.Events {
			if e.Provider.Name != transcript.LogName {
				n++
				require.Contains(t, e.Message+fmt.Sprint(e.Data), "no-start-ma")
			}
		}
		require.Equal(t, 1, n, typed)
	}
	require.Equal(t, "runhistory", all.Rank(parsers.NewHead([]byte("Get-ADSyncRunProfileResult | ft ConnectorName,RunProfileName,Result,StartDate\n\n"+table), "x.txt"))[0].Format())
}

func TestAnOutputOfEventsIsSentOnce(t *testing.T) {
	sink, _ := read(t, "PS C:\\> Get-WinEvent -LogName System | fl\n\nTimeCreated  : 6/1/2024 10:15:00 AM\nProviderName : Schannel\nId           : 36871\nMessage      : A fatal error occurred while creating a TLS client credential. The internal error state is 10013.\n")
	n := 0
	for _, e := range sink.Events {
		if strings.Contains(e.Message, "10013") {
			n++
		}
	}
	require.Equal(t, 1, n)
}

func TestWhatACommandFiltersProvesNoAbsence(t *testing.T) {
	for typed, partial := range map[string]bool{"sc query ADSync": false, "sc query ADSync | findstr STATE NAME": true} {
		sink, _ := read(t, "C:\\>"+typed+"\nSERVICE_NAME: ADSync\n        STATE              : 4  RUNNING\n")
		for _, c := range sink.Coverages {
			if strings.HasPrefix(c.Root, "service") {
				require.Equal(t, partial, c.Partial, typed)
			}
		}
	}
}

func TestPromptsOfOtherShellsAreKnown(t *testing.T) {
	for _, prompt := range []string{"PS>", "netsh winhttp>", "netsh>", "[PS] C:\\Windows\\system32>", "C:\\ユーザー\\管理者>", "PS C:\\Benutzer\\Müller> "} {
		head := parsers.NewHead([]byte(prompt+"show proxy\n"), "x.txt")
		require.Equal(t, parsers.Frame, transcript.Parser{}.Detect(head), prompt)
	}
}

func TestMessagesOfEventsPrintedAloneAreEvents(t *testing.T) {
	const message = "A fatal error occurred while creating a TLS client credential. The internal error state is 10013."
	sink, res := read(t, "PS C:\\> $found | Select-Object -ExpandProperty Message\n"+message+"\n"+message+"\nPS C:\\> hostname\nECS01\n")
	lines := []int{}
	for _, e := range sink.Events {
		if e.EventID == 36871 {
			require.Equal(t, "Schannel", e.Provider.Name)
			lines = append(lines, e.Locator.Line)
		}
	}
	require.Equal(t, []int{2, 3}, lines)
	require.Equal(t, 2, res.Records)
}

func TestHeadOfATranscriptIsReadInAnyLanguage(t *testing.T) {
	for _, head := range []string{
		"Start der Windows PowerShell-Aufzeichnung\nStartzeit: 20240601101500\nComputer: ",
		"Début de la transcription\nHeure de début : 20240601101500\nOrdinateur : ",
		"Inicio de la sesión\nHora de inicio: 20240601101500\nEquipo: ",
		"开始\n开始时间: 20240601101500\n计算机: ",
	} {
		text := "**********************\n" + head + "ECS01 (Microsoft Windows NT 10.0.17763.0)\n**********************\nPS C:\\> Get-Date\n"
		require.Equal(t, parsers.Frame, transcript.Parser{}.Detect(parsers.NewHead([]byte(text), "x.txt")), head)
		_, res := read(t, text)
		require.Equal(t, "ECS01", res.Host, head)
		require.Equal(t, "2024-06-01T10:15:00", res.Taken.Format("2006-01-02T15:04:05"), head)
	}
}
