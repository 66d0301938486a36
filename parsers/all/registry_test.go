package all_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers/internal/regpath"
	"hybriddiag/signatures"
)

// A registry export covers its root, but readers pass over keys that nobody
// wants: a signature that asks for such a key would take it for absent.
func TestEveryRegistryKeyOfASignatureIsRead(t *testing.T) {
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	asked := map[string]string{}
	for _, s := range lib.Signatures {
		for _, sel := range s.Select {
			if sel.Setting == nil {
				continue
			}
			for _, key := range sel.Setting.Keys {
				asked[key] = s.ID
			}
		}
	}
	for _, p := range lib.Products {
		for _, key := range p.Settings {
			asked[key] = p.ID
		}
	}
	require.NotEmpty(t, asked)
	for key, who := range asked {
		if _, ok := regpath.Normalize(key); !ok {
			continue // another world than the registry
		}
		key = strings.TrimRight(key, `*\`)
		require.Equal(t, regpath.Wanted, regpath.Classify([]byte(strings.ReplaceAll(key, "*", "x"))),
			"%s asks for %s: add it to parsers/internal/regpath/interest.go", who, key)
	}
}
