package signatures_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/signatures"
)

// exampleName matches the names of Microsoft's examples.
var exampleName = regexp.MustCompile(`(?i)contoso|fabrikam|northwind|example\.(?:com|org|net)`)

func TestNoCommandHoldsAnExampleThatSomebodyWouldRun(t *testing.T) {
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	for _, s := range lib.Signatures {
		for _, st := range s.Steps {
			require.NotRegexp(t, exampleName, st.Run, "%s: ask with Read-Host", s.ID)
		}
		if s.WhenAlone != nil {
			for _, st := range s.WhenAlone.Steps {
				require.NotRegexp(t, exampleName, st.Run, s.ID)
			}
		}
	}
	for _, c := range lib.Collect {
		require.NotRegexp(t, exampleName, c.Run, c.ID)
	}
}
