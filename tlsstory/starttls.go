package tlsstory

import (
	"bytes"
	"strings"
	"time"
)

// startTLS follows a protocol that begins in the clear up to the ClientHello.
//
//	SMTP  STARTTLS        220 …       RFC 3207
//	IMAP  tag STARTTLS    tag OK …    RFC 3501
//	POP3  STLS            +OK …       RFC 2595
//	LDAP  ExtendedRequest with the name 1.3.6.1.4.1.1466.20037   RFC 4511
//
// What is said in the clear is not kept, but for the name with which a mail
// server greets. TLS begins with the first block that has the form of a hello
// (of the server: of a hello or an alert) after the client asked for it.
type startTLS struct {
	conn           *conn
	line           []byte // the last line of the client, as far as it came
	asked          bool
	upTLS, downTLS bool
}

const (
	startTLSName = "1.3.6.1.4.1.1466.20037"
	maxCommand   = 256
)

func (p *startTLS) client(b []byte) []byte {
	if p.upTLS = p.upTLS || p.asked && looksLikeHello(b); p.upTLS {
		return b
	}
	p.line = append(p.line, b...)
	p.asked = p.asked || asksForTLS(p.line)
	if last := bytes.LastIndexByte(p.line, '\n'); last >= 0 {
		p.line = p.line[last+1:]
	}
	p.line = bytes.Clone(p.line[max(0, len(p.line)-maxCommand):])
	return nil
}

func (p *startTLS) server(_ time.Time, b []byte) []byte {
	if p.downTLS = p.downTLS || p.asked && looksLikeServer(b); p.downTLS {
		return b
	}
	if p.conn.greeted == "" {
		p.conn.greeted = greetedName(b)
	}
	return nil
}

// asksForTLS reports whether one of the lines is the command that starts TLS.
func asksForTLS(b []byte) bool {
	if bytes.Contains(b, []byte(startTLSName)) {
		return true
	}
	for line := range bytes.Lines(b) {
		words := strings.Fields(strings.ToUpper(string(line[:min(len(line), maxCommand)])))
		switch {
		case len(words) == 1 && (words[0] == "STARTTLS" || words[0] == "STLS"):
			return true
		case len(words) == 2 && words[1] == "STARTTLS":
			return true
		}
	}
	return false
}

// isGreeting reports whether a server begins as one of mail does.
func isGreeting(b []byte) bool {
	for _, word := range []string{"220 ", "220-", "+OK", "* OK", "* PREAUTH"} {
		if bytes.HasPrefix(b, []byte(word)) {
			return true
		}
	}
	return false
}

// isMailCommand reports whether a client begins as one of mail does, for a
// capture without the greeting.
func isMailCommand(b []byte) bool {
	line, _, _ := bytes.Cut(b[:min(len(b), maxCommand)], []byte("\n"))
	words := strings.Fields(strings.ToUpper(string(line)))
	if len(words) == 0 {
		return false
	}
	switch words[0] {
	case "EHLO", "HELO", "STARTTLS", "STLS", "CAPA":
		return true
	}
	return len(words) == 2 && (words[1] == "CAPABILITY" || words[1] == "STARTTLS")
}

// isLDAP reports whether the bytes begin with an LDAPMessage: a sequence whose
// first element is a message number.
func isLDAP(b []byte) bool {
	if len(b) < 7 || b[0] != 0x30 {
		return false
	}
	at := 2
	if b[1]&0x80 != 0 {
		at += int(b[1] & 0x7F) // a length in several bytes
	}
	return at+1 < len(b) && b[at] == 2 && b[at+1] >= 1 && b[at+1] <= 4
}

// greetedName returns the name of itself with which an SMTP server greets.
func greetedName(b []byte) string {
	const longestName = 255
	words := strings.Fields(string(b[:min(len(b), 4+longestName)]))
	if len(words) < 2 || words[0] != "220" || !strings.Contains(words[1], ".") {
		return ""
	}
	return strings.ToLower(words[1])
}
