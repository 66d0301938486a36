package diag_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	diag "hybriddiag"
	"hybriddiag/finding"
)

// everyFew is which of the issues that a sample does not show are asked about.
const everyFew = 48

func TestWhySaysOfEveryIssueWhatTheDiagnosisSays(t *testing.T) {
	lib, err := diag.LoadLibrary("")
	require.NoError(t, err)
	a, err := diag.NewAnalyzer(lib)
	require.NoError(t, err)
	for i, sample := range sampleBundles(t) {
		c := diag.Case{Paths: []string{sample}}
		d, err := a.Analyze(t.Context(), c, diag.Options{})
		require.NoError(t, err)
		asked := map[string]bool{}
		found := map[[2]string]finding.Finding{}
		for _, f := range d.Findings {
			asked[f.ID] = true
			found[[2]string{f.ID, f.Host}] = f
		}
		for n := i % everyFew; n < len(lib.Signatures); n += everyFew {
			asked[lib.Signatures[n].ID] = true
		}
		for id := range asked {
			why, err := a.Why(t.Context(), c, id, diag.Options{})
			require.NoError(t, err, "%s in %s", id, sample)
			require.Equal(t, d.Case.JudgedAt, why.JudgedAt)
			for _, j := range why.Hosts {
				checkJudgement(t, j, found[[2]string{id, j.Host}], sample)
			}
		}
	}
}

// checkJudgement compares a judgement with the finding of the diagnosis, an
// empty one where there is none, and looks for reasons that are not told.
func checkJudgement(t *testing.T, j finding.Judgement, f finding.Finding, sample string) {
	t.Helper()
	require.Equal(t, f.ID != "", j.Verdict.Found, "%s in %s", f.ID, sample)
	require.Equal(t, f.ID == "", j.Verdict.Reason != nil, "%s in %s", f.ID, sample)
	require.Equal(t, []any{f.Role, f.Severity, f.Confidence, f.Count, f.FirstTime, f.LastTime},
		[]any{j.Verdict.Role, j.Verdict.Severity, j.Verdict.Confidence, j.Verdict.Count, j.Verdict.FirstTime, j.Verdict.LastTime}, "%s in %s", f.ID, sample)
	require.ElementsMatch(t, f.CausedBy, j.Verdict.CausedBy, "%s in %s", f.ID, sample)
	for _, s := range j.Selections {
		require.True(t, s.Value == finding.True || s.Reason != nil, "%s of %s in %s", s.Name, f.ID, sample)
	}
	for _, e := range j.Edges {
		for _, c := range e.Causes {
			require.Equal(t, c.Holds, c.Reason == nil, "the edge from %s to %s in %s", c.ID, f.ID, sample)
		}
	}
}

func TestAnIssueThatNobodyKnowsIsAnError(t *testing.T) {
	a, err := diag.NewAnalyzer(nil)
	require.NoError(t, err)
	_, err = a.Why(t.Context(), diag.Case{Paths: []string{"samples"}}, "XXX-999", diag.Options{})
	require.ErrorIs(t, err, diag.ErrUnknownIssue)
}
