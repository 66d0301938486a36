package trustsettings

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirSettings(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestTheFolderTellsTheAgent(t *testing.T) {
	for path, want := range map[string]string{
		`x.zip!/debug/Config/TrustSettings.xml`:                                           "private-network-connector",
		`ProgramData/Microsoft/Microsoft AAD Application Proxy Connector/Config/a.xml`:    "private-network-connector",
		`ProgramData/microsoft/Microsoft AAD private network connector/Config/a.xml`:      "private-network-connector",
		`ProgramData/Microsoft/Microsoft Entra private network connector/Config/a.xml`:    "private-network-connector",
		`ProgramData/Microsoft/Azure AD Connect Authentication Agent/Config/a.xml`:        "pta-agent",
		`ProgramData/Microsoft/Azure AD Connect Provisioning Agent/Config/Settings/a.xml`: "provisioning-agent",
		`ProgramData/Microsoft/Microsoft Hybrid Service/Config/a.xml`:                     "hybrid-agent",
	} {
		require.Equal(t, want, Agent(path), path)
	}
}

func TestTrustSettingsAreRecognisedByTheirRootOrName(t *testing.T) {
	require.Equal(t, parsers.Structure, Parser{}.Detect(parsers.NewHead([]byte(`<ConnectorTrustSettingsFile>`), "x")))
	require.Equal(t, parsers.Name, Parser{}.Detect(parsers.NewHead([]byte(`<Other/>`), "Config/TrustSettings.xml")))
	require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(`ConnectorTrustSettingsFile`), "x.log")))
}
