package sigtest_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/signatures"
)

// knownIssues are the ids of the table of known issues, first and last of each
// unbroken run.
var knownIssues = []struct {
	family string
	runs   [][2]int
}{
	{"TLS", [][2]int{{1, 18}}},
	{"SCH", [][2]int{{1, 13}}},
	{"ECS", [][2]int{{1, 36}, {40, 102}}},
	{"PNC", [][2]int{{1, 3}, {10, 16}, {20, 25}, {30, 46}}},
	{"PTA", [][2]int{{1, 8}}},
	{"SSO", [][2]int{{1, 3}}},
	{"CPA", [][2]int{{1, 16}}},
	{"HCW", [][2]int{{1, 54}}},
	{"NET", [][2]int{{1, 21}}},
	{"ENV", [][2]int{{1, 6}, {10, 18}}},
	{"MSI", [][2]int{{1, 13}}},
	{"SQL", [][2]int{{1, 6}}},
	{"ECH", [][2]int{{1, 5}}},
}

// The documents that the table of known issues started from.
const (
	upgradeArticle   = "upgrade to Connect 2.3.20 fails"
	connectorArticle = "installing the connector"
	connectFAQ       = "questions about Connect"
	hybridArticle    = "hybrid wizard does not connect"
	agentsNote       = "TLS 1.2 for the agents"
)

// statements are what those documents say, with the signatures that say it to
// the user and a word of the statement that one of them must hold.
var statements = []struct{ document, statement, word, ids string }{
	{upgradeArticle, "the wizard fails at Configure AAD Sync", "An error occurred while sending the request", "ECS-003"},
	{upgradeArticle, "the credentials page of the upgrade fails", "2.3.20", "TLS-001 ECS-004 ECS-005"},
	{upgradeArticle, "import and export stop: no-start-ma", "no-start-ma", "ECS-002"},
	{upgradeArticle, "stopped-extension-dll-exception", "stopped-extension-dll-ex", "ECS-002"},
	{upgradeArticle, "stopped-server", "stopped-server", "ECS-002 ECS-102"},
	{upgradeArticle, "TLS 1.2 is not used toward Microsoft Entra ID", "TLS 1.2", "TLS-001 TLS-002 TLS-003"},
	{upgradeArticle, "the check script shows Not Found for what is not configured", "Not Found", "TLS-001"},
	{upgradeArticle, "enabling TLS 1.2: strong cryptography of .NET", "SchUseStrongCrypto", "TLS-001 TLS-005"},
	{upgradeArticle, "restart after the change", "Restart the server", "TLS-001"},
	{upgradeArticle, "how to go back", "rollback:", "TLS-001"},
	{connectorArticle, "restart before anything else", "Restart the server before", "MSI-008"},
	{connectorArticle, "ports 443 and 80", "443 and 80", "PNC-016 PNC-033"},
	{connectorArticle, "the sign-in page in a browser", "login.microsoftonline.com", "PNC-010 PNC-016"},
	{connectorArticle, "the SHA512 certificate needs TLS 1.2", "SHA512", "PNC-034"},
	{connectorArticle, "the thumbprint in TrustSettings.xml", "IsInUserStore", "PNC-001 PNC-002"},
	{connectorArticle, "event 1000: the trust certificate expired", "1000", "PNC-001"},
	{connectorArticle, "registering again", "Register-MicrosoftEntraPrivateNetworkConnector", "PNC-001"},
	{connectorArticle, "Application Administrator", "Application Administrator", "PNC-015"},
	{connectorArticle, "row: one or more errors occurred", "One or more errors occurred", "PNC-010"},
	{connectorArticle, "row: clear error in the registration window", "Clear error is presented", "PNC-011"},
	{connectorArticle, "row: AADSTS50059", "AADSTS50059", "PNC-012 PNC-046"},
	{connectorArticle, "row: execution policy", "execution policy", "PNC-013 ENV-003"},
	{connectorArticle, "row: configuration not downloaded", "download", "PNC-014"},
	{connectorArticle, "row: registration request denied", "The registration request was denied", "PNC-015"},
	{connectorArticle, "row: networking issues", "networking issues", "PNC-016"},
	{connectorArticle, "accounts of the services are not to be changed", "NetworkService", "PNC-035"},
	{connectorArticle, "TLS inspection is not supported", "TLS inspection", "PNC-032"},
	{connectorArticle, "TLS 1.2 only", "TLS 1.2", "PNC-034 TLS-010"},
	{connectorArticle, "version gates", "version", "PNC-039"},
	{connectorArticle, "the updater", "updater", "PNC-036"},
	{connectorArticle, "inactive connectors go after ten days", "10 days", "PNC-037"},
	{connectorArticle, "ports can run out", "netstat", "PNC-041"},
	{connectFAQ, "6311 and 6401 follow other errors", "6401", "ECS-001"},
	{connectFAQ, "time-outs below five minutes", "five minutes", "ECS-046 NET-010"},
	{connectFAQ, "automatic upgrade before 1.1.750.0", "1.1.750.0", "ECS-026"},
	{connectFAQ, "automatic upgrade is Suspended", "Suspended", "ECS-026 ECS-055"},
	{connectFAQ, "renaming the server", "renam", "ECS-019"},
	{connectFAQ, "unsupported topologies: NAT, dotted NetBIOS name", "NetBIOS", "ECS-045"},
	{connectFAQ, "unsupported topologies: disjoint namespace and several connectors", "disjoint", "ECS-045"},
	{connectFAQ, "FIPS", "FIPS", "ECS-029"},
	{connectFAQ, "the proxy belongs into machine.config", "machine.config", "ECS-004 NET-004 NET-009 NET-012"},
	{connectFAQ, "customised miiserver.exe.config", "miiserver.exe.config", "ECS-016"},
	{connectFAQ, "deletion threshold", "threshold", "ECS-007"},
	{connectFAQ, "changes of the user principal name", "user principal name", "ECS-078"},
	{connectFAQ, "soft match and hard match", "match", "ECS-009 ECS-074"},
	{hybridArticle, "the error text with its inner error", "SSL", "HCW-001"},
	{hybridArticle, "which Windows offers TLS 1.2 by default", "Server 2012", "HCW-001 HCW-002"},
	{hybridArticle, "the update", "KB3140245", "HCW-001 HCW-002 HCW-003"},
	{hybridArticle, "the value in both views of the registry", "Wow6432Node", "HCW-001 HCW-002 HCW-003"},
	{hybridArticle, "TLS 1.2 alone", "00000800", "HCW-001 HCW-002"},
	{hybridArticle, "TLS 1.0 to 1.2", "00000A80", "HCW-001 HCW-002"},
	{hybridArticle, "internet options", "inetcpl", "HCW-001"},
	{hybridArticle, "recording a trace", "nettrace", "HCW-001"},
	{hybridArticle, "the mask of the trace", "EnabledProtocols", "HCW-001"},
	{agentsNote, "the published table switches TLS 1.2 off", "table", "TLS-004"},
	{agentsNote, "a .NET value in a key that nothing reads", "nothing reads", "TLS-006"},
	{agentsNote, "the agents accept TLS 1.2 only", "TLS 1.2", "TLS-010 PTA-003"},
}

func TestEveryKnownIssueHasItsSignature(t *testing.T) {
	files := signatureFiles(t)
	var ids []string
	for _, k := range knownIssues {
		for _, run := range k.runs {
			for n := run[0]; n <= run[1]; n++ {
				ids = append(ids, fmt.Sprintf("%s-%03d", k.family, n))
			}
		}
	}
	require.Empty(t, missing(files, ids))
}

func TestWhatTheFirstDocumentsSayIsSaidByASignature(t *testing.T) {
	files := signatureFiles(t)
	for _, s := range statements {
		t.Run(s.document+"/"+s.statement, func(t *testing.T) {
			ids := strings.Fields(s.ids)
			require.Empty(t, missing(files, ids))
			require.True(t, slices.ContainsFunc(ids, func(id string) bool {
				return strings.Contains(strings.ToLower(files[id]), strings.ToLower(s.word))
			}), "none of %s says %q", s.ids, s.word)
		})
	}
}

func TestEveryCodeHasBothMeaningsAndPointsToSignaturesThatExist(t *testing.T) {
	files := signatureFiles(t)
	lib, err := signatures.Load(signatures.Builtin())
	require.NoError(t, err)
	require.Greater(t, len(lib.Codes), 400)
	seen := map[string]bool{}
	for _, c := range lib.Codes {
		key := fmt.Sprintf("%s %d", c.Family, c.Number)
		require.False(t, seen[key], "%s stands twice", key)
		seen[key] = true
		require.NotEmpty(t, c.Name, key)
		require.True(t, c.Meaning.En != "" && isLatin(c.Meaning.En), "%s: English meaning %q", key, c.Meaning.En)
		require.True(t, c.Meaning.Ja != "" && !isLatin(c.Meaning.Ja), "%s: Japanese meaning %q", key, c.Meaning.Ja)
		require.Empty(t, missing(files, strings.Fields(c.PointsTo)), key)
	}
}

// missing returns the ids without a signature.
func missing(files map[string]string, ids []string) []string {
	var out []string
	for _, id := range ids {
		if files[id] == "" {
			out = append(out, id)
		}
	}
	return out
}

func isLatin(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 0x2fff })
}

// signatureFiles returns the text of every signature by its id.
func signatureFiles(t *testing.T) map[string]string {
	t.Helper()
	lib, err := signatures.Load(signatures.Builtin())
	require.NoError(t, err)
	files := map[string]string{}
	for _, s := range lib.Signatures {
		data, err := fs.ReadFile(signatures.Builtin(), s.File)
		require.NoError(t, err)
		files[s.ID] = string(data)
	}
	return files
}
