// Package adsync reads what the Get-ADSync* cmdlets of Entra Connect print: the
// scheduler, the global settings, the connectors. A file holds the output of
// one cmdlet; its name tells which.
//
//	SyncCycleEnabled     : True               Format-List; an indented line goes
//	SuspensionReason     : first line         on with the value
//	                       second line
//
//	Name                       Value          a table; columns begin where the
//	----                       -----          hyphens do. Long cells end in "..."
//	Microsoft.Synchronize…     2.4.129.0
//
//	## Connector Summary                      a section, in files with several
//
//	Suspended                                 one word (Get-ADSyncAutoUpgrade)
//
// Every property becomes a setting adsync\<cmdlet> [property]; a section is one
// more element of the key. The property names and the words of the engine are
// not translated on Japanese servers; values (paths, names) may be Japanese.
//
// Problems: cmdlet-failed (the file holds an error message instead of output),
// too-many-properties.
package adsync

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/internal/productname"
	"hybriddiag/internal/psout"
	"hybriddiag/internal/textenc"
	"hybriddiag/parsers"
)

// Parser reads the output of Get-ADSync* cmdlets.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "adsync" }

const (
	// maxSettings bounds what one file may add.
	maxSettings = 5000
	// maxValue is how much of one value is kept.
	maxValue = 16 << 10
)

var fileName = regexp.MustCompile(`(?i)(?:Get-)?(ADSync[A-Za-z]+)[^/\\]*\.txt$`)

// others are cmdlets whose output belongs to another reader or is an object of
// the directory, not a setting.
var others = regexp.MustCompile(`(?i)^ADSync(Run|CSObject|MVObject|ObjectsWith)`)

// countOnly are cmdlets that print thousands of properties which nobody asks for.
var countOnly = map[string]bool{"Get-ADSyncRule": true, "Get-ADSyncSchema": true, "Get-ADSyncServerConfiguration": true}

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

// cmdletOf returns the cmdlet that a file name speaks of.
func cmdletOf(path string) string {
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

// cmdletIn returns the cmdlet whose property a text holds.
func cmdletIn(text string) string {
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

// Detect implements parsers.Parser.
func (Parser) Detect(head []byte, name string) parsers.Likelihood {
	lines := textenc.HeadLines(head, 200)
	text := "\n" + strings.Join(lines, "\n")
	if psout.InTranscript(lines) || hasPrompt(lines) {
		return parsers.No // Console takes it out of the transcript
	}
	if cmdletOf(name) == "" {
		if cmdletIn(text) != "" && !strings.Contains(text, "\n[") {
			return parsers.Structure
		}
		return parsers.No
	}
	for _, line := range lines {
		if property.MatchString(line) || rule.MatchString(line) || strings.HasPrefix(line, "## ") {
			return parsers.Structure
		}
	}
	if len(strings.Fields(text)) <= 3 {
		return parsers.Name // one word, or no output at all
	}
	return parsers.No
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := &reader{out: out, cmdlet: cmdletOf(in.Path)}
	lines := textenc.NewLines(ctx, in.R)
	for lines.Next() {
		r.line(lines.Number(), lines.Text())
	}
	r.flush()
	r.cover(lines.Err() != nil)
	return r.result, lines.Err()
}

// emit sends one property.
func (r *reader) emit(name, value string, line int) {
	r.result.Records++
	if r.cmdlet == "" {
		r.cmdlet = cmdletIn("\n" + name)
	}
	if r.cmdlet == "" || countOnly[r.cmdlet] {
		return
	}
	if r.sent++; r.sent > maxSettings {
		return
	}
	name = restore(name)
	key := `adsync\` + r.cmdlet
	if r.section != "" {
		key += `\` + r.section
	}
	at := evidence.Locator{Line: line}
	r.out.Setting(evidence.Setting{Key: key, Name: name, Value: value, Locator: at})
	if strings.EqualFold(name, serverVersion) && value != "" {
		r.out.Product(evidence.Product{ID: productname.EntraConnect, Version: value, Locator: at, Why: name + " " + value})
	}
}

// serverVersion is the parameter that holds the version of the product.
const serverVersion = "Microsoft.Synchronize.ServerConfigurationVersion"

// cover tells what the file could have shown.
func (r *reader) cover(cut bool) {
	if r.sent > maxSettings {
		r.problem("too-many-properties", fmt.Sprintf("more than %d properties; the rest was not read", maxSettings))
	}
	if r.cmdlet == "" || countOnly[r.cmdlet] {
		return
	}
	r.out.Coverage(evidence.Coverage{
		Kind: evidence.CoversSetting, Root: `adsync\` + r.cmdlet,
		Partial: cut || len(r.result.Problems) > 0,
	})
}

func (r *reader) problem(code, message string) {
	r.result.Problems = append(r.result.Problems, parsers.Problem{Code: code, Message: message, Loss: true})
}
