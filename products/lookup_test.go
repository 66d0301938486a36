package products

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestOldAndNewNamesAreOneProduct(t *testing.T) {
	for name, want := range map[string]string{
		"Microsoft Azure AD Connect":                           EntraConnect,
		"Microsoft Entra Connect Sync":                         EntraConnect,
		"Microsoft Azure AD Connect synchronization services":  EntraConnect,
		"Azure AD Connect Health Sync Agent":                   EntraConnectHealth,
		"Microsoft Azure AD Connect Authentication Agent":      PTAAgent,
		"Microsoft Azure AD Connect Provisioning Agent":        ProvisioningAgent,
		"Microsoft Entra Provisioning Agent":                   ProvisioningAgent,
		"Microsoft AAD Application Proxy Connector":            PrivateNetworkConnector,
		"Microsoft Entra private network connector":            PrivateNetworkConnector,
		"Microsoft Entra private network connector updater":    "",
		"Microsoft Azure AD Connect Agent Updater":             "",
		"Microsoft SQL Server 2019 LocalDB":                    LocalDB,
		"Microsoft Exchange Server 2019 Cumulative Update 14":  Exchange,
		"Microsoft Exchange Server Language Pack - Japanese":   "",
		"Microsoft Office 365 Hybrid Configuration Wizard":     HCW,
		"Microsoft ODBC Driver 17 for SQL Server":              "",
		"Microsoft Visual C++ 2015-2022 Redistributable (x64)": "",
	} {
		id, ok := OfDisplayName(name)
		require.Equal(t, want, id, name)
		require.Equal(t, want != "", ok, name)
	}
}

func TestAServiceTellsItsProduct(t *testing.T) {
	id, ok := OfService("ADSync")
	require.True(t, ok)
	require.Equal(t, EntraConnect, id)
	_, ok = OfService("Spooler")
	require.False(t, ok)
}

func TestSoftwareOfOthersIsForeign(t *testing.T) {
	for _, c := range []struct {
		name, path, hint string
		foreign          bool
	}{
		{"Microsoft Azure AD Sync", "", "", false},
		{"Microsoft Entra Connect synchronization services", `C:\Temp\x.msi`, "", false},
		{"Microsoft SQL Server 2019 LocalDB", "", "", false},
		{"", `C:\Temp\AADConnectAuthAgentSetup.exe`, "", false},
		{"", `C:\Temp\setup.exe`, "", false},
		{"", "", "", false},
		{"Contoso Reader", `C:\Temp\setup.msi`, "", true},
		{"Central Management Console", "", "", true},
		{"", `C:\Temp\VC_redist.x64.exe`, "dd_vcredist_amd64.log", true},
		{"Contoso Reader", "", "Calling process: C:\\Program Files\\Microsoft Azure Active Directory Connect\\AzureADConnect.exe", false},
	} {
		require.Equal(t, c.foreign, Foreign(c.name, c.path, c.hint), "%+v", c)
	}
}

func TestTheUpdaterOfAProductDoesNotProveIt(t *testing.T) {
	_, ok := OfService("WAPCUpdaterSvc")
	require.False(t, ok)
	_, ok = OfProgram("MicrosoftEntraPrivateNetworkConnectorUpdaterService.exe")
	require.False(t, ok)
}

func TestAProgramTellsItsProduct(t *testing.T) {
	for name, want := range map[string]string{
		"ApplicationProxyConnectorService.exe":               PrivateNetworkConnector,
		"microsoftentraprivatenetworkconnectorservice.exe":   PrivateNetworkConnector,
		"AzureADConnectAuthenticationAgentService.exe":       PTAAgent,
		"AADConnectProvisioningAgent.exe":                    ProvisioningAgent,
		"powershell.exe":                                     "",
		"Contoso.AzureADConnectAuthenticationAgentProbe.exe": "",
	} {
		id, _ := OfProgram(name)
		require.Equal(t, want, id, name)
	}
}

func TestACutServiceNameIsToldByTheDisplayName(t *testing.T) {
	for _, c := range []struct{ start, display, want string }{
		{"AzureADConnectHealthAg", "Azure AD Connect Health Agent Updater", "AzureADConnectHealthAgentUpdater"},
		{"AzureADConnectHealthAg", "Azure AD Connect Health Agent", "AzureADConnectHealthAgent"},
		{"AzureADConnectHealthSy", "Azure AD Connect Health Sync I...", "AzureADConnectHealthSyncInsights"},
		{"AzureADConnectA", "Microsoft Azure AD Connect Agent Updater", "AzureADConnectAgentUpdater"},
		{"AzureADConnectA", "Contoso", ""},
		{"Spool", "Authentication Agent", ""},
	} {
		name, ok := ServiceName(c.start, c.display)
		require.Equal(t, c.want, name, "%+v", c)
		require.Equal(t, c.want != "", ok, "%+v", c)
	}
}
