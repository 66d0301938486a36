package etl

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/winfmt"
	"hybriddiag/parsers/etl/internal/etwtmpl"
)

// secret stands for everything that may not leave a trace.
const secret = "S3cretValue"

func TestSecretsOfATraceNeverReachTheEvents(t *testing.T) {
	headers := "GET /x HTTP/1.1\r\nCookie: id=" + secret + "\r\nAuthorization: Bearer " + secret + "\r\n\r\n"
	raw := []byte(headers)
	size16, size32 := uint16(len(raw)), uint32(len(raw))
	p := uint64(0x1000)
	debug := "sending https://user:" + secret + "@login.contoso.com/a?code=" + secret + " now\nCookie: " + secret
	trace := newTrace()
	trace.size = 8192
	trace.begin()
	for _, e := range []testEvent{
		{guid: guidWebIO, id: 100, data: payloadOf(p, size16, raw)},
		{guid: guidWebIO, id: 101, data: payloadOf(p, size16, raw)},
		{guid: guidWebIO, id: 111, data: payloadOf(p, p, p, uint32(0), p, size32, raw)},
		{guid: guidWebIO, id: 129, data: payloadOf(p, p, uint32(0), size32, raw)},
		{guid: guidWebIO, id: 709, data: payloadOf(p, p, p, p, p, uint32(0), p, size32, uint32(0), raw)},
		{guid: guidWebIO, id: 704, data: payloadOf(p, p, p, p, size32, uint32(0), raw)},
		{guid: guidWebIO, id: 705, data: payloadOf(p, p, p, p, size32, raw)},
		{guid: guidWebIO, id: 15, data: payloadOf(p, p, uint32(12), size32, raw, uint32(0))},
		{guid: guidWebIO, id: 17, data: payloadOf(p, p, p, p, ansi("GET"), "https://login.contoso.com/token?code="+secret, uint16(1), uint16(1), uint32(0))},
		{guid: guidWebIO, id: 59999, data: payloadOf(uint16(len(debug)), []byte(debug))},
		{guid: guidWinHTTP, id: 100, data: payloadOf(p, secret, secret)},
		{guid: guidWinHTTP, id: 58999, data: payloadOf(ansi("password=" + secret))},
		{guid: guidWinINet, id: 210, data: payloadOf(p, size16, raw)},
		{guid: guidNDIS, id: 1001, data: payloadOf(uint32(1), uint32(1), size32, raw)},
		{guid: guidPktMon, id: 160, data: payloadOf(make([]byte, 0x20), size16, raw)},
		{guid: guidNDIS, id: 999, data: raw}, // no template at all
		{guid: "{11111111-2222-3333-4444-555555555555}", id: 1, data: raw},
	} {
		trace.event(e)
	}
	sink, result := parse(t, trace.bytes())
	require.Equal(t, 18, result.Records)
	require.Len(t, sink.events, 18)
	var all strings.Builder
	for _, e := range sink.events {
		fmt.Fprintf(&all, "%s %v\n", e.Message, e.Data)
	}
	text := all.String()
	for _, form := range secretForms() {
		require.NotContains(t, text, form)
	}
	require.Contains(t, text, fmt.Sprintf("(%d bytes not shown)", len(raw)), "a masked field says that something was there")
	require.Contains(t, text, "https://login.contoso.com/token?", "the address itself is evidence")
}

// secretForms are the spellings in which a secret could leak.
func secretForms() []string {
	hexed := strings.ToUpper(fmt.Sprintf("%x", secret))
	wide := strings.ToUpper(fmt.Sprintf("%x", winfmt.AppendUTF16LE(nil, secret)))
	return []string{secret, hexed, strings.ToLower(hexed), wide, strings.ToLower(wide)}
}

func TestTextsAreCutWhereASecretBegins(t *testing.T) {
	for in, want := range map[string]string{
		"https://contoso.com/a?b=c":                  "https://contoso.com/a?",
		"to https://contoso.com/a?b=c and /d?e HTTP": "to https://contoso.com/a? and /d? HTTP",
		"https://u:p@contoso.com/a":                  "https://contoso.com/a",
		"https://contoso.com/#access=1":              "https://contoso.com/#",
		`"https://contoso.com/a?b=c"`:                `"https://contoso.com/a?"`,
		"netsh /?":                                   "netsh /?",
		"what? nothing":                              "what? nothing",
		"user@contoso.com":                           "user@contoso.com",
		"Cookie: a=b\r\nHost: contoso.com":           "Cookie: (4 bytes not shown)\r\nHost: contoso.com",
		"Host: x\nProxy-Authorization: Basic YWJj\n": "Host: x\nProxy-Authorization: (11 bytes not shown)\n",
		"plain text: nothing to hide, a=b":           "plain text: nothing to hide, a=b",
		"Cookie:":                                    "Cookie:",
		"証明書 https://contoso.com/?秘密 Password=秘密":    "証明書 https://contoso.com/? Password= (6 bytes not shown)",
	} {
		require.Equal(t, want, maskText(in, false), in)
	}
	require.Equal(t, "a/b?", maskText("a/b?c", true))
	require.Equal(t, "search?", maskText("search?q=1", true), "the path of a URL may have no slash")
}

func TestNumbersStayWhateverTheirName(t *testing.T) {
	tmpl := &etwtmpl.Template{Top: 2, Properties: []etwtmpl.Property{
		{Name: "HeaderLength", In: etwtmpl.UInt32, LengthOf: -1, CountOf: -1},
		{Name: "PasswordText", In: etwtmpl.UnicodeString, LengthOf: -1, CountOf: -1},
	}}
	values := tmpl.Decode(payloadOf(uint32(7), "pw"), 8).Values
	maskValues(winfmt.GUID{}, values)
	require.Equal(t, "7", values[0].Text)
	require.Equal(t, "(4 bytes not shown)", values[1].Text)
}
