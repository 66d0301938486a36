package textenc

import (
	"bytes"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// charset returns the decoder of an encoding that is no Unicode one.
func (e Encoding) charset() encoding.Encoding {
	switch e {
	case CP932:
		return japanese.ShiftJIS
	case EUCJP:
		return japanese.EUCJP
	case ISO2022JP:
		return japanese.ISO2022JP
	case CP1252:
		return charmap.Windows1252
	}
	return nil
}

// isISO2022JP reports whether b is 7-bit text with an escape to JIS X 0208, the
// form of Japanese mail.
func isISO2022JP(b []byte) bool {
	return isASCII(b) && (bytes.Contains(b, []byte("\x1b$B")) || bytes.Contains(b, []byte("\x1b$@")))
}

// isEUCJP reports whether b consists of EUC-JP characters only and reads as
// Japanese: a good part of its pairs are kana (rows A4 and A5). Half-width kana
// of CP932 lie in the same bytes, but not in such pairs.
func isEUCJP(b []byte) bool {
	pairs, kana := 0, 0
	for i := 0; i < len(b); i++ {
		lead := b[i]
		if lead < 0x80 {
			continue
		}
		if i+1 == len(b) {
			break // cut
		}
		if trail := b[i+1]; lead < 0xA1 && lead != 0x8E || trail < 0xA1 {
			return false
		}
		pairs++
		if lead == 0xA4 || lead == 0xA5 {
			kana++
		}
		i++
	}
	return pairs >= 2 && kana*4 >= pairs
}
