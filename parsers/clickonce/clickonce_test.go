package clickonce

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textlog"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirEntries(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesTheEntriesBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

const summary = "ERROR SUMMARY\n\t* Activation of https://apps.contoso.com/HybridWizard.application resulted in exception. Following failure messages were detected:\n" +
	"\t\t+ Downloading https://apps.contoso.com/HybridWizard.application did not succeed.\n\t\t+ The remote name could not be resolved: 'apps.contoso.com'\n"

func TestTheSummaryCountsWhereTheDetailsAreCutOff(t *testing.T) {
	require.Equal(t, parsers.Structure, Parser{}.Detect(parsers.NewHead([]byte(summary), "x.txt")))
	sink, _ := parserstest.Parse(t, Parser{}, "x.txt", []byte(summary))
	require.Len(t, sink.Events, 1)
	require.Equal(t, textlog.LevelError, sink.Events[0].Level)
	require.Contains(t, sink.Events[0].Message, "could not be resolved")

	sink, _ = parserstest.Parse(t, Parser{}, "x.txt", []byte(summary+"\nERROR DETAILS\n\t* [1/22/2026 11:50:13 AM] System.Net.WebException\n\t\t- The remote name could not be resolved\n"))
	require.Len(t, sink.Events, 1, "the details are the same error again")
	require.Equal(t, "2026-01-22 11:50:13", sink.Events[0].Time.Format("2006-01-02 15:04:05"))
}

func TestLogsOfOtherProgramsAreNotTheWizards(t *testing.T) {
	text := "SOURCES\n\tDeployment url : https://apps.contoso.com/Calendar.application\n\n" + strings.ReplaceAll(summary, "HybridWizard", "Calendar")
	sink, _ := parserstest.Parse(t, Parser{}, "x.txt", []byte(text))
	require.Equal(t, textlog.OtherInstallation, sink.Events[0].Provider.Name)
}

func TestOtherTextIsNotRecognised(t *testing.T) {
	for _, text := range []string{"", "ERROR SUMMARY\n", "System.Deployment.dll is missing\n", "* [1/22/2026 11:50:13 AM] System.Net.WebException\n"} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(text), "a.txt")), text)
	}
}
