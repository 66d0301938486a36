package diag

import (
	"strings"
	"unicode"

	"hybriddiag/parsers"
)

// fewKana is how many kana make a text Japanese: a name among English lines may
// have fewer.
const fewKana = 4

// japanese reports whether the text at the head of a file is Japanese.
func japanese(h *parsers.Head) bool {
	if h.Magic != parsers.NoMagic {
		return false
	}
	n := 0
	for rest := h.Text(); n < fewKana; n++ {
		i := strings.IndexFunc(rest, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) })
		if i < 0 {
			return false
		}
		rest = rest[i+1:]
	}
	return true
}
