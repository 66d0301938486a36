// Package samples_test diagnoses every sample as a user would and compares the
// findings with what the sample says of itself.
package samples_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	diag "hybriddiag"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/internal/golden"
)

// causes are the root causes of each story as id@host. They stand here and not
// only in expected.json, so that renewing those files cannot lose one.
var causes = map[string][]string{
	"entra-connect-tls12-disabled":     {"TLS-002@ECS01"},
	"connector-trust-expired":          {"PNC-001@CONN01"},
	"connector-registration-denied":    {"PNC-015@CONN02"},
	"deletion-threshold":               {"ECS-007@同期サーバー01"},
	"aba-certificate-two-servers":      {"ECS-013@ECS02", "ECS-013@ECS01"}, // the later one first
	"only-6311":                        nil,
	"hcw-winhttp-tls10":                {"HCW-001@EXCH01"},
	"pta-wrong-tls-table":              {"TLS-004@PTA01"},
	"connectors-one-of-two":            {"SCH-005@CONN21"},
	"connector-certificate-lost":       {"PNC-002@CONN31"},
	"entra-connect-tls-inspection":     {"NET-003@ECS05"},
	"entra-connect-proxy-not-seen":     {"NET-012@ECS06"},
	"entra-connect-proxy-asks":         {"NET-004@ECS07"},
	"localdb-model-database":           {"ECS-018@ECS08"},
	"localdb-sector-size":              {"SQL-003@ECS09"},
	"upgrade-service-account":          {"ECS-050@ECS10"},
	"connector-installation-forbidden": {"MSI-003@CONN41"},
	"clock-behind":                     {"ENV-001@ECS11"},
	"pta-no-logon-server":              {"PTA-001@PTA02"},
	"cloud-sync-web-socket":            {"CPA-008@SYNC01"},
	"fault-of-the-past":                nil,
	"schannel-key-not-collected":       {"SCH-001@ECS12"},
	"health-agent-proxy":               {"ECH-003@ECS14"},
	"seamless-sign-on-forest":          {"SSO-002@ECS13"},
}

// over are the faults that are told as past.
var over = map[string][]string{"fault-of-the-past": {"ECS-002@ECS15"}}

// open are questions that the bundle cannot answer and that must be left open.
var open = map[string][]string{
	"schannel-key-not-collected": {"TLS-002", "TLS-003", "TLS-004"},
}

// expected is the part of a finding that expected.json holds: what was found
// and where the proof is, without the texts.
type expected struct {
	ID       string           `json:"id"`
	Role     finding.Role     `json:"role"`
	Severity finding.Severity `json:"severity"`
	Host     string           `json:"host"`
	CausedBy []string         `json:"caused_by"`
	Count    int              `json:"count"`
	Evidence []place          `json:"evidence"`
}

type place struct {
	Path    string           `json:"path"`
	Locator evidence.Locator `json:"locator"`
}

func TestEverySampleIsDiagnosedAsItSays(t *testing.T) {
	for _, name := range folders(t) {
		t.Run(name, func(t *testing.T) {
			d, err := diag.Analyze(context.Background(), diag.Case{Paths: bundles(t, name)}, diag.Options{})
			require.NoError(t, err)
			require.True(t, d.Complete, "%v", d.Reasons)
			for _, s := range d.Sources {
				require.Equal(t, finding.Read, s.Status, s.Path)
			}
			want, known := causes[name]
			require.True(t, known, "the story of %s has no causes here", name)
			require.Equal(t, want, inRole(d, finding.RootCause))
			require.Equal(t, over[name], inRole(d, finding.Past))
			for _, id := range open[name] {
				require.True(t, slices.ContainsFunc(d.NotJudged, func(n finding.NotJudged) bool { return n.ID == id }), "%s was judged", id)
			}

			got, err := json.MarshalIndent(summary(d), "", "  ")
			require.NoError(t, err)
			golden.Assert(t, filepath.Join(name, "expected.json"), append(got, '\n'))
		})
	}
}

func TestAFolderWithANoteBesideTheBundleHasTheSameCauses(t *testing.T) {
	for _, name := range folders(t) {
		t.Run(name, func(t *testing.T) {
			d, err := diag.Analyze(context.Background(), diag.Case{Paths: []string{name}}, diag.Options{})
			require.NoError(t, err)
			require.Equal(t, causes[name], inRole(d, finding.RootCause))
			for _, s := range d.Sources {
				if filepath.Base(s.Path) == "README.md" {
					require.Equal(t, finding.Unknown, s.Status)
				}
			}
		})
	}
}

func folders(t *testing.T) (names []string) {
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	for _, e := range entries {
		if e.IsDir() && e.Name() != "generate" {
			names = append(names, e.Name())
		}
	}
	require.Len(t, names, len(causes))
	return names
}

// bundles lists what support would hand over: everything but our own files.
func bundles(t *testing.T, name string) []string {
	paths, err := filepath.Glob(filepath.Join(name, "*"))
	require.NoError(t, err)
	return slices.DeleteFunc(paths, func(p string) bool {
		return filepath.Base(p) == "README.md" || filepath.Base(p) == "expected.json"
	})
}

// inRole lists the findings that have that role, as id@host.
func inRole(d *finding.Diagnosis, role finding.Role) (list []string) {
	for _, f := range d.Findings {
		if f.Role == role {
			host, _, _ := strings.Cut(f.Host, ".")
			list = append(list, f.ID+"@"+host)
		}
	}
	return list
}

func summary(d *finding.Diagnosis) []expected {
	list := []expected{}
	for _, f := range d.Findings {
		e := expected{f.ID, f.Role, f.Severity, f.Host, f.CausedBy, f.Count, []place{}}
		for _, ev := range f.Evidence {
			e.Evidence = append(e.Evidence, place{ev.Path, ev.Locator})
		}
		list = append(list, e)
	}
	return list
}
