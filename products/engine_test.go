package products

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheStringsOfARunHaveNames(t *testing.T) {
	e := SyncEngine()
	i, ok := e.RunField("ADSync", 6105, "RunProfileName")
	require.True(t, ok)
	require.Equal(t, 1, i)
	for _, c := range []struct {
		provider, field string
		id              uint32
	}{
		{"ADSync", "RunProfileName", 6311}, // not about a run
		{"ADSync", "Domain", 6105},
		{"Contoso", "RunProfileName", 6105},
	} {
		_, ok := e.RunField(c.provider, c.id, c.field)
		require.False(t, ok, "%+v", c)
	}
}

func TestTheEngineIsAProviderAndALogOfItsProduct(t *testing.T) {
	p := Builtin().Get(EntraConnect)
	require.Contains(t, p.Providers, SyncEngine().Provider)
	require.Contains(t, p.Logs, SyncEngine().Runs)
}

func TestAFullAndADeltaOperationAreOne(t *testing.T) {
	require.Equal(t, "import", Operation(" Delta Import"))
	require.Equal(t, "import", Operation("Full import"))
	require.NotEqual(t, Operation("Full Import"), Operation("Export"))
}

func TestTheRunsOfTheEngineSayNothingAboutAgentsAndTheWizard(t *testing.T) {
	for name, want := range map[string]bool{
		"connect-trace": true,
		"hcw-log":       true,
		"microsoft-aadapplicationproxy-connector": true,
		"ADSync":                    false,
		"Directory Synchronization": false,
		"run-history":               false,
		"Schannel":                  false,
		"Microsoft Entra private network connector": true,
	} {
		require.Equal(t, want, Builtin().OwnWayOut(name), name)
	}
	mine := append(Builtin(), Product{ID: "mine", Providers: []string{"Contoso Agent"}})
	require.True(t, mine.OwnWayOut("contoso agent"))
}
