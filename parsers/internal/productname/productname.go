// Package productname tells which product an installed-programs entry, an
// installer log or a file property speaks of. The names changed with the
// product family (Azure AD, then Entra ID) while the product stayed the same.
package productname

import (
	"regexp"
	"strings"
)

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

// family is what the names of the products, of their packages and of what
// their set-up brings along have in common.
var family = regexp.MustCompile(`(?i:azure ?ad|azure active directory|\bAAD|ad ?sync|ad ?health|synchronization ?services?\b|directory ?sync|` +
	`microsoft online services|hybrid|connector|authentication ?agent|provisioning ?agent|localdb|sql ?server|sqlncli|odbcsql|sqlcmd|` +
	`sqlsysclrtypes|exchange)|(?:\b|Microsoft)Entra`)

// generic are names of installers that tell nothing.
var generic = regexp.MustCompile(`(?i)^(\{?[0-9a-f-]+\}?|setup|install(er)?|package|product|msi[0-9a-f]*|bundle|x64|amd64)\.(msi|msp|exe)$`)

// Foreign tells whether the name of a product, or the path of a package when no
// name is known, belongs to software that none of the products is or brings.
// What else is known, e.g. the name of the log or the calling program, may
// still say that it is one of them.
func Foreign(name, path string, hints ...string) bool {
	if i := strings.LastIndexAny(path, `\/`); i >= 0 && name == "" && generic.MatchString(path[i+1:]) {
		return false
	}
	if name == "" && path == "" {
		return false
	}
	return !family.MatchString(strings.Join(append(hints, name, path), "\n"))
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
