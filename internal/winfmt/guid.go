package winfmt

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
)

// GUID is a GUID in the byte order of Windows structures.
type GUID [16]byte

// String writes the GUID in lower case with braces.
func (g GUID) String() string {
	const digits = "0123456789abcdef"
	order := [16]int{3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15}
	var out [38]byte
	out[0], out[37] = '{', '}'
	at := 1
	for i, from := range order {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			out[at] = '-'
			at++
		}
		out[at], out[at+1] = digits[g[from]>>4], digits[g[from]&15]
		at += 2
	}
	return string(out[:])
}

// IsZero reports whether all bits are zero.
func (g GUID) IsZero() bool { return g == GUID{} }

// GUIDFrom copies a GUID out of the first 16 bytes of b; fewer give the zero
// GUID.
func GUIDFrom(b []byte) GUID {
	var g GUID
	if len(b) >= len(g) {
		copy(g[:], b)
	}
	return g
}

// ParseGUID reads a GUID in any case, with or without braces.
func ParseGUID(s string) (GUID, error) {
	text := s
	if len(text) == 38 && text[0] == '{' && text[37] == '}' {
		text = text[1:37]
	}
	if len(text) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return GUID{}, fmt.Errorf("%q is not a GUID", s)
	}
	raw, err := hex.DecodeString(text[:8] + text[9:13] + text[14:18] + text[19:23] + text[24:])
	if err != nil {
		return GUID{}, fmt.Errorf("%q is not a GUID", s)
	}
	g := GUID(raw)
	binary.LittleEndian.PutUint32(g[0:], binary.BigEndian.Uint32(raw[0:]))
	binary.LittleEndian.PutUint16(g[4:], binary.BigEndian.Uint16(raw[4:]))
	binary.LittleEndian.PutUint16(g[6:], binary.BigEndian.Uint16(raw[6:]))
	return g, nil
}

// NormalGUID returns a GUID text in lower case with braces, and any other text
// unchanged.
func NormalGUID(s string) string {
	if len(s) != 36 && len(s) != 38 {
		return s // spares the error, which a reader of many records would pay for
	}
	g, err := ParseGUID(s)
	if err != nil {
		return s
	}
	return g.String()
}
