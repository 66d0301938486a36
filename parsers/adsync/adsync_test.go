package adsync

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/cmdlets"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirSettings(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestTheFileNameTellsTheCmdlet(t *testing.T) {
	for path, want := range map[string]string{
		"CONFIG/MEC/Get-ADSyncScheduler.txt":           "Get-ADSyncScheduler",
		"adsyncscheduler.txt":                          "Get-ADSyncScheduler",
		"x.zip!/ECS01_Get-ADSyncGlobalSettings.txt":    "Get-ADSyncGlobalSettings",
		"Get-ADSyncConnectorStatistics.txt":            "Get-ADSyncConnectorStatistics",
		"ECS01_Get-ADSyncRunStepErrorResult.txt":       "",
		"Get-ADSyncCSObject_CN=a.txt":                  "",
		"Get-ADSyncObjectsWithInheritanceDisabled.txt": "",
		"Get-ADSyncRunProfileResult.csv":               "",
		"notes.txt":                                    "",
	} {
		require.Equal(t, want, cmdlets.Of(path), path)
	}
}

func TestAnEmptyOutputStillCoversItsCmdlet(t *testing.T) {
	sink, _ := parserstest.Parse(t, Parser{}, "Get-ADSyncSchedulerConnectorOverride.txt", []byte("\r\n\r\n"))
	require.Len(t, sink.Coverages, 1)
	require.Equal(t, parsers.Name, Parser{}.Detect(parsers.NewHead([]byte("\r\n\r\n"), "Get-ADSyncSchedulerConnectorOverride.txt")))
}

func TestAnErrorMessageProvesNothing(t *testing.T) {
	sink, result := parserstest.Parse(t, Parser{}, "Get-ADSyncScheduler.txt", []byte(
		"Get-ADSyncScheduler : 用語 'Get-ADSyncScheduler' は、コマンドレットの名前として認識されません。\r\n発生場所 行:1 文字:1\r\n"))
	require.Empty(t, sink.Settings)
	require.Equal(t, "cmdlet-failed", result.Problems[0].Kind())
	require.True(t, sink.Coverages[0].Partial)
}
