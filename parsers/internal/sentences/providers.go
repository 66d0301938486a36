package sentences

import "strings"

// displayNames are what Event Viewer's tables show for the source of an event
// whose provider has another name, in lower case.
var displayNames = map[string]string{
	"dns client events":            dns,
	"dns-client":                   dns,
	"time-service":                 clock,
	"capi2":                        "Microsoft-Windows-CAPI2",
	"winhttp":                      "Microsoft-Windows-WinHttp",
	"windows remote management":    "Microsoft-Windows-WinRM",
	"winrm":                        "Microsoft-Windows-WinRM",
	"user profiles service":        "Microsoft-Windows-User Profiles Service",
	"user profile service":         "Microsoft-Windows-User Profiles Service",
	"kernel-general":               "Microsoft-Windows-Kernel-General",
	"windowsupdateclient":          "Microsoft-Windows-WindowsUpdateClient",
	"security-kerberos":            "Microsoft-Windows-Security-Kerberos",
	"resource-exhaustion-detector": "Microsoft-Windows-Resource-Exhaustion-Detector",
}

// Provider returns the name of the provider that a tool shows as source.
func Provider(source string) string {
	if name, ok := displayNames[strings.ToLower(source)]; ok {
		return name
	}
	return source
}

// NamesParams reports whether the manifest of a provider itself calls its fields
// param1, param2, …, as shippers call the strings that have no name.
func NamesParams(provider string) bool {
	return strings.EqualFold(provider, scm) || strings.EqualFold(provider, "User32")
}
