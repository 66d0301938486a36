package services

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

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
