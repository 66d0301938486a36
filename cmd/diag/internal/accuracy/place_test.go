package main

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/finding"
)

func TestTheRightCauseIsFirstBuriedWrongOrSilent(t *testing.T) {
	root, note, effect := finding.RootCause, finding.Note, finding.Consequence
	answer := func(fs ...finding.Finding) *finding.Diagnosis { return &finding.Diagnosis{Findings: fs} }
	a := func(id string, role finding.Role) finding.Finding { return finding.Finding{ID: id, Role: role} }
	for name, c := range map[string]struct {
		d    *finding.Diagnosis
		want place
	}{
		"alone":                 {answer(a("X-1", root)), first},
		"one of two that fit":   {answer(a("X-2", root), a("X-1", root)), first},
		"behind another":        {answer(a("Y-1", root), a("X-1", root)), buried},
		"a note beside a cause": {answer(a("Y-1", root), a("X-1", note)), first},
		"a consequence":         {answer(a("Y-1", root), a("X-1", effect)), first},
		"another cause only":    {answer(a("Y-1", root)), wrong},
		"notes of others":       {answer(a("Y-1", note)), silent},
		"nothing":               {answer(), silent},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, c.want, placeOf(c.d, "X-1", "X-2")) })
	}
	require.Equal(t, wrong, quiet(answer(finding.Finding{Severity: finding.Medium})))
	require.Equal(t, first, quiet(answer(finding.Finding{Severity: finding.Low})))
}

func TestAReportThatWasRightAndIsNotFailsTheCheck(t *testing.T) {
	path := t.TempDir() + "/accuracy.md"
	require.NoError(t, os.WriteFile(path, []byte("Not right first:\n\n- `a/1.txt`: silent\n"), 0o600))
	require.NoError(t, compare([]judged{{name: "a/1.txt", place: silent}, {name: "b/1.txt", place: first}}, path))
	require.ErrorContains(t, compare([]judged{{name: "b/1.txt", place: wrong}}, path), "b/1.txt is wrong")
}
