// Package regprint reads registry values as consoles print them, from a file of
// their own or out of console text:
//
//	C:\> reg query KEY /v NAME     the command, where the text holds it
//	HKEY_LOCAL_MACHINE\SYSTEM\…\TLS 1.2\Client
//	    Enabled    REG_DWORD    0x1
//	    (Default)    REG_SZ    text
//	ERROR: The system was unable to find the specified registry key or value.
//
// Fields are set apart by four blanks. Values prove what is there; whether
// others were asked for does not show, so that their keys are covered in part
// only. The error proves that the key or the value is not there, if the command
// before it tells which one was meant.
package regprint

import (
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/regpath"
	"hybriddiag/parsers/internal/regstate"
)

var (
	keyLine   = regexp.MustCompile(`^HKEY_[A-Z_]+\\\S`)
	valueLine = regexp.MustCompile(`^    (.*?)    (REG_[A-Z_]+)(?:    (.*))?$`)
)

// IsKey reports whether a line is the key that reg query prints above its values.
func IsKey(line string) bool { return keyLine.MatchString(line) }

// IsValue reports whether a line is a value of reg query.
func IsValue(line string) bool { return valueLine.MatchString(line) }

// Reader gathers the values of one source.
type Reader struct {
	out    parsers.Sink
	state  *regstate.Collector
	result parsers.Result
	key    string // normalized, "" outside of a wanted key
	raw    string
	asked  *query // the command that has printed nothing yet
}

// New returns a reader that sends to out.
func New(out parsers.Sink) *Reader { return &Reader{out: out, state: regstate.New(out)} }

// Finish sends what was held back, and returns what was read.
func (r *Reader) Finish() parsers.Result {
	r.state.Finish(&r.result, true)
	return r.result
}

// Records returns how many keys and answers were read so far.
func (r *Reader) Records() int { return r.result.Records }

// Line takes a line of reg query, or of the console it ran in.
func (r *Reader) Line(number int, text string) {
	if keyLine.MatchString(text) {
		r.asked = nil
		r.enter(text, number)
		return
	}
	if r.question(text) || r.failure(number, text) {
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
func (r *Reader) enter(raw string, line int) {
	r.raw = strings.TrimSpace(raw)
	r.key = ""
	r.result.Records++
	if r.state.Wants([]byte(r.raw)) != parsers.Wanted {
		return
	}
	r.key, _ = regpath.Normalize(r.raw)
	r.state.Root(r.key)
	r.add("", regstate.TypeKey, "", line)
}

func (r *Reader) add(name, typ, value string, line int) {
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

// List reads blocks of Get-ItemProperty: the values, then where they are from.
// Above is the number of lines that come before those of the blocks.
func (r *Reader) List(blocks *psout.Blocks, above int) {
	for blocks.Next() {
		b := blocks.Block()
		_, path, ok := strings.Cut(strings.ReplaceAll(b.Get("PSPath"), "\n", ""), "Registry::")
		if !ok {
			continue
		}
		r.enter(path, above+b.Line)
		if r.key == "" {
			continue
		}
		for _, p := range b.Properties {
			switch p.Name {
			case "PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider":
				continue
			}
			typ, text := number(p.Value)
			r.add(p.Name, typ, text, above+p.Line)
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
