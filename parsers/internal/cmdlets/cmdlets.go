// Package cmdlets reads what the Get-ADSync* cmdlets of Entra Connect print, from
// a file of their own or out of console text. Every property becomes a setting
// adsync\<cmdlet> [property].
package cmdlets

import (
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/products"
)

const (
	// maxSettings bounds what one file may add. The rules of a server have some
	// 10,000 properties.
	maxSettings = 50_000
	// maxBytes bounds their values together.
	maxBytes = 32 << 20
	// maxValue is how much of one value is kept.
	maxValue = 16 << 10
)

var fileName = regexp.MustCompile(`(?i)(?:Get-)?(ADSync[A-Za-z]+)[^/\\]*\.txt$`)

// others are cmdlets whose output belongs to another reader or is an object of
// the directory, not a setting.
var others = regexp.MustCompile(`(?i)^ADSync(Run|CSObject|MVObject|ObjectsWith)`)

// known gives the cmdlet's own spelling, and the property by which its output
// is recognised when the file has another name.
var known = []struct{ cmdlet, property string }{
	{"Get-ADSyncScheduler", "AllowedSyncCycleInterval"},
	{"Get-ADSyncGlobalSettings", "Microsoft.Synchronize."},
	{"Get-ADSyncGlobalSettings", "Microsoft.OptionalFeature."},
	{"Get-ADSyncGlobalSettings", "Microsoft.SystemInformation."},
	{"Get-ADSyncAutoUpgrade", "AutoUpgradeState"},
	{"Get-ADSyncEntraConnectorCredential", "ConnectorIdentityType"},
	{"Get-ADSyncPartitionPasswordSyncState", "PasswordSyncLastCycleStatus"},
	{"Get-ADSyncDatabaseConfiguration", "SQLServerInstance"},
	{"Get-ADSyncAADCompanyFeature", "PasswordHashSync"},
	{"Get-ADSyncAADPasswordSyncConfiguration", ""},
	{"Get-ADSyncAADPasswordResetConfiguration", ""},
	{"Get-ADSyncSchedulerConnectorOverride", ""},
	{"Get-ADSyncConnectorStatistics", ""},
	{"Get-ADSyncConnector", ""},
	{"Get-ADSyncRule", ""},
	{"Get-ADSyncSchema", ""},
	{"Get-ADSyncServerConfiguration", ""},
}

// Of returns the cmdlet that a file name speaks of.
func Of(path string) string {
	m := fileName.FindStringSubmatch(path)
	if m == nil || others.MatchString(m[1]) {
		return ""
	}
	for _, k := range known {
		if strings.EqualFold(k.cmdlet, "Get-"+m[1]) {
			return k.cmdlet
		}
	}
	return "Get-" + m[1]
}

// parameterPair is a parameter of the global settings in a list of objects.
var parameterPair = regexp.MustCompile(`\nName\s*: Microsoft\.(?:Synchronize|OptionalFeature|SystemInformation)\.`)

// In returns the cmdlet whose property a text holds.
func In(text string) string {
	if parameterPair.MatchString(text) {
		return "Get-ADSyncGlobalSettings"
	}
	for _, k := range known {
		if k.property != "" && strings.Contains(text, "\n"+k.property) {
			return k.cmdlet
		}
	}
	return ""
}

// IsOutput reports whether a line looks like a piece of such output.
func IsOutput(line string) bool {
	return property.MatchString(line) || rule.MatchString(line) || strings.HasPrefix(line, "## ")
}

// emit sends one property.
func (r *Reader) emit(name, value string, line int) {
	r.result.Records++
	if r.cmdlet == "" {
		r.cmdlet = In("\n" + name)
	}
	if r.cmdlet == "" {
		return
	}
	name = restore(name)
	if start, cut := psout.Shortened(name); cut && len(r.unclear) < maxSettings {
		r.unclear = append(r.unclear, evidence.Unclear{Key: r.key(), Name: start})
	}
	if key := r.key(); r.out.WantsKey(key) == parsers.Wanted {
		r.send(key, name, value, line)
	}
	if strings.EqualFold(name, serverVersion) && value != "" {
		r.out.Product(evidence.Product{ID: products.EntraConnect, Version: value, Locator: evidence.Locator{Line: line}, Why: evidence.Verbatim(name + " " + value)})
	}
}

// key returns the key of the properties that are being read.
func (r *Reader) key() string {
	key := `adsync\` + r.cmdlet
	if r.section != "" {
		key += `\` + r.section
	}
	return key
}

func (r *Reader) send(key, name, value string, line int) {
	if r.full = r.full || r.sent == maxSettings || r.bytes+len(value) > maxBytes; r.full {
		return
	}
	r.sent++
	r.bytes += len(value)
	r.out.Setting(evidence.Setting{Key: key, Name: name, Value: value, Locator: evidence.Locator{Line: line}})
}

// serverVersion is the parameter that holds the version of the product.
const serverVersion = "Microsoft.Synchronize.ServerConfigurationVersion"

// cover tells what the file could have shown.
func (r *Reader) cover(cut bool) {
	if r.full {
		r.problem("too-many-properties", "limit", maxSettings)
	}
	if r.cmdlet == "" {
		return
	}
	r.out.Coverage(evidence.Coverage{
		Kind: evidence.CoversSetting, Root: `adsync\` + r.cmdlet,
		Partial: cut || len(r.result.Problems) > 0, Unclear: r.unclear,
	})
}

func (r *Reader) problem(code evidence.Code, values ...any) {
	r.result.Problems = append(r.result.Problems, parsers.Lost(code, values...))
}
