package secrets

import (
	"regexp"
	"strings"
	"unicode"
)

// state matches values that tell a state, and places to be filled in.
var state = regexp.MustCompile(`(?i)^(?:` +
	`true|false|yes|no|null|nil|none|empty|set|unset|not|\(?(?:null|none|empty|not|hidden|masked|redacted)\)?|0|1|-1|0x[01]+|` +
	`enabled|disabled|expired|required|changed|incorrect|invalid|missing|ok|n/?a|unknown|never|always|blank|` +
	`basic|bearer|negotiate|ntlm|kerberos|digest|pop|sharedkey(?:lite)?|sharedaccesssignature|` +
	`\*+|•+|\.{2,}|…|x{3,}|` +
	`system\.[\w.+]+|microsoft\.[\w.+]+|` +
	`[$%@{(\[].*|` + // a variable or an expression
	`<.*|&lt;.*|\\u003c.*|secret:[\w-]+)$`)

// harmless reports whether a value under the name of a secret is none. In prose,
// words of letters alone are what a sentence goes on with.
func harmless(value string, prose bool) bool {
	v := strings.Trim(value, " \t\r\n.,;:!?'\"「」")
	return v == "" || state.MatchString(v) || japanese(v) || prose && letters(v)
}

// prosaic reports whether a value, with what follows it, is how a sentence goes on:
// several words.
func prosaic(value, rest string) bool {
	if len(strings.Fields(value)) >= 4 {
		return true
	}
	rest, spaced := strings.CutPrefix(rest, " ")
	return spaced && rest != "" && unicode.IsLetter(rune(rest[0]))
}

func letters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune(" -'", r) }) < 0
}

// japanese reports whether the text is Japanese words: no password has kanji or
// kana.
func japanese(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }) >= 0
}
