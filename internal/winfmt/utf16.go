package winfmt

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// UTF16 decodes all of b as UTF-16LE. A half pair or a last odd byte becomes
// U+FFFD.
func UTF16(b []byte) string {
	if n := asciiPrefix(b); 2*n == len(b) {
		return asciiString(b)
	}
	return string(AppendUTF16(make([]byte, 0, len(b)), b))
}

// UTF16Z decodes b up to its first NUL, or all of it when there is none.
func UTF16Z(b []byte) string { return UTF16(b[:ZLen(b)]) }

// ZLen returns how many bytes of b come before the first UTF-16 NUL; len(b)
// when there is none.
func ZLen(b []byte) int {
	for i := 0; i+1 < len(b); i += 2 {
		if b[i]|b[i+1] == 0 {
			return i
		}
	}
	return len(b)
}

// AppendUTF16 appends the UTF-8 form of the UTF-16LE bytes b to dst.
func AppendUTF16(dst, b []byte) []byte {
	n := asciiPrefix(b)
	for i := range n {
		dst = append(dst, b[2*i])
	}
	for i := 2 * n; i < len(b); i += 2 {
		if i+1 == len(b) {
			return utf8.AppendRune(dst, utf8.RuneError)
		}
		r := rune(binary.LittleEndian.Uint16(b[i:]))
		if r < utf8.RuneSelf {
			dst = append(dst, byte(r))
			continue
		}
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if i+3 < len(b) {
				low = rune(binary.LittleEndian.Uint16(b[i+2:]))
			}
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				i += 2
			}
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// AppendUTF16LE appends the UTF-16LE form of s to dst, without a NUL.
func AppendUTF16LE(dst []byte, s string) []byte {
	for _, u := range utf16.Encode([]rune(s)) {
		dst = binary.LittleEndian.AppendUint16(dst, u)
	}
	return dst
}

// asciiPrefix counts the leading units of b that are ASCII, four at a time.
func asciiPrefix(b []byte) int {
	const notASCII = 0xff80_ff80_ff80_ff80
	i := 0
	for i+8 <= len(b) && binary.LittleEndian.Uint64(b[i:])&notASCII == 0 {
		i += 8
	}
	for i+2 <= len(b) && binary.LittleEndian.Uint16(b[i:])&0xff80 == 0 {
		i += 2
	}
	return i / 2
}

// asciiString copies the low bytes of b; short strings, the usual ones, take
// one allocation.
func asciiString(b []byte) string {
	var small [128]byte
	out := small[:0]
	if len(b)/2 > len(small) {
		out = make([]byte, 0, len(b)/2)
	}
	for i := 0; i < len(b); i += 2 {
		out = append(out, b[i])
	}
	return string(out)
}
