// Package regquery reads registry values as consoles print them:
//
//	reg query KEY                  HKEY_LOCAL_MACHINE\SYSTEM\…\TLS 1.2\Client
//	                                   Enabled    REG_DWORD    0x1
//	                                   (Default)    REG_SZ    text
//	Get-ItemProperty KEY           Enabled      : 1
//	                               PSPath       : Microsoft.PowerShell.Core\Registry::HKEY_…
//
// Package regprint tells what such output proves.
package regquery

import (
	"context"
	"regexp"
	"slices"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/regprint"
	"hybriddiag/parsers/internal/textenc"
)

// Parser reads printed registry values.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "regquery" }

var psPath = regexp.MustCompile(`^PSPath\s*:.*Registry::`)

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	lines := h.Lines(200)
	if psout.InTranscript(lines) {
		return parsers.No
	}
	if isList(lines) {
		return parsers.Structure
	}
	inKey := false
	for _, line := range lines {
		switch {
		case regprint.IsKey(line):
			inKey = true
		case inKey && regprint.IsValue(line):
			return parsers.Structure
		}
	}
	return parsers.No
}

// isList reports whether the output is Get-ItemProperty's.
func isList(lines []string) bool {
	return slices.ContainsFunc(lines, psPath.MatchString)
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	h, src, err := in.Peek()
	if err != nil {
		return parsers.Result{}, err
	}
	r := regprint.New(out)
	lines := textenc.NewLines(ctx, src)
	if isList(h.Lines(200)) {
		r.List(psout.NewBlocks(lines), 0)
	} else {
		for lines.Next() {
			r.Line(lines.Number(), lines.Text())
		}
	}
	return r.Finish(), lines.Err()
}
