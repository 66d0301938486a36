package casetest_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	diag "hybriddiag"
	"hybriddiag/finding"
	"hybriddiag/internal/golden"
)

// allowed are the findings above info that a log of another computer may give,
// by id, each with its reason. It is empty: no log of the corpus comes from a
// server of these products.
var allowed = map[string]string{}

func TestLogsOfOtherComputersGiveNoFindingAboveInfo(t *testing.T) {
	folder := golden.Corpus(t, "evtx", "files")
	logs, err := filepath.Glob(filepath.Join(folder, "*.evtx"))
	require.NoError(t, err)
	require.NotEmpty(t, logs)
	lib, err := diag.LoadLibrary("")
	require.NoError(t, err)

	d, err := diag.Analyze(t.Context(), diag.Case{Paths: logs}, diag.Options{Library: lib})
	require.NoError(t, err)
	require.Positive(t, d.Statistics.EventsRead)
	for _, f := range d.Findings {
		if f.Severity != finding.Info && allowed[f.ID] == "" {
			t.Errorf("%s %s on %s: %s; the first evidence is %s: %s", f.ID, f.Severity, f.Host, f.Title.En, filepath.Base(f.Evidence[0].Path), f.Evidence[0].Excerpt.En)
		}
	}
}
