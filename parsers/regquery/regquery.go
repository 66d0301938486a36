// Package regquery reads registry values as consoles print them:
//
//	reg query KEY                  HKEY_LOCAL_MACHINE\SYSTEM\…\TLS 1.2\Client
//	                                   Enabled    REG_DWORD    0x1
//	                                   (Default)    REG_SZ    text
//	Get-ItemProperty KEY           Enabled      : 1
//	                               PSPath       : Microsoft.PowerShell.Core\Registry::HKEY_…
//
// Fields of reg query are set apart by four blanks. Such output proves what is
// there; whether other values were asked for does not show, so that the keys are
// covered in part only.
package regquery

import (
	"context"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/internal/peek"
	"hybriddiag/internal/psout"
	"hybriddiag/internal/regpath"
	"hybriddiag/internal/regstate"
	"hybriddiag/internal/textenc"
	"hybriddiag/parsers"
)

// Parser reads printed registry values.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "regquery" }

var (
	keyLine   = regexp.MustCompile(`^HKEY_[A-Z_]+\\\S`)
	valueLine = regexp.MustCompile(`^    (.*?)    (REG_[A-Z_]+)(?:    (.*))?$`)
	psPath    = regexp.MustCompile(`(?m)^PSPath\s*:.*Registry::`)
)

// Detect implements parsers.Parser.
func (Parser) Detect(head []byte, _ string) parsers.Likelihood {
	lines := textenc.HeadLines(head, 200)
	if psout.InTranscript(lines) {
		return parsers.No
	}
	if isList(lines) {
		return parsers.Structure
	}
	inKey := false
	for _, line := range lines {
		switch {
		case keyLine.MatchString(line):
			inKey = true
		case inKey && valueLine.MatchString(line):
			return parsers.Structure
		}
	}
	return parsers.No
}

// isList tells whether the output is Get-ItemProperty's.
func isList(lines []string) bool {
	return psPath.MatchString(strings.Join(lines, "\n"))
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := &reader{state: regstate.New(out)}
	head, src, err := peek.Head(in.R, parsers.HeadSize)
	if err != nil {
		return r.result, err
	}
	lines := textenc.NewLines(ctx, src)
	if isList(textenc.HeadLines(head, 200)) {
		r.list(psout.NewBlocks(lines))
	} else {
		for lines.Next() {
			r.line(lines.Number(), lines.Text())
		}
	}
	r.state.Finish(&r.result, true)
	return r.result, lines.Err()
}

// reader gathers the values.
type reader struct {
	state  *regstate.Collector
	result parsers.Result
	key    string // normalized, "" outside of a wanted key
	raw    string
}

// line takes a line of reg query.
func (r *reader) line(number int, text string) {
	if keyLine.MatchString(text) {
		r.enter(text, number)
		return
	}
	m := valueLine.FindStringSubmatch(text)
	if m == nil || r.key == "" {
		return
	}
	name := m[1]
	if name == "(Default)" || name == "(既定)" {
		name = ""
		if m[3] == "(value not set)" || m[3] == "(値の設定なし)" {
			return
		}
	}
	r.add(name, m[2], value(m[2], m[3]), number)
}

// enter starts a key, if it is wanted.
func (r *reader) enter(raw string, line int) {
	r.raw = strings.TrimSpace(raw)
	r.key = ""
	r.result.Records++
	if regpath.Classify([]byte(r.raw)) != regpath.Wanted {
		return
	}
	r.key, _ = regpath.Normalize(r.raw)
	r.state.Root(r.key)
	r.add("", regstate.TypeKey, "", line)
}

func (r *reader) add(name, typ, value string, line int) {
	r.state.Add(evidence.Setting{
		Key: r.key, Name: name, Type: typ, Value: value,
		Locator: evidence.Locator{RegistryKey: r.raw, Line: line},
	})
}

// value puts printed data in the form of evidence: numbers in decimal, lists on
// lines, binary in lower case.
func value(typ, text string) string {
	switch typ {
	case "REG_DWORD", "REG_QWORD", "REG_DWORD_BIG_ENDIAN":
		if n, err := strconv.ParseUint(text, 0, 64); err == nil {
			return strconv.FormatUint(n, 10)
		}
	case "REG_MULTI_SZ":
		return strings.ReplaceAll(text, `\0`, "\n")
	case "REG_BINARY":
		if raw, err := hex.DecodeString(text); err == nil {
			return hex.EncodeToString(raw)
		}
	}
	return text
}

// list reads blocks of Get-ItemProperty: the values, then where they are from.
func (r *reader) list(blocks *psout.Blocks) {
	for blocks.Next() {
		b := blocks.Block()
		_, path, ok := strings.Cut(strings.ReplaceAll(b.Get("PSPath"), "\n", ""), "Registry::")
		if !ok {
			continue
		}
		r.enter(path, b.Line)
		if r.key == "" {
			continue
		}
		for _, p := range b.Properties {
			switch p.Name {
			case "PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider":
				continue
			}
			typ, text := number(p.Value)
			r.add(p.Name, typ, text, p.Line)
		}
	}
}

// number reads a whole number as PowerShell prints a DWORD, which is signed.
func number(text string) (typ, value string) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < -1<<31 || n > 1<<32-1 {
		return "REG_SZ", text
	}
	return "REG_DWORD", strconv.FormatUint(uint64(uint32(n)), 10)
}
