package syncrun

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestConnectorKindFollowsTheName(t *testing.T) {
	for name, want := range map[string]string{
		"contoso.onmicrosoft.com - AAD":      "entra",
		"CONTOSO.ONMICROSOFT.COM":            "entra",
		"contoso.partner.onmschina.cn - AAD": "entra",
		"contoso.local":                      "ad",
		"Generic LDAP":                       "other",
		"":                                   "",
	} {
		require.Equal(t, want, ConnectorKind(name), name)
	}
}

func TestARunThatNamesNothingIsNoEvent(t *testing.T) {
	require.Nil(t, Run{Number: "1"}.Event())
}
