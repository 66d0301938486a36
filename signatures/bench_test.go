package signatures_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/signatures"
)

// BenchmarkLoadAndLint shows what the whole table costs at start.
func BenchmarkLoadAndLint(b *testing.B) {
	for b.Loop() {
		lib, err := signatures.LoadBuiltin()
		require.NoError(b, err)
		signatures.Lint(lib, nil)
	}
}
