// Package healthchecker reads the text report of the Exchange HealthChecker
// script, whole or as a part that was pasted. What it says about TLS comes out
// as the registry values that the script looked at. The script has printed them
// in three ways:
//
//	TLS 1.2                                          until 2022: a block a version,
//		Server Enabled: True                         True only where the value is 1
//		Server Disabled By Default: False
//		Client Enabled: True
//		Client Disabled By Default: False
//	SystemDefaultTlsVersions: True
//	SchUseStrongCrypto - Wow6432Node: False
//
//	TLSVersion  ServerEnabled  ServerDbD  ClientEnabled  ClientDbD  Configuration
//	1.2         False          False      False          False      Half Disabled
//	1.2 ServerEnabledValue: -1 --- Error: …          2022: a row a version, and lines
//	                                                 for the values that are not 0 or 1
//
//	RegistryKey        Location                           Value
//	Enabled            SYSTEM\…\Protocols\TLS 1.2\Server  4294967295
//	SchUseStrongCrypto SOFTWARE\…\v4.0.30319              NULL       since then: the values
//
// The first two forms say False of a missing value as well as of 0, and of
// 0xffffffff, which Windows takes as on. False is therefore 0 only where
// DisabledByDefault agrees with it, or where the report prints the value; a
// version that is half disabled gives no Enabled, but a note. False of the .NET values is a
// missing one.
//
// Other lines that are read, by the section above them: Name, Build Number of
// Exchange, and Version and Time Zone of Windows. Source: the output of the
// script in microsoft/CSS-Exchange and its documentation of the TLS check. The
// script prints English on every Windows. A line that has none of these forms
// is no error. Note: half-disabled.
package healthchecker

import (
	"context"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/products"
)

// Parser reads the report.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "healthchecker" }

// titled is how the report begins.
const titled = "Exchange Health Checker version"

// detectLines is how far the settings may stand from the beginning of a file
// whose first line is not the report's.
const detectLines = 400

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	text := h.Text()
	if strings.Contains(text, titled) {
		return parsers.Structure
	}
	if !strings.Contains(text, "TLS") && !strings.Contains(text, "1.2") {
		return parsers.No
	}
	r := reader{}
	for i, line := range h.Lines(detectLines) {
		r.line(line, i+1)
	}
	if r.tls.found > 0 {
		return parsers.Structure
	}
	return parsers.No
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	lines := textenc.NewLines(ctx, in.R)
	r := reader{out: out}
	for lines.Next() {
		r.line(lines.Text(), lines.Number())
	}
	for _, key := range r.tls.unsure() {
		r.result.Notes = append(r.result.Notes, evidence.Say("note/half-disabled", "key", key))
	}
	r.result.Records += r.tls.send(out)
	return r.result, lines.Err()
}

// reader takes the report line by line.
type reader struct {
	out     parsers.Sink // nil while only the form is asked for
	result  parsers.Result
	section string // heading above the line, "" above the first
	last    string // the line before, which the rule below it makes a heading
	tls     tls
}

func (r *reader) line(text string, number int) {
	text = strings.Trim(textenc.NormalizePasted(textenc.Clip(text)), " \t\r>|*`")
	if len(text) > 3 && strings.Trim(text, "-") == "" {
		r.section, text = r.last, ""
	}
	if text == "" {
		return
	}
	r.last = text
	if r.tls.line(text, number) || r.out == nil {
		return
	}
	if name, value, ok := strings.Cut(text, ": "); ok {
		r.labelled(name, strings.TrimSpace(value), evidence.Locator{Line: number})
	}
}

// labelled takes a line about the server.
func (r *reader) labelled(name, value string, at evidence.Locator) {
	switch r.section + "/" + name {
	case "Exchange Information/Name":
		r.result.Host = value
		r.host("Name", value, at)
	case "Exchange Information/Build Number":
		r.exchange(value, at)
	case "Operating System Information/Version", "Operating System Information/OS Version":
		r.host("OS", value, at)
	case "Operating System Information/Time Zone":
		r.host("TimeZone", value, at)
	}
}

func (r *reader) host(name, value string, at evidence.Locator) {
	r.result.Records++
	r.out.Setting(evidence.Setting{Key: "host", Name: name, Value: value, Locator: at})
}

// exchange takes the version of ExSetup.exe, "15.02.1544.004".
func (r *reader) exchange(value string, at evidence.Locator) {
	parts := strings.Split(value, ".")
	if len(parts) != 4 {
		return
	}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 32)
		if err != nil {
			return
		}
		parts[i] = strconv.FormatUint(n, 10)
	}
	r.result.Records++
	r.out.Product(evidence.Product{
		ID: products.Exchange, Version: strings.Join(parts, "."), Locator: at,
		Why: evidence.Verbatim("Build Number: " + value),
	})
}
