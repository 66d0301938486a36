package match

import "strings"

// fold lowers letters and straightens typography.
func fold(s string) string {
	if folded(s) {
		return s
	}
	return straighten(strings.ToLower(s))
}

// folded tells quickly whether folding would change nothing. Most patterns are
// such.
func folded(s string) bool {
	return caseless(s) && !strings.ContainsFunc(s, func(r rune) bool { return 'A' <= r && r <= 'Z' })
}

// caseless reports whether folding would change ASCII letters only: all other
// characters are Chinese and Japanese ones (U+3000 to U+9FFF), which know no case.
func caseless(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x80:
		case c >= 0xE3 && c <= 0xE9 && i+2 < len(s) && s[i+1] >= 0x80 && s[i+2] >= 0x80:
			i += 2
		default:
			return false
		}
	}
	return true
}

// straighten takes typographic hyphens, quotes and spaces that documents put
// into error texts for what was meant.
func straighten(s string) string {
	if isASCII(s) {
		return s
	}
	return typography.Replace(s)
}

var typography = strings.NewReplacer("\u2010", "-", "\u2011", "-", "\u2212", "-", "\u2018", "'", "\u2019", "'", "\u201c", `"`, "\u201d", `"`, "\u00a0", " ")

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
