// Package connectorversion reads the one-line file in which a collector saves
// the file version of the connector's or an agent's program.
//
//	1.5.3890.0                      the version alone, or
//	FileVersion     : 1.5.3890.0    a property list of the file
//
// Only the file's name says what the number belongs to: *ConnectorVersion*,
// *AuthenticationAgentVersion* or *PTAVersion*, *ProvisioningAgentVersion*.
//
// Problem: no-version.
//
// Source: output of FileVersionInfo in PowerShell.
package connectorversion

import (
	"context"
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/products"
)

// Parser reads version files.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "connectorversion" }

var (
	version = regexp.MustCompile(`\b(\d{1,5}\.\d{1,5}\.\d{1,5}\.\d{1,5})\b`)
	names   = regexp.MustCompile(`(?i)(connector|pta|authentication[-_ ]?agent|provisioning[-_ ]?agent)[-_ ]?version`)
)

// maxLines bounds a file of one line, or of one property list.
const maxLines = 60

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	if _, ok := product(h.Name); !ok || len(h.Raw) >= 16<<10 || !version.MatchString(h.Text()) {
		return parsers.No
	}
	return parsers.Fuzzy
}

// product returns the product whose version a file of that name holds.
func product(path string) (id string, ok bool) {
	m := names.FindStringSubmatch(path[strings.LastIndexAny(path, `/\`)+1:])
	if m == nil {
		return "", false
	}
	switch word := strings.ToLower(m[1]); {
	case word == "connector":
		return products.PrivateNetworkConnector, true
	case strings.HasPrefix(word, "provisioning"):
		return products.ProvisioningAgent, true
	}
	return products.PTAAgent, true
}

// Parse implements parsers.Parser. The first version in the file counts.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	var result parsers.Result
	id, ok := product(in.Path)
	lines := textenc.NewLines(ctx, in.R)
	for lines.Next() && lines.Number() <= maxLines {
		m := version.FindString(lines.Text())
		if m == "" || !ok {
			continue
		}
		out.Product(evidence.Product{
			ID: id, Version: m, Why: evidence.Verbatim(strings.TrimSpace(lines.Text())),
			Locator: evidence.Locator{Line: lines.Number()},
		})
		result.Records++
		break
	}
	if ok && result.Records == 0 && lines.Err() == nil {
		result.Problems = append(result.Problems, parsers.Lost("no-version"))
	}
	return result, lines.Err()
}
