package netconfig

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirSettings(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestACutOutputIsNotDirectAccess(t *testing.T) {
	sink, result := parserstest.Parse(t, Parser{}, "winhttpproxy.txt", []byte("\r\nCurrent WinHTTP proxy settings:\r\n\r\n"))
	require.Empty(t, sink.Settings)
	require.Empty(t, sink.Coverages)
	require.Equal(t, "output-cut", result.Problems[0].Kind())
}

func TestAProxyUnderAnUnknownLabelIsStillAProxy(t *testing.T) {
	sink, _ := parserstest.Parse(t, Parser{}, "x.txt", []byte("Current WinHTTP proxy settings:\n\n  Serveur proxy : proxy.contoso.local:8080\n"))
	require.Equal(t, "proxy.contoso.local:8080", sink.Settings[0].Value)
}

func TestOtherTextIsNotRecognised(t *testing.T) {
	for name, text := range map[string]string{
		"notes.txt":   "The WinHTTP proxy settings: see below\nnetsh winhttp reset proxy",
		"hosts":       "these are our hosts\n",
		"x-hosts.txt": "name 10.0.0.1\n",
		"empty.txt":   "",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(text), name)), name)
	}
}

func TestAHostsFileLongerThanTheBoundProvesNoAbsence(t *testing.T) {
	line := "0.0.0.0 ads.contoso.example\n"
	sink, result := parserstest.Parse(t, Parser{}, "hosts", []byte("# sample HOSTS file used by Microsoft\n"+strings.Repeat(line, maxHosts)))
	require.Empty(t, result.Problems)
	require.False(t, sink.Coverages[0].Partial)
	sink, result = parserstest.Parse(t, Parser{}, "hosts", []byte("# sample HOSTS file used by Microsoft\n"+strings.Repeat(line, maxHosts+1)))
	require.Equal(t, "list-too-long", result.Problems[0].Kind())
	require.True(t, sink.Coverages[0].Partial)
	require.Len(t, sink.Settings, maxHosts)
}
