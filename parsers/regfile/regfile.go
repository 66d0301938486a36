// Package regfile reads the text that regedit and `reg export` write, under
// whatever name it was saved (.reg, .log, .txt), as a stream: an export of
// HKLM\SOFTWARE has hundreds of megabytes of which a few hundred lines matter.
//
//	Windows Registry Editor Version 5.00        or REGEDIT4 (8-bit text)
//
//	[HKEY_LOCAL_MACHINE\SOFTWARE\…]             a key; [-…] deletes it
//	@="default value"                           REG_SZ; \\ and \" escaped
//	"Name"="text"                               may go on over several lines
//	"Name"=dword:00000001                       REG_DWORD, hexadecimal
//	"Name"=hex:01,02,\                          REG_BINARY, goes on after \
//	  03
//	"Name"=hex(N):…                             N is the type in hexadecimal:
//	     0 NONE, 1 SZ, 2 EXPAND_SZ, 4 DWORD, 5 DWORD_BIG_ENDIAN, 7 MULTI_SZ,
//	     b QWORD; texts are UTF-16LE with NUL, 8-bit in REGEDIT4
//	"Name"=-                                    deletes the value
//	; comment
//
// The layout is Microsoft's "How to add, modify, or delete registry subkeys and
// values by using a .reg file". Only keys that the sink wants become settings;
// the lines of all others are passed over.
//
// Problems: value-malformed (a line of a wanted key that cannot be read),
// key-malformed, file-cut (the text ends inside a value), nul-bytes,
// too-many-values.
package regfile

import (
	"bytes"
	"context"
	"strings"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/regpath"
)

// Parser reads registry exports.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "regfile" }

// The first lines of the two dialects.
const (
	version5 = "Windows Registry Editor Version 5.00"
	version4 = "REGEDIT4"
)

// Detect implements parsers.Parser. A text pasted without its first line still
// has key lines that nothing else has.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	likely := parsers.No
	for i, line := range h.Lines(40) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, version5), line == version4:
			if i == 0 {
				return parsers.Magic
			}
			return parsers.Structure
		case isKeyLine([]byte(line)):
			likely = parsers.Structure
		}
	}
	return likely
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := newReader(ctx, in.R, out)
	for r.lines.Next() {
		r.line(r.lines.Bytes())
	}
	return r.finish(r.lines.Err())
}

// isKeyLine reports whether a line names a key: `[HKEY_…]` or `[-HKEY_…]`.
func isKeyLine(line []byte) bool {
	line, ok := bytes.CutPrefix(line, []byte("["))
	if !ok || !bytes.HasSuffix(line, []byte("]")) {
		return false
	}
	line = bytes.TrimPrefix(line, []byte("-"))
	if len(line) < 4 || line[0]|0x20 != 'h' || line[1]|0x20 != 'k' {
		return false
	}
	_, ok = regpath.Normalize(string(line[:len(line)-1]))
	return ok
}
