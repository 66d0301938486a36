package signatures_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"hybriddiag/signatures"
)

func TestBuiltinLibraryLoads(t *testing.T) {
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	require.NotEmpty(t, lib.Signatures)
	require.NotNil(t, lib.Products.Get("entra-connect"))
	require.NotEmpty(t, lib.Collect)
}

func TestMistakesNameFileLineAndMend(t *testing.T) {
	for name, c := range map[string]struct{ yaml, want string }{
		"unknown key":       {"id: TLS-900\ncolour: red\n", "tls/TLS-900-x.yaml:2"},
		"unknown kind":      {"id: TLS-900\nselect:\n  a: {evnt: {provider: x}}\n", `tls/TLS-900-x.yaml:3: unknown kind "evnt"`},
		"unknown modifier":  {"id: TLS-900\nselect:\n  a: {event: {provider: x, Text|has: y}}\n", `unknown modifier "has"`},
		"broken condition":  {"id: TLS-900\ncondition: a and\n", `TLS-900-x.yaml:2: condition "a and"`},
		"broken regexp":     {"id: TLS-900\nselect:\n  a: {event: {provider: x, Text|re: '('}}\n", "regexp"},
		"key twice":         {"id: TLS-900\nid: TLS-901\n", "TLS-900-x.yaml:2"},
		"severity key":      {"id: TLS-900\nseverity: [{is: high, iff: a}]\n", "TLS-900-x.yaml"},
		"unknown time span": {"id: TLS-900\nexplained_by: [{ids: [A-001], within: soon}]\n", `"soon" is no time span`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := signatures.Load(fstest.MapFS{"tls/TLS-900-x.yaml": {Data: []byte(c.yaml)}})
			require.ErrorContains(t, err, c.want)
		})
	}
}
