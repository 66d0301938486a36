package runhistory

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirRuns(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesTheRunsBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherTablesAreNotRunHistories(t *testing.T) {
	for name, head := range map[string]string{
		"hotfix.csv":     "\"PSComputerName\",\"HotFixID\"\n",
		"scheduler.txt":  "\nAllowedSyncCycleInterval : 00:30:00\n",
		"a log about it": "Get-ADSyncRunProfileResult returned RunHistoryId 12\n",
		"connector.txt":  "Name : contoso.local\nConnectorName : contoso.local\n",
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), name)))
		})
	}
}
