// Package textenc reads text of unknown encoding as UTF-8, without asking and
// without failing: the text files of a collected server come from cmd.exe
// (OEM code page), PowerShell 5.1 (UTF-16LE), PowerShell 7 (UTF-8), MSI
// (UTF-16LE) and mail programs (anything).
//
// How the encoding is found, first match wins:
//
//	EF BB BF                         UTF-8
//	FF FE / FE FF                    UTF-16LE / UTF-16BE
//	> 30 % NUL at odd offsets        UTF-16LE without a mark
//	> 30 % NUL at even offsets       UTF-16BE without a mark
//	valid UTF-8, last rune may be cut  UTF-8
//	7-bit with ESC $ B               ISO-2022-JP
//	only EUC-JP pairs, many of them kana   EUC-JP
//	only valid Shift_JIS characters, and a run of them   CP932
//	anything else                    CP1252
//
// Only a mark or the NULs bind the whole file, up to the line where its width
// turns: cmd.exe and PowerShell may have appended to the same file. The 8-bit encodings are judged
// again for every line that is not what the head promised, because a log can
// be ASCII for its first megabyte and CP932 after that.
//
// Lines gives numbered lines of bounded length, Reader an io.Reader of UTF-8.
package textenc

import (
	"bytes"
	"unicode/utf8"
)

// Encoding is how the bytes of a text become characters.
type Encoding uint8

// The encodings that Windows tools write.
const (
	UTF8 Encoding = iota
	UTF16LE
	UTF16BE
	CP932
	CP1252
	EUCJP
	ISO2022JP
)

// String returns the usual name of the encoding.
func (e Encoding) String() string {
	return [...]string{"utf-8", "utf-16le", "utf-16be", "cp932", "cp1252", "euc-jp", "iso-2022-jp"}[e]
}

// nulPercent is how many of the high bytes must be NUL for UTF-16 without a
// mark. Japanese text with ASCII between stays above it.
const nulPercent = 30

// Detect judges the encoding from the first bytes of a file and tells how long
// its byte order mark is (0 when there is none).
func Detect(head []byte) (enc Encoding, mark int) {
	switch {
	case bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		return UTF8, 3
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return UTF16LE, 2
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return UTF16BE, 2
	}
	if enc, ok := utf16WithoutMark(head); ok && !beginsInBytes(head) {
		return enc, 0
	}
	return detect8bit(head[:toUTF16(head).at]), 0
}

// utf16WithoutMark counts NULs at even and at odd offsets.
func utf16WithoutMark(head []byte) (Encoding, bool) {
	pairs := len(head) / 2
	if pairs == 0 {
		return UTF8, false
	}
	var even, odd int
	for i := 0; i+1 < len(head); i += 2 {
		if head[i] == 0 {
			even++
		}
		if head[i+1] == 0 {
			odd++
		}
	}
	// A run of zero bytes has NULs on both sides and is not text.
	switch {
	case odd*100 > pairs*nulPercent && odd > 2*even:
		return UTF16LE, true
	case even*100 > pairs*nulPercent && even > 2*odd:
		return UTF16BE, true
	}
	return UTF8, false
}

// detect8bit chooses between the encodings that have no mark and no NULs.
func detect8bit(b []byte) Encoding {
	switch {
	case isISO2022JP(b):
		return ISO2022JP
	case utf8.Valid(b[:len(b)-cutRune(b)]):
		return UTF8
	case isEUCJP(b):
		return EUCJP
	case isShiftJIS(b):
		return CP932
	}
	return CP1252
}

// cutRune returns how many bytes at the end of b are the start of a UTF-8
// sequence that goes on after b.
func cutRune(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		c := b[len(b)-n]
		if utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}
