package secrets

import "strings"

// nameWords returns the spellings of the names of secrets, in lower case.
func nameWords() []string {
	words := strings.Fields("password passwd passphrase passcode pwd secret binarysecuritytoken ciphervalue sharedaccesssignature samlrequest samlresponse パスワード シークレット 秘密キー アクセスキー アクセストークン")
	words = append(words, "アクセス キー", "アクセス トークン")
	for _, gap := range []string{"", " ", "_", "-"} {
		for first := range strings.FieldsSeq("access account api encryption license private product sharedaccess shared_access storage function master session") {
			words = append(words, first+gap+"key")
		}
		for first := range strings.FieldsSeq("access refresh id auth bearer session sas security bootstrap request device csrf xsrf saml oauth") {
			words = append(words, first+gap+"token")
		}
		words = append(words, "client"+gap+"assertion")
	}
	return words
}

// byLast are the names of secrets by their last byte.
var byLast = func() (by [256][]string) {
	for _, w := range nameWords() {
		last := w[len(w)-1]
		by[last] = append(by[last], w)
	}
	return by
}()

// endsInName reports whether the text ends in the name of a secret.
func endsInName(text string) bool {
	if text == "" {
		return false
	}
	last := text[len(text)-1]
	if 'A' <= last && last <= 'Z' {
		last += 'a' - 'A'
	}
	for _, w := range byLast[last] {
		if at := len(text) - len(w); at >= 0 && strings.EqualFold(text[at:], w) {
			return true
		}
	}
	return false
}

// assigned reports whether a name of a secret stands in front of something that
// gives a value: a sign, a quote, the end of a tag, a blank behind an option.
func assigned(text string) bool {
	for i := range len(text) {
		switch text[i] {
		case '=', ':', '>', '"', '\'', '\\', ' ', '\t', '&', 0xEF: // full-width signs begin with 0xEF
			if endsInName(text[:i]) {
				return true
			}
		}
	}
	return false
}

// hasBlob reports whether a ticket, an answer of NTLM or a long certificate may be
// in the text.
func hasBlob(text string) bool {
	return strings.Contains(text, "YII") || strings.Contains(text, "TlRMTVNTUA") || strings.Contains(text, "MII") && hasRun(text, 200)
}

// hasRun reports whether n characters of Base64 stand in a row.
func hasRun(text string, n int) bool {
	run := 0
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '+', c == '/':
			if run++; run >= n {
				return true
			}
		default:
			run = 0
		}
	}
	return false
}

// hasUserInfo reports whether a URL of the text has something in front of its host.
func hasUserInfo(text string) bool {
	for {
		_, rest, ok := strings.Cut(text, "://")
		if !ok {
			return false
		}
		authority := rest
		if end := strings.IndexAny(rest, "/?#\"'<> \t\r\n"); end >= 0 {
			authority = rest[:end]
		}
		if strings.Contains(authority, "@") {
			return true
		}
		text = rest
	}
}

// hasProductKey reports whether five groups of five characters may stand in the
// text.
func hasProductKey(text string) bool {
	const length, group = 29, 6
	for at := strings.IndexByte(text, '-'); at >= 0; {
		from := at - group + 1
		if from >= 0 && from+length <= len(text) && text[at+group] == '-' && text[at+2*group] == '-' && text[at+3*group] == '-' &&
			strings.IndexFunc(text[from:from+length], func(r rune) bool { return r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') }) < 0 {
			return true
		}
		next := strings.IndexByte(text[at+1:], '-')
		if next < 0 {
			return false
		}
		at += 1 + next
	}
	return false
}
