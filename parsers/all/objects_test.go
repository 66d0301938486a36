package all

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestObjectsPrintedAsJSONAreReadLikeLists(t *testing.T) {
	for name, c := range map[string]struct{ text, format string }{
		"tls.json": {"[\n    {\n        \"Path\":  \"HKLM:\\\\SOFTWARE\\\\Microsoft\\\\.NETFramework\\\\v4.0.30319\",\n        \"Name\":  \"SchUseStrongCrypto\",\n        \"Value\":  1\n    },\n" +
			"    {\n        \"Path\":  \"HKLM:\\\\SOFTWARE\\\\Microsoft\\\\.NETFramework\\\\v4.0.30319\",\n        \"Name\":  \"SystemDefaultTlsVersions\",\n        \"Value\":  \"Not Found\"\n    }\n]", "tlscheck"},
		"runs.json":                     {"{\n  \"RunHistoryId\": \"1\",\n  \"RunProfileName\": \"Export\",\n  \"Result\": \"success\"\n}", "runhistory"},
		"Get-ADSyncGlobalSettings.json": {"{\n  \"Parameters\": [\n    {\n      \"Name\": \"Microsoft.Synchronize.StagingMode\",\n      \"Value\": \"True\"\n    }\n  ]\n}", "adsync"},
	} {
		ranked := Rank(parsers.NewHead([]byte(c.text), name))
		require.NotEmpty(t, ranked, name)
		p := ranked[0]
		require.Equal(t, c.format, p.Format(), name)
		result, err := p.Parse(t.Context(), parsers.Input{Path: name, R: strings.NewReader(c.text)}, &parserstest.Sink{})
		require.NoError(t, err)
		require.NotZero(t, result.Records, name)
		require.Empty(t, result.Problems, name)
	}
	others := Rank(parsers.NewHead([]byte("{\n  \"name\": \"package\",\n  \"version\": \"1.0\"\n}"), "package.json"))
	require.Len(t, others, 1)
	require.Equal(t, "text", others[0].Format(), "the reader of last resort")
}
