package eventxml

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// skipProlog returns the text from the first element on: blanks, declarations
// and comments before it are passed over, and so are the dashes that Event
// Viewer's XML view puts before an element that can be folded.
func skipProlog(text []byte) []byte {
	for {
		text = bytes.TrimLeft(text, " \t\r\n-\ufeff")
		end := ""
		switch {
		case bytes.HasPrefix(text, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(text, []byte("<!--")):
			end = "-->"
		default:
			return text
		}
		i := bytes.Index(text, []byte(end))
		if i < 0 {
			return nil
		}
		text = text[i+len(end):]
	}
}

// scrub replaces what XML forbids but real events hold (control characters,
// raw or as character references, and invalid UTF-8) by U+FFFD, so that one
// odd character does not cost the event.
func scrub(text []byte) []byte {
	if clean(text) {
		return text
	}
	out := make([]byte, 0, len(text)+16)
	for len(text) > 0 {
		if n := badReference(text); n > 0 {
			out, text = append(out, "\ufffd"...), text[n:]
			continue
		}
		r, n := utf8.DecodeRune(text)
		if r == utf8.RuneError || !allowed(r) {
			out = append(out, "\ufffd"...)
		} else {
			out = append(out, text[:n]...)
		}
		text = text[n:]
	}
	return out
}

func clean(text []byte) bool {
	if !utf8.Valid(text) || bytes.Contains(text, []byte("&#")) {
		return false
	}
	for _, c := range text {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	return !bytes.Contains(text, []byte("\uffff")) && !bytes.Contains(text, []byte("\ufffe"))
}

// badReference returns the length of a character reference at the start of text
// that names a character XML forbids, or 0.
func badReference(text []byte) int {
	if !bytes.HasPrefix(text, []byte("&#")) {
		return 0
	}
	end := bytes.IndexByte(text[:min(len(text), 12)], ';')
	if end < 0 {
		return 0
	}
	digits, base := string(text[2:end]), 10
	if len(digits) > 0 && digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || (n <= utf8.MaxRune && allowed(rune(n))) {
		return 0
	}
	return end + 1
}

// allowed is the Char production of XML 1.0.
func allowed(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF ||
		r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
}
