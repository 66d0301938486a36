package match

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/products"
	"hybriddiag/signatures"
)

// What a signature, a check list or a product asks for must never be skipped:
// it would be taken for absent.
func TestEveryKeyThatTheLibraryAsksForIsWanted(t *testing.T) {
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	lib = lib.Merge(&signatures.Library{Products: products.Table{{ID: "agent", Settings: []string{`HKLM\SOFTWARE\Contoso\*`}}}})
	set, err := Compile(lib)
	require.NoError(t, err)
	asked := []string{HostKey, `HKLM\SOFTWARE\Contoso\*`}
	for _, c := range lib.Checks {
		asked = append(asked, keysOf(c.Select)...)
	}
	for _, s := range lib.Signatures {
		asked = append(asked, keysOf(s.Select)...)
	}
	require.Greater(t, len(asked), 100)
	for _, key := range asked {
		require.Equal(t, parsers.Wanted, set.NewCollector().WantsKey(strings.ReplaceAll(key, "*", `x\y`)), key)
	}
	require.Equal(t, parsers.Unwanted, set.NewCollector().WantsKey(`HKLM\SOFTWARE\Classes`))
}

func keysOf(sels signatures.Selections) []string {
	var out []string
	for _, sel := range sels {
		if q, ok := sel.Query.(*signatures.SettingQuery); ok {
			out = append(out, q.Keys...)
		}
	}
	return out
}
