// Package productname tells which product an installed-programs entry, an
// installer log or a file property speaks of. The names changed with the
// product family (Azure AD, then Entra ID) while the product stayed the same.
package productname

import "strings"

// The ids of evidence.Product.
const (
	EntraConnect            = "entra-connect"
	EntraConnectHealth      = "entra-connect-health"
	PrivateNetworkConnector = "private-network-connector"
	PTAAgent                = "pta-agent"
	ProvisioningAgent       = "provisioning-agent"
	HCW                     = "hcw"
	Exchange                = "exchange"
	LocalDB                 = "sql-localdb"
	DotNet                  = "dotnet-framework"
	Windows                 = "windows"
)

// rules are tried in order on the lower-case name; the first one whose words
// are all there decides. An empty id ends the search without a product: the
// updaters and the client tools have version numbers of their own.
var rules = []struct {
	id    string
	words []string
}{
	{"", []string{"updater"}},
	{"", []string{"language pack"}},
	{"", []string{"administration agent"}},
	{EntraConnectHealth, []string{"connect", "health"}},
	{PTAAgent, []string{"connect", "authentication agent"}},
	{PTAAgent, []string{"pass-through", "agent"}},
	{ProvisioningAgent, []string{"provisioning agent"}},
	{PrivateNetworkConnector, []string{"application proxy connector"}},
	{PrivateNetworkConnector, []string{"app proxy connector"}},
	{PrivateNetworkConnector, []string{"private network connector"}},
	{HCW, []string{"hybrid configuration wizard"}},
	{LocalDB, []string{"sql server", "localdb"}},
	{Exchange, []string{"microsoft exchange server", "cumulative update"}},
	{EntraConnect, []string{"azure ad connect"}},
	{EntraConnect, []string{"azure active directory connect"}},
	{EntraConnect, []string{"entra connect"}},
	{EntraConnect, []string{"azure ad sync"}},
}

// Lookup returns the product id for a display name.
func Lookup(name string) (id string, ok bool) {
	name = strings.ToLower(name)
	for _, r := range rules {
		if all(name, r.words) {
			return r.id, r.id != ""
		}
	}
	return "", false
}

// services maps the service of a product, in lower case, to the product.
var services = map[string]string{
	"adsync":                            EntraConnect,
	"wapcsvc":                           PrivateNetworkConnector,
	"azureadconnectauthenticationagent": PTAAgent,
	"aadconnectprovisioningagent":       ProvisioningAgent,
	"azureadconnecthealthagent":         EntraConnectHealth,
	"azureadconnecthealthsyncinsights":  EntraConnectHealth,
	"azureadconnecthealthsyncmonitor":   EntraConnectHealth,
	"msexchangeservicehost":             Exchange,
}

// OfService returns the product whose service has that name.
func OfService(service string) (id string, ok bool) {
	id, ok = services[strings.ToLower(service)]
	return id, ok
}

func all(name string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(name, w) {
			return false
		}
	}
	return true
}
