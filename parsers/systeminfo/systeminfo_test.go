package systeminfo

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirSettings(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestAListShorterThanAnnouncedProvesNoAbsence(t *testing.T) {
	sink, _ := parserstest.Parse(t, Parser{}, "x.txt", []byte("Host Name:   A\nHotfix(s):   3 Hotfix(s) Installed.\n             [01]: KB5031234\n"))
	require.True(t, sink.Coverages[0].Partial)
}

func TestOtherTextIsNotRecognised(t *testing.T) {
	for _, text := range []string{"", "Version: 1.0\n", "OS Name: x\nName: y\n", "Domain: contoso.local\n"} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(text), "systeminfo.txt")), text)
	}
}

func TestAReportWithoutItsHeadingsIsRecognised(t *testing.T) {
	for _, text := range []string{"OS Name\tMicrosoft Windows Server 2022 Standard\n", "OS 名\tMicrosoft Windows Server 2019 Standard\t\n"} {
		require.Equal(t, parsers.Structure, Parser{}.Detect(parsers.NewHead([]byte(text), "msinfo32.txt")), text)
	}
}
