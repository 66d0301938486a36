package textenc

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// appendUTF16 appends the UTF-8 form of src to dst and returns how many bytes
// of src it used. Unless last is set, an odd byte and a high surrogate at the
// end stay for the next call. Lone surrogates become U+FFFD.
func appendUTF16(dst, src []byte, order binary.ByteOrder, last bool) ([]byte, int) {
	little := order == binary.ByteOrder(binary.LittleEndian)
	i := 0
	for i+1 < len(src) {
		if little && i+8 <= len(src) {
			// Four ASCII characters at once: no bit outside 0x7F in any unit.
			if v := binary.LittleEndian.Uint64(src[i:]); v&0xFF80FF80FF80FF80 == 0 {
				dst = append(dst, byte(v), byte(v>>16), byte(v>>32), byte(v>>48))
				i += 8
				continue
			}
		}
		r, size := utf16Rune(src[i:], order, last)
		if size == 0 {
			break
		}
		dst = utf8.AppendRune(dst, r)
		i += size
	}
	if last && i == len(src)-1 {
		dst = utf8.AppendRune(dst, utf8.RuneError)
		i++
	}
	return dst, i
}

// utf16Rune decodes one character of at least two bytes; size 0 asks for more.
func utf16Rune(b []byte, order binary.ByteOrder, last bool) (r rune, size int) {
	r = rune(order.Uint16(b))
	if !utf16.IsSurrogate(r) {
		return r, 2
	}
	if len(b) < 4 {
		if !last && r < 0xDC00 {
			return 0, 0
		}
		return utf8.RuneError, 2
	}
	if pair := utf16.DecodeRune(r, rune(order.Uint16(b[2:]))); pair != utf8.RuneError {
		return pair, 4
	}
	return utf8.RuneError, 2
}
