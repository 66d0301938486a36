package plain

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"hybriddiag/parsers/internal/textenc"
)

// maxParts bounds how deep the parts of a mail may lie in each other.
const maxParts = 8

// mail returns the text of a mail, and false when b is none: a mail has a header
// with a sender and says what its content is.
func mail(b []byte) (string, bool) {
	m, err := netmail.ReadMessage(bytes.NewReader(b))
	if err != nil || m.Header.Get("From") == "" || m.Header.Get("Content-Type") == "" && m.Header.Get("MIME-Version") == "" {
		return "", false
	}
	header := textproto(m.Header)
	text := part(header, m.Body, maxParts)
	subject, err := (&mime.WordDecoder{CharsetReader: charsetReader}).DecodeHeader(header.Get("Subject"))
	if err == nil && subject != "" {
		text = subject + "\n\n" + text
	}
	return text, true
}

// textproto is the part of a header that part asks for.
type textproto map[string][]string

// Get returns the first value of a header field.
func (h textproto) Get(key string) string { return netmail.Header(h).Get(key) }

// part returns the text of one part of a mail: of alternatives the plain text,
// of a mixture all texts.
func part(h textproto, body io.Reader, depth int) string {
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	body = transferDecoder(h.Get("Content-Transfer-Encoding"), body)
	if strings.HasPrefix(kind, "multipart/") && depth > 0 {
		return parts(kind, multipart.NewReader(body, params["boundary"]), depth-1)
	}
	if !strings.HasPrefix(kind, "text/") {
		return ""
	}
	raw, _ := io.ReadAll(body) // a cut part gives what is there
	text := decodeCharset(raw, params["charset"])
	if kind == "text/html" {
		return page(text)
	}
	return text
}

func parts(kind string, mr *multipart.Reader, depth int) string {
	var texts []string
	for {
		p, err := mr.NextPart()
		if err != nil {
			break
		}
		text := part(textproto(p.Header), p, depth)
		if text == "" {
			continue
		}
		texts = append(texts, text)
		if kind == "multipart/alternative" { // the plain one comes first
			break
		}
	}
	return strings.Join(texts, "\n\n")
}

func transferDecoder(encoding string, r io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, r)
	}
	return r
}

// decodeCharset decodes text whose header names its charset; a wrong or unknown
// name is passed over, and the bytes speak for themselves.
func decodeCharset(b []byte, charset string) string {
	r, err := charsetReader(charset, bytes.NewReader(b))
	if err != nil {
		return textenc.Decode(b)
	}
	out, err := io.ReadAll(r)
	if err != nil || bytes.ContainsRune(out, '\uFFFD') {
		return textenc.Decode(b)
	}
	return string(out)
}

func charsetReader(charset string, r io.Reader) (io.Reader, error) {
	enc, err := htmlindex.Get(charset)
	if err != nil {
		return nil, err
	}
	return enc.NewDecoder().Reader(r), nil
}
