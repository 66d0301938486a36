package match

import (
	"slices"

	"hybriddiag/parsers"
	"hybriddiag/signatures"
)

// wantedKeys are the keys of all settings that the library or the engine itself
// asks for. As nothing else is ever looked up, a file that covers a key proves
// its absence whatever else the reader left out.
func wantedKeys(lib *signatures.Library) *parsers.KeySet {
	patterns := slices.Concat([]string{HostKey}, tellingKeys)
	for _, sel := range selections(lib) {
		if q, ok := sel.Query.(*signatures.SettingQuery); ok {
			patterns = append(patterns, q.Keys...)
		}
	}
	for _, p := range lib.Products {
		patterns = append(patterns, p.Keys()...)
	}
	return parsers.NewKeySet(patterns...)
}

// HostKey is the key of the facts about the computer itself.
const HostKey = "host"

// tellingKeys are what collectors export of every computer and what seldom is
// the same on two: by them traits tell computers without a name apart.
var tellingKeys = []string{
	`trust\*`,
	`HKLM\SYSTEM\CurrentControlSet\Control\ComputerName\*`,
	`HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL*`,
	`HKLM\SYSTEM\CurrentControlSet\Services\ADSync*`,
	`HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters`,
	`HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion`,
	`HKLM\SOFTWARE\Microsoft\.NETFramework\v*`,
	`HKLM\SOFTWARE\WOW6432Node\Microsoft\.NETFramework\v*`,
	`HKLM\SOFTWARE\Microsoft\Azure AD Connect*`,
}
