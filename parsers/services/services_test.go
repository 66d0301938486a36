package services

import (
	"fmt"
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

func TestALongListCoversAllServices(t *testing.T) {
	var text strings.Builder
	for i := range wholeList {
		fmt.Fprintf(&text, "SERVICE_NAME: svc%d\r\n        STATE              : 1  STOPPED \r\n\r\n", i)
	}
	sink, _ := parserstest.Parse(t, Parser{}, "x.txt", []byte(text.String()))
	require.Len(t, sink.Coverages, 1)
	require.Equal(t, "service", sink.Coverages[0].Root)
}

func TestOtherListsAreNoServices(t *testing.T) {
	for _, text := range []string{
		"", "Name : contoso.local\nType : AD\n", "Name  Value\n----  -----\na     b\n",
		"SyncCycleEnabled : True\n", "Name,Value\na,b\n",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(text), "x.txt")), text)
	}
}

func TestAConsoleTableMayHaveCutOrShiftedNames(t *testing.T) {
	names := []string{"Status", "Name", "DisplayName"}
	starts := []int{0, 9, 28}
	for row, want := range map[string]string{
		"Stopped  AzureADConnectH... Azure AD Connect Health Sync Insigh...": "AzureADConnectHealthSyncInsights",
		"Stopped  AzureADConnectH... Microsoft Entra Connect Health Agent":   "AzureADConnectHealthAgent",
		"Stopped AzureADConnectHealthAgent Microsoft Entra Connect Health":   "AzureADConnectHealthAgent",
		"Stopped  ContosoBackupSer... Contoso Backup Service":                "ContosoBackupSer...",
	} {
		require.Equal(t, want, cells(row, starts, names)[1], row)
	}
}

func TestStatesAreSpelledAlike(t *testing.T) {
	for in, want := range map[string]string{
		"4  RUNNING": "Running", "Running": "Running", "1  STOPPED (NOT_STOPPABLE)": "Stopped", "Start Pending": "Pending", "実行中": "実行中",
	} {
		require.Equal(t, want, state(in), in)
	}
}

func TestAListLongerThanTheBoundProvesNoAbsence(t *testing.T) {
	text := "Status   Name               DisplayName\n------   ----               -----------\n"
	for i := range maxServices + 1 {
		text += fmt.Sprintf("Running  Svc%05d           Service\n", i)
	}
	sink, result := parserstest.Parse(t, Parser{}, "x.txt", []byte(text))
	require.Equal(t, "list-too-long", result.Problems[0].Kind())
	require.True(t, result.Problems[0].Loss)
	require.True(t, sink.Coverages[0].Partial)
}

func TestAServiceWithACutNameIsNeitherThereNorAbsent(t *testing.T) {
	text := "Status   Name               DisplayName\n------   ----               -----------\nRunning  ContosoAgentSer... Contoso Agent\n"
	for i := range wholeList {
		text += fmt.Sprintf("Running  Svc%02d              Service\n", i)
	}
	sink, _ := parserstest.Parse(t, Parser{}, "x.txt", []byte(text))
	require.False(t, sink.Coverages[0].Partial)
	require.Equal(t, []evidence.Unclear{{Key: `service\ContosoAgentSer`}}, sink.Coverages[0].Unclear)
}

func TestOnlyWantedServicesAreSent(t *testing.T) {
	sink := &parserstest.Sink{Keys: parsers.NewKeySet(`service\B`)}
	text := "SERVICE_NAME: A\n        STATE : 4  RUNNING\nSERVICE_NAME: B\n        STATE : 1  STOPPED\n        TYPE : 10  WIN32_OWN_PROCESS\n"
	_, err := Parser{}.Parse(t.Context(), parsers.Input{Path: "x.txt", Size: -1, R: strings.NewReader(text)}, sink)
	require.NoError(t, err)
	require.Equal(t, []string{`service\B State=Stopped`, `service\B TYPE=10  WIN32_OWN_PROCESS`}, settings(sink))
	require.Len(t, sink.Coverages, 2)
}

func settings(sink *parserstest.Sink) []string {
	var out []string
	for _, s := range sink.Settings {
		out = append(out, s.Key+" "+s.Name+"="+s.Value)
	}
	return out
}
