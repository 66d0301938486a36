package steperror

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirErrors(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesTheErrorsBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherFilesWithHeadsAreNotStepErrors(t *testing.T) {
	for name, head := range map[string]string{
		"Get-ADSyncConnector.txt": "## Connector Summary\n\nName : contoso.local\n",
		"README.md":               "## SyncErrors of last week\n",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), name)), name)
	}
}

func TestBrokenXMLInOneSectionKeepsTheOthers(t *testing.T) {
	sink, result := parserstest.Parse(t, Parser{}, "x.txt", []byte(
		"## SyncErrors\n<synchronization-errors><export-error dn=\"CN=A\"><error-type>dn-attributes-failure</error-type></export-error><<<\nrubbish\n"+
			"## SyncErrors\n<synchronization-errors><export-error dn=\"CN=B\"><error-type>cd-error</error-type></export-error></synchronization-errors>\n"))
	require.Len(t, sink.Events, 2)
	require.Len(t, result.Problems, 1)
	require.Equal(t, 5, sink.Events[1].Locator.Line)
	dn, _ := sink.Events[1].Get("DN")
	require.Equal(t, "CN=B", dn)
}
