package casetest_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	diag "hybriddiag"
	"hybriddiag/cmd/diag/internal/casetest"
	"hybriddiag/signatures"
)

const folder = "../../../../signatures"

func TestEveryCaseOfEverySignatureHolds(t *testing.T) {
	lib, err := diag.LoadLibrary("")
	require.NoError(t, err)
	outcomes, err := casetest.Run(t.Context(), lib, os.DirFS(folder), "")
	require.NoError(t, err)
	require.NotEmpty(t, outcomes)
	for _, o := range outcomes {
		t.Run(o.ID+"/"+o.Case, func(t *testing.T) { require.NoError(t, o.Err) })
	}
}

func TestLintFindsNothingInTheBuiltinLibrary(t *testing.T) {
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	for _, err := range signatures.Lint(lib, os.DirFS(folder)) {
		t.Error(err)
	}
}
