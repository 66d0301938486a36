package regfile

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"

	"hybriddiag/internal/winfmt"
	"hybriddiag/parsers/internal/regstate"
	"hybriddiag/parsers/internal/textenc"
)

// maxData is how many bytes of the text of one value are kept; the longest
// value a signature looks at, a list of cipher suites, has some 4 KB.
const maxData = 1 << 20

// splitValue separates `"Name"=data` or `@=data`.
func splitValue(b []byte) (name string, data []byte, ok bool) {
	if b[0] == '@' {
		data, ok = bytes.CutPrefix(bytes.TrimLeft(b[1:], " \t"), []byte("="))
		return "", data, ok
	}
	if b[0] != '"' {
		return "", nil, false
	}
	end := closingQuote(b)
	if end < 0 {
		return "", nil, false
	}
	data, ok = bytes.CutPrefix(bytes.TrimLeft(b[end+1:], " \t"), []byte("="))
	return unescape(b[1:end]), data, ok
}

// unquote returns the text of a quoted string and whether its end is there.
// What follows the closing quote (a comment) is left out.
func unquote(b []byte) (text string, closed bool) {
	end := closingQuote(b)
	if end < 0 {
		return "", false
	}
	return unescape(b[1:end]), true
}

// closingQuote finds the quote that ends the string b starts with, -1 if none.
func closingQuote(b []byte) int {
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return -1
}

// unescape removes the backslash before a backslash or quote.
func unescape(b []byte) string {
	if bytes.IndexByte(b, '\\') < 0 {
		return string(b)
	}
	var text strings.Builder
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) && (b[i+1] == '\\' || b[i+1] == '"') {
			i++
		}
		text.WriteByte(b[i])
	}
	return text.String()
}

// errMalformed says that the data are not of the form that Windows writes; the
// problem shows the line itself.
var errMalformed = errors.New("malformed value")

// decodeData reads the data of all types that are not quoted strings.
func decodeData(data []byte, ansi bool) (kind, text string, err error) {
	head, body, ok := bytes.Cut(data, []byte(":"))
	if !ok {
		return "", "", errMalformed
	}
	body = bytes.TrimSpace(stripComment(body))
	switch typ := strings.ToLower(string(bytes.TrimSpace(head))); {
	case typ == "dword":
		n, err := strconv.ParseUint(string(body), 16, 32)
		if err != nil {
			return "", "", errMalformed
		}
		return "REG_DWORD", strconv.FormatUint(n, 10), nil
	case typ == "hex":
		return decodeHex(3, body, ansi)
	case strings.HasPrefix(typ, "hex(") && strings.HasSuffix(typ, ")"):
		number, err := strconv.ParseUint(typ[len("hex("):len(typ)-1], 16, 32)
		if err != nil {
			return "", "", errMalformed
		}
		return decodeHex(uint32(number), body, ansi)
	}
	return "", "", errMalformed
}

// stripComment cuts off a comment behind the data.
func stripComment(b []byte) []byte {
	before, _, _ := bytes.Cut(b, []byte(";"))
	return before
}

// decodeHex reads comma-separated bytes of a value of that type.
func decodeHex(typ uint32, body []byte, ansi bool) (kind, text string, err error) {
	raw := make([]byte, 0, len(body)/3+1)
	for part := range bytes.SplitSeq(body, []byte(",")) {
		part = bytes.TrimSpace(part)
		if len(part) == 0 {
			continue
		}
		if len(part) > 2 {
			return "", "", errMalformed
		}
		if len(part) == 1 {
			part = []byte{'0', part[0]}
		}
		if raw, err = hex.AppendDecode(raw, part); err != nil {
			return "", "", errMalformed
		}
	}
	if ansi && (typ == 1 || typ == 2 || typ == 7) {
		raw = widen(raw)
	}
	return regstate.TypeName(typ), regstate.Data(typ, raw), nil
}

// widen turns 8-bit texts that end with NUL into UTF-16LE. Each is decoded on
// its own, so that the NULs are not taken for the high bytes of UTF-16.
func widen(raw []byte) []byte {
	var wide []byte
	for part := range bytes.SplitSeq(raw, []byte{0}) {
		wide = append(winfmt.AppendUTF16LE(wide, textenc.Decode(part)), 0, 0)
	}
	return wide
}

func isHexByte(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}
