package diag_test

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	diag "hybriddiag"
	"hybriddiag/finding"
)

// sampleBundles returns the folders of all samples, which make one large case.
func sampleBundles(t testing.TB) []string {
	t.Helper()
	readmes, err := filepath.Glob("samples/*/README.md")
	require.NoError(t, err)
	require.NotEmpty(t, readmes)
	var out []string
	for _, r := range readmes {
		out = append(out, filepath.Dir(r))
	}
	return out
}

func TestTheResultIsTheSameWhateverTheNumberOfJobs(t *testing.T) {
	a, err := diag.NewAnalyzer(nil)
	require.NoError(t, err)
	result := func(jobs int) string {
		d, err := a.Analyze(t.Context(), diag.Case{Paths: sampleBundles(t)}, diag.Options{Jobs: jobs})
		require.NoError(t, err)
		require.Greater(t, len(d.Findings), 20)
		d.Statistics = finding.Statistics{}
		out, err := json.Marshal(d)
		require.NoError(t, err)
		return string(out)
	}
	one := result(1)
	for _, jobs := range []int{2, 8, 8} {
		require.Equal(t, one, result(jobs), "%d jobs", jobs)
	}
}

func TestAnalyzeSaysThatNothingWasUsable(t *testing.T) {
	for name, path := range map[string]string{"no such file": "no-such.zip", "a file of no known format": "LICENSE"} {
		d, err := diag.Analyze(t.Context(), diag.Case{Paths: []string{path}}, diag.Options{})
		require.ErrorIs(t, err, diag.ErrNoEvidence, name)
		require.NotNil(t, d, name)
	}
}

func TestAnInventoryListsFilesFactsAndContradictions(t *testing.T) {
	inv, err := diag.TakeInventory(t.Context(), diag.Case{Paths: []string{"samples/entra-connect-tls12-disabled"}}, diag.Options{})
	require.NoError(t, err)
	names := map[string]bool{}
	for _, f := range inv.Facts {
		names[f.Name] = true
		require.NotEmpty(t, f.Path)
	}
	require.True(t, names["OS"] && names["Build"], "%v", names)
	require.NotEmpty(t, inv.Sources)
}
