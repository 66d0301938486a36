package etl

import (
	"encoding/binary"
	"fmt"
	"strings"

	"hybriddiag/internal/winfmt"
	"hybriddiag/parsers/etl/internal/etwtmpl"
)

// How many bytes of binary content may be shown: enough for a number from the
// providers that carry network content, enough for a hash from all others.
const (
	shownFromCarriers = 4
	shownFromOthers   = 64
)

// isCarrier reports whether a provider writes HTTP, TLS or packet content into its
// events.
func isCarrier(guid winfmt.GUID) bool {
	switch binary.LittleEndian.Uint32(guid[:]) { // the first part is enough: too much masked does no harm
	case 0x50b3e73c, // WebIO
		0x7d44233d, // WinHttp
		0x43d1a55c, // WinINet
		0xdd5ef90a, // HttpService
		0x2ed6006e, // NDIS-PacketCapture
		0x4d4f80d9, // PktMon
		0xe53c6823: // Winsock-AFD
		return true
	}
	return false
}

// maskValues replaces what may be secret. Numbers, times, GUIDs, SIDs and
// addresses stay.
func maskValues(guid winfmt.GUID, values []etwtmpl.Value) {
	carrier := isCarrier(guid)
	for i := range values {
		if v := &values[i]; v.Kind != etwtmpl.KindPlain && v.Text != "" {
			v.Text = maskValue(carrier, v)
		}
	}
}

func maskValue(carrier bool, v *etwtmpl.Value) string {
	name := v.Name[strings.LastIndexByte(v.Name, '.')+1:]
	switch v.Kind {
	case etwtmpl.KindBinary:
		if len(v.Bytes) > shownFromOthers || carrier && len(v.Bytes) > shownFromCarriers || isSecretName(name, carrier) {
			return notShown(len(v.Bytes))
		}
	case etwtmpl.KindText:
		if isSecretName(name, carrier) {
			return notShown(len(v.Bytes))
		}
		return maskText(v.Text, isAddressName(name))
	}
	return v.Text
}

// notShown is what stands in the place of a secret.
func notShown(n int) string { return fmt.Sprintf("(%d bytes not shown)", n) }

// isSecretName tells by the name of a text or binary property that its content
// is not for reports. Some names mean secrets only where they carry HTTP.
func isSecretName(name string, carrier bool) bool {
	name = strings.ToLower(name)
	for _, part := range []string{
		"header", "cookie", "password", "passwd", "passphrase", "authorization",
		"credential", "secret", "commandline", "postdata", "bearer",
	} {
		if strings.Contains(name, part) {
			return true
		}
	}
	switch name {
	case "token", "accesstoken", "refreshtoken", "idtoken", "pwd", "body", "requestbody", "responsebody", "entity", "payload", "fragment":
		return true
	case "username", "value", "data", "truncateddata", "content":
		return carrier
	}
	return false
}

// isAddressName tells by the name that a text is a URL or a part of one.
func isAddressName(name string) bool {
	switch name = strings.ToLower(name); name {
	case "objectname", "referrer", "redirect", "path":
		return true
	}
	return strings.Contains(name, "url") || strings.Contains(name, "uri")
}

// maskText cuts the query of every URL in a text, its user information, and
// what follows a word that announces a secret.
func maskText(s string, address bool) string {
	if address {
		if i := strings.IndexAny(s, "?#"); i >= 0 {
			s = s[:i+1]
		}
	}
	if strings.ContainsAny(s, "?#@") {
		s = maskURLs(s)
	}
	if strings.ContainsAny(s, ":= ") {
		s = maskLines(s)
	}
	return s
}

// maskURLs goes over the words of a text; in one with a slash before a question
// mark, what follows the mark goes.
func maskURLs(s string) string {
	var out strings.Builder
	for len(s) > 0 {
		end := strings.IndexAny(s, " \t\r\n\"'<>")
		word, rest := s, ""
		if end >= 0 {
			word, rest = s[:end+1], s[end+1:]
		}
		out.WriteString(maskURL(word))
		s = rest
	}
	return out.String()
}

func maskURL(word string) string {
	body := strings.TrimRight(word, " \t\r\n\"'<>")
	tail := word[len(body):]
	slash := strings.IndexByte(body, '/')
	if slash < 0 {
		return word
	}
	if i := strings.IndexAny(body[slash:], "?#"); i >= 0 && (body[slash+i] == '?' || strings.Contains(body, "://")) {
		body = body[:slash+i+1]
	}
	if scheme := strings.Index(body, "://"); scheme >= 0 {
		from := scheme + len("://")
		host := body[from:]
		if end := strings.IndexByte(host, '/'); end >= 0 {
			host = host[:end]
		}
		if at := strings.LastIndexByte(host, '@'); at >= 0 {
			body = body[:from] + body[from+at+1:]
		}
	}
	return body + tail
}

// maskLines hides the rest of a line after the name of a secret header or a
// password.
func maskLines(s string) string {
	lower := asciiLower(s)
	found := false
	for _, word := range secretWords() {
		found = found || strings.Contains(lower, word)
	}
	if !found {
		return s
	}
	lines := strings.SplitAfter(s, "\n")
	for i, line := range lines {
		lines[i] = maskLine(line)
	}
	return strings.Join(lines, "")
}

func secretWords() []string {
	return []string{
		"authorization:", "authorization=", "cookie:", "cookie=", "authenticate:", "password=", "password:",
		"pwd=", "bearer ", "access_token", "client_secret", "sharedaccesskey", "token:", "token=", "api-key:",
	}
}

func maskLine(line string) string {
	lower, first := asciiLower(line), -1
	for _, word := range secretWords() {
		if i := strings.Index(lower, word); i >= 0 && (first < 0 || i+len(word) < first) {
			first = i + len(word)
		}
	}
	if first < 0 {
		return line
	}
	rest := strings.TrimRight(line[first:], "\r\n")
	if strings.TrimSpace(rest) == "" {
		return line
	}
	return line[:first] + " " + notShown(len(rest)) + line[first+len(rest):]
}

// asciiLower lowers the ASCII letters, so that every byte stays where it is.
func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
