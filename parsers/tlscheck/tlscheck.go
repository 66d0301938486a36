// Package tlscheck reads what Microsoft's TLS 1.2 check script for Entra
// Connect prints, in any of the ways it reaches support: redirected to a file,
// as Format-List or CSV, or pasted into a mail.
//
//	Path                                                  Name                     Value
//	----                                                  ----                     -----
//	HKLM:\SOFTWARE\WOW6432Node\Microsoft\.NETFramework\…  SystemDefaultTlsVersions 1          row 1
//	        "                                             SchUseStrongCrypto       Not Found  row 2
//	HKLM:\SOFTWARE\Microsoft\.NETFramework\v4.0.30319     the same two names                  rows 3, 4
//	HKLM:\SYSTEM\…\SCHANNEL\Protocols\TLS 1.2\Server      Enabled, DisabledByDefault          rows 5, 6
//	HKLM:\SYSTEM\…\SCHANNEL\Protocols\TLS 1.2\Client      Enabled, DisabledByDefault          rows 7, 8
//
// The rows always come in this order (script text: "TLS 1.2 enforcement for
// Microsoft Entra Connect", Microsoft Learn). A console cuts the long paths
// with "..." or "…"; Server and Client then look alike, and the order decides.
// "Not Found" is the script's own word for a value that is not there; it is not
// translated. -1 is the DWORD 0xffffffff. Rows that someone added to the script
// for other keys are read where a heading or labels show the cells.
//
// Problems: table-cut (the Value column is missing, or a cut path could be two
// keys), image (a picture of the output). Such rows give no setting.
package tlscheck

import (
	"context"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
)

// Parser reads the output of the check script.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "tlscheck" }

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	if h.Magic == parsers.Picture {
		if strings.Contains(strings.ToLower(h.Name), "tls") {
			return parsers.Name
		}
		return parsers.No
	}
	if !strings.Contains(h.Text(), "HK") {
		return parsers.No
	}
	s := newScanner()
	for _, line := range h.Lines(400) {
		s.line(line)
	}
	if len(s.finish()) >= 2 {
		return parsers.Structure
	}
	return parsers.No
}

// maxLines bounds how much of a file is looked at: the output has a dozen lines,
// a mail around it a few hundred.
const maxLines = 20_000

// maxProblems is one for each row of one run of the script.
const maxProblems = 8

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	h, src, err := in.Peek()
	if err != nil {
		return parsers.Result{}, err
	}
	picture := h.Magic == parsers.Picture
	lines := textenc.NewLines(ctx, src)
	s := newScanner()
	for !picture && lines.Next() && lines.Number() <= maxLines {
		s.line(lines.Text())
	}
	rows := s.finish()
	result := parsers.Result{Records: len(rows), Host: s.host, Taken: s.taken}
	switch {
	case picture:
		result.Problems = append(result.Problems, parsers.Lost("image/output"))
	case len(rows) > 0:
		send(rows, &result, out)
	}
	return result, lines.Err()
}

// send turns the rows into settings.
func send(rows []row, result *parsers.Result, out parsers.Sink) {
	last := map[string]evidence.Setting{}
	var order []string
	for _, r := range resolve(rows) {
		s, err := r.setting()
		if err != nil {
			result.Damaged++
			if len(result.Problems) < maxProblems {
				result.Problems = append(result.Problems, parsers.Lost("table-cut", "line", r.line, "error", err))
			}
			continue
		}
		id := s.Key + "\x00" + s.Name
		if _, twice := last[id]; !twice {
			order = append(order, id)
		}
		last[id] = s
	}
	if sent := len(rows) - result.Damaged; sent > len(order) {
		result.Notes = append(result.Notes, evidence.Say("note/rows-repeated", "rows", sent, "values", len(order)))
	}
	for _, id := range order {
		out.Setting(last[id])
	}
}

// setting returns what the row says, or why it says nothing.
func (r row) setting() (evidence.Setting, error) {
	at := evidence.Locator{Line: r.line, RegistryKey: r.path}
	switch {
	case r.key == "":
		return evidence.Setting{}, evidence.Failed("row/path-cut", "path", r.path)
	case r.value == "":
		return evidence.Setting{}, evidence.Failed("row/value-cut", "name", evidence.Word(r.name), "path", r.path)
	case isNotFound(r.value):
		return evidence.Setting{Key: r.key, Name: r.name, Absent: true, Locator: at}, nil
	}
	n, err := strconv.ParseInt(r.value, 0, 64)
	if err != nil && !r.isScripts() {
		return evidence.Setting{Key: r.key, Name: r.name, Type: "REG_SZ", Value: r.value, Locator: at}, nil
	}
	if err != nil || n < -1<<31 || n > 1<<32-1 {
		return evidence.Setting{}, evidence.Failed("row/no-dword", "found", r.value)
	}
	return evidence.Setting{
		Key: r.key, Name: r.name, Type: "REG_DWORD",
		Value: strconv.FormatUint(uint64(uint32(n)), 10), Locator: at,
	}, nil
}
