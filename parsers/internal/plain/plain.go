// Package plain takes the text out of what people put it into before they send
// it: a mail, a web page, rich text, an office document.
//
//	Content-Type: …, From: …      a mail (RFC 5322, MIME): its text part, else its web page
//	<html, <!doctype html         a web page: its text, block elements on lines of their own
//	{\rtf                         rich text: its text, \par on a new line
//	PK with word/document.xml     Word: its paragraphs
//	PK with xl/workbook.xml       Excel: the rows of all sheets, cells with tabs between
//	D0 CF 11 E0 A1 B1 1A E1       Outlook's .msg: subject and body
//	{ or [                        JSON: its values that are sentences
//	anything else                 the text itself
//
// All of it is bounded by what is handed in and by maxText.
package plain

import (
	"bytes"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/textenc"
)

// maxText bounds the text that a packed document may unpack to.
const maxText = 32 << 20

// ErrTooLong says that a packed document holds more text than is read.
var ErrTooLong = evidence.Failed("document/too-long", "limit", maxText>>20)

// The first bytes of the packed forms.
const (
	magicZip      = "PK\x03\x04"
	magicCompound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
)

// IsPacked reports whether the file begins like an office document or an Outlook
// message, whose text is not in plain sight.
func IsPacked(head []byte) bool {
	return bytes.HasPrefix(head, []byte(magicCompound)) ||
		bytes.HasPrefix(head, []byte(magicZip)) && bytes.Contains(head, []byte("[Content_Types].xml"))
}

// Text returns the text of a whole file in UTF-8. Errors say what of a packed
// document could not be read; the text before that is returned with them.
func Text(b []byte) (string, error) {
	switch {
	case bytes.HasPrefix(b, []byte(magicZip)):
		return office(b)
	case bytes.HasPrefix(b, []byte(magicCompound)):
		return outlook(b)
	}
	text, ok := mail(b)
	if !ok {
		text = textenc.Decode(b)
	}
	return unmarked(text), nil
}

// unmarked takes the marks of web pages, rich text and JSON away.
func unmarked(text string) string {
	start := strings.ToLower(strings.TrimSpace(text[:min(len(text), 1024)]))
	switch {
	case strings.HasPrefix(start, `{\rtf`):
		return richText(text)
	case isPage(start):
		return page(text)
	}
	if said, ok := sentences(text); ok {
		return said
	}
	return text
}
