package signatures

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// serviceTest returns the test of a signature that asks for a service of the
// products.
func serviceTest(t *testing.T, ids, table string) *FieldTest {
	t.Helper()
	fsys := fstest.MapFS{"env/ENV-900-x.yaml": {Data: []byte("id: ENV-900\nselect:\n  a: {event: {provider: Service Control Manager, id: 7036, param1|service: " + ids + "}}\n")}}
	if table != "" {
		fsys["products.yaml"] = &fstest.MapFile{Data: []byte(table)}
	}
	lib, err := Load(fsys)
	require.NoError(t, err)
	return &lib.Signatures[0].Select[0].Query.(*EventQuery).Fields[0]
}

func TestAServiceIsKnownByEveryNameItHas(t *testing.T) {
	test := serviceTest(t, "[entra-connect, private-network-connector]", "")
	for value, want := range map[string]bool{
		"ADSync":                  true,
		"Microsoft Azure AD Sync": true,
		"Microsoft Entra private network connector": true,
		"Microsoft AAD Application Proxy Connector": true,
		"41004400530079006e0063002f0034000000":      true, // ADSync/4
		"AADConnectProvisioningAgent":               false,
		"Windows Remote Management":                 false,
	} {
		require.Equal(t, want, test.Res[0].MatchString(value), value)
	}
}

func TestAServiceOfAProductOfOnesOwnIsKnown(t *testing.T) {
	test := serviceTest(t, "contoso", "- {id: contoso, name: {en: Contoso, ja: Contoso}, services: [ContosoAgent]}")
	require.True(t, test.Res[0].MatchString("ContosoAgent"))
	require.False(t, test.Res[0].MatchString("ADSync"))
}

func TestLintKnowsTheProductsThatHaveServices(t *testing.T) {
	builtin, err := LoadBuiltin()
	require.NoError(t, err)
	for ids, want := range map[string]string{
		"nothing":       `product "nothing" is not in products.yaml`,
		"windows":       `no service of product "windows" is known`,
		"entra-connect": "",
	} {
		own, err := Load(fstest.MapFS{"env/ENV-900-x.yaml": {Data: []byte("id: ENV-900\nselect:\n  a: {event: {provider: x, id: 1, param1|service: " + ids + "}}\ncondition: a\n")}})
		require.NoError(t, err)
		var said string
		for _, err := range LintThese(builtin, own.Signatures, nil) {
			said += err.Error() + "\n"
		}
		if want == "" {
			require.NotContains(t, said, "service")
		} else {
			require.Contains(t, said, want)
		}
		require.False(t, want != "" && own.Signatures[0].Select[0].Query.(*EventQuery).Fields[0].Res[0].MatchString("ADSync"), "what is not known finds nothing")
	}
}
