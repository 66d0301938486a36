// Package tracefacts reads from the lines of text logs what they say of the
// computer and of its tenant, as settings of the key "host":
//
//	The current operating system version is 10.0.17763, the requirement …    Build
//	Microsoft Windows NT 10.0.17763.0                                        Build
//	The installed OS SKU is 7                                                SKU, InstallationType
//	TLS 1.2 is properly configured.                                          TLS12
//	TenantId=11111111-…                                                      TenantId
//	DiscoverAzureInstance [Worldwide]: authority=https://login…/contoso.com  Environment, TenantName
//	EnvironmentName = Default                                                Environment
//
// The first line of each kind counts. The names of the SKU are those of
// GetProductInfo, the values of InstallationType those of the registry. The
// program that writes the lines never translates them.
package tracefacts

import (
	"bytes"
	"regexp"

	"hybriddiag/evidence"
)

// kind is one kind of line.
type kind struct {
	mark  []byte // without which the line is of another kind
	form  *regexp.Regexp
	name  string // of the setting
	value string // where the form has no group
}

const guid = `([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})`

var kinds = [...]kind{
	{[]byte("operating system version is"), regexp.MustCompile(`operating system version is \d{1,2}\.\d{1,2}\.(\d{4,5})\b`), "Build", ""},
	{[]byte("Microsoft Windows NT"), regexp.MustCompile(`Microsoft Windows NT \d{1,2}\.\d{1,2}\.(\d{4,5})\b`), "Build", ""},
	{[]byte("OS SKU is"), regexp.MustCompile(`OS SKU is (\d{1,4})\b`), "SKU", ""},
	{[]byte("TLS 1.2 is"), regexp.MustCompile(`\bTLS 1\.2 is properly configured\b`), "TLS12", "properly configured"},
	{[]byte("enant"), regexp.MustCompile(`(?i)\btenant ?(?:id|guid)['"]?\s?[=:]\s?[('"{]{0,2}` + guid), "TenantId", ""},
	{[]byte("DiscoverAzureInstance"), regexp.MustCompile(`DiscoverAzureInstance \[(\w{1,40})\]`), "Environment", ""},
	{[]byte("authority="), regexp.MustCompile(`authority=https://login\.[\w.-]{1,80}/([\w-]{1,60}(?:\.[\w-]{1,60}){1,6})`), "TenantName", ""},
	{[]byte("nvironmentName"), regexp.MustCompile(`(?i)\bEnvironmentName['"]?\s?[=:]\s?['"]?(\w{1,40})\b`), "Environment", ""},
}

// installationTypes are the values of InstallationType by SKU.
var installationTypes = map[string]string{
	"7": "Server", "8": "Server", "10": "Server", "79": "Server", "80": "Server",
	"12": "Server Core", "13": "Server Core", "14": "Server Core",
	"1": "Client", "4": "Client", "48": "Client", "72": "Client", "101": "Client", "121": "Client", "125": "Client", "161": "Client", "175": "Client",
}

// Facts remembers what one file has told. Its zero value has been told nothing.
type Facts struct{ told map[string]bool }

// See looks at a line, and hands each new fact to send.
func (f *Facts) See(text []byte, line int, send func(evidence.Setting)) {
	for i := range kinds {
		k := &kinds[i]
		if f.told[k.name] || !bytes.Contains(text, k.mark) {
			continue
		}
		m := k.form.FindSubmatch(text)
		switch {
		case m == nil:
		case len(m) > 1:
			f.tell(k.name, string(m[1]), line, send)
		default:
			f.tell(k.name, k.value, line, send)
		}
	}
}

// tell hands a fact on once.
func (f *Facts) tell(name, value string, line int, send func(evidence.Setting)) {
	if f.told[name] {
		return
	}
	if f.told == nil {
		f.told = map[string]bool{}
	}
	f.told[name] = true
	send(evidence.Setting{Key: "host", Name: name, Value: value, Locator: evidence.Locator{Line: line}})
	if name == "SKU" && installationTypes[value] != "" {
		f.tell("InstallationType", installationTypes[value], line, send)
	}
}
