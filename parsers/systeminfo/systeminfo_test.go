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

func TestHostAndVersionAreReadInAnyLanguage(t *testing.T) {
	for _, text := range []string{
		"Hostname:                                      ECS01\nBetriebssystemname:                            Microsoft Windows Server 2019 Standard\nBetriebssystemversion:                         10.0.17763 Nicht zutreffend Build 17763\nZeitzone:     (UTC+01:00) Amsterdam, Berlin\n",
		"Nombre de host:                            ECS01\nNombre del sistema operativo:              Microsoft Windows Server 2019 Standard\nVersión del sistema operativo:             10.0.17763 N/D Compilación 17763\n",
		"Nome host:       ECS01\nNome SO:         Microsoft Windows Server 2019 Standard\nVersione SO:     10.0.17763 N/D build 17763\n",
		"主机名:           ECS01\nOS 名称:          Microsoft Windows Server 2019 Standard\nOS 版本:          10.0.17763 暂缺 Build 17763\n",
		"호스트 이름:             ECS01\nOS 이름:                 Microsoft Windows Server 2019 Standard\nOS 버전:                 10.0.17763 N/A 빌드 17763\n",
	} {
		require.Equal(t, parsers.Structure, Parser{}.Detect(parsers.NewHead([]byte(text), "a.txt")), text)
		sink, res := parserstest.Parse(t, Parser{}, "a.txt", []byte(text))
		require.Equal(t, "ECS01", res.Host, text)
		require.Equal(t, "10.0.17763", sink.Products[0].Version, text)
	}
}
