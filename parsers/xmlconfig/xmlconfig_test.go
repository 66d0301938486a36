package xmlconfig

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirSettings(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestTheCollectorsPrefixIsNotPartOfTheName(t *testing.T) {
	for base, want := range map[string]string{
		"machine.config":                                               "machine.config",
		"CONN01-machine.config.txt":                                    "machine.config",
		"ECS-01_Machine.config":                                        "machine.config",
		"CONN01-ApplicationProxyConnectorService.exe.config":           "ApplicationProxyConnectorService.exe.config",
		"HOST_MicrosoftEntraPrivateNetworkConnectorService.exe.config": "MicrosoftEntraPrivateNetworkConnectorService.exe.config",
		"miiserver.exe.config":                                         "miiserver.exe.config",
		"other.xml":                                                    "other.xml",
	} {
		require.Equal(t, want, File(base), base)
	}
}

func TestConfigurationIsRecognisedByItsRoot(t *testing.T) {
	require.Equal(t, parsers.Structure, Parser{}.Detect(parsers.NewHead([]byte("<?xml version=\"1.0\"?>\n<configuration>"), "a/machine.config")))
	require.Equal(t, parsers.Fuzzy, Parser{}.Detect(parsers.NewHead([]byte("<configuration>"), "x.xml")))
	require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte("<other><configuration/></other>"), "machine.config")))
}
