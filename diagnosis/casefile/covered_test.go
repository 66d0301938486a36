package casefile

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
)

func TestACutNameProvesNoAbsence(t *testing.T) {
	kinds := []evidence.CoverageKind{evidence.CoversSetting}
	x := &Computer{Covered: []evidence.Coverage{
		{Kind: evidence.CoversSetting, Root: "service", Unclear: []evidence.Unclear{{Key: `service\Contoso`}}},
		{Kind: evidence.CoversSetting, Root: `adsync\Get-X`, Unclear: []evidence.Unclear{{Key: `adsync\Get-X`, Name: "Micro"}}},
	}}
	require.True(t, x.Covers(kinds, `service\ADSync`, "State"))
	require.False(t, x.Covers(kinds, `service\ContosoAgent`, "State"))
	require.True(t, x.Covers(kinds, `service\Conto`, "State"), "its name would be whole")
	require.True(t, x.Covers(kinds, `adsync\Get-X`, "Other"))
	require.False(t, x.Covers(kinds, `adsync\Get-X`, "Other", "microsoft.Option"))
	require.True(t, x.Covers(kinds, `adsync\Get-X\Section`, "Microsoft"))
	require.False(t, x.Covers(kinds, `adsync\Get-Y`, "Other"))
}
