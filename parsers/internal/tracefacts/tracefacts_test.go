package tracefacts

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
)

func TestLinesOfTracesTellOfTheComputerAndItsTenant(t *testing.T) {
	const id = "11111111-0000-4000-8000-00000000000f"
	for text, want := range map[string]map[string]string{
		"The current operating system version is 10.0.17763, the requirement is 6.1.7601.":     {"Build": "17763"},
		"OS: Microsoft Windows NT 10.0.20348.0":                                                {"Build": "20348"},
		"Detection: The installed OS SKU is 7":                                                 {"SKU": "7", "InstallationType": "Server"},
		"Detection: The installed OS SKU is 13":                                                {"SKU": "13", "InstallationType": "Server Core"},
		"Detection: The installed OS SKU is 48":                                                {"SKU": "48", "InstallationType": "Client"},
		"Detection: The installed OS SKU is 9999":                                              {"SKU": "9999"},
		"TLS 1.2 is properly configured.":                                                      {"TLS12": "properly configured"},
		"TLS 1.2 is not properly configured.":                                                  {},
		"got a token. TenantId=" + id + ", ExpiresUTC=1/2/2026":                                {"TenantId": id},
		"GetCompanyConfiguration: tenantId=(" + id + "), IsDirSyncing=True":                    {"TenantId": id},
		"the tenant is contoso.onmicrosoft.com":                                                {},
		"DiscoverAzureInstance [Worldwide]: authority=https://login.contoso.com/fabrikam.com,": {"Environment": "Worldwide", "TenantName": "fabrikam.com"},
		"DiscoverAzureInstance [Worldwide]: authority=https://login.contoso.com/common":        {"Environment": "Worldwide"},
		"EnvironmentName: 'AzureUSGovernment'":                                                 {"Environment": "AzureUSGovernment"},
		"the EnvironmentName attribute is invalid":                                             {},
	} {
		got := map[string]string{}
		var f Facts
		for range 2 { // the second time tells nothing new
			f.See([]byte(text), 3, func(s evidence.Setting) {
				require.NotContains(t, got, s.Name, text)
				require.Equal(t, 3, s.Locator.Line)
				got[s.Name] = s.Value
			})
		}
		require.Equal(t, want, got, text)
	}
}
