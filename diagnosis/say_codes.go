package diagnosis

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// A number means something only within its family: 10013 is WSAEACCES where a
// socket failed and an inner state where Schannel says it. A code is named when
// its notation tells the family or when the provider and the field do.

// The families of codes.tsv that share one space of numbers.
var (
	win32Codes  = []string{"WIN32", "WSA", "WINHTTP", "MSI"}
	statusCodes = []string{"SEC_E", "CERT", "WINRM", "ADSYNC", "LOCALDB", "DOTNET"}
)

// notation is a way of writing codes that tells what they are.
type notation struct {
	provider string // whose texts are meant; "" for all
	re       *regexp.Regexp
	base     int
	families []string // nil for a status of 32 bits
}

var notations = []notation{
	{re: regexp.MustCompile(`\b0[xX]([0-9A-Fa-f]{8})\b`), base: 16},
	{re: regexp.MustCompile(`(?:^|[^\w-])(-21[0-4]\d{7})\b`), base: 10},
	{re: regexp.MustCompile(`\bAA?DSTS(\d{5,7})\b`), base: 10, families: []string{"AADSTS"}},
	{re: regexp.MustCompile(`\bWin32 API failure: (\d+)\b`), base: 10, families: win32Codes},
	{re: regexp.MustCompile(`\b(?:SocketException|WinError|WSAError|WSAGetLastError)\W{1,4}(1[01]\d{3})\b`), base: 10, families: []string{"WSA"}},
	{re: regexp.MustCompile(`(?i)\bWinHTTP\D{1,40}\b(12[01]\d\d)\b`), base: 10, families: []string{"WINHTTP"}},
	{re: regexp.MustCompile(`\bdata source error code: (\d{4})\b`), base: 10, families: []string{"WIN32"}},
	{re: regexp.MustCompile(`\bhr=([0-9A-Fa-f]{8})\b`), base: 16},
	{re: regexp.MustCompile(`\bRPC (?:Error|エラー) ?(\d{1,4})\b`), base: 10, families: []string{"WIN32"}},
	{re: regexp.MustCompile(`(?i)\bLogonUser\b.{1,30}\berror code: ?(\d{3,4})\b`), base: 10, families: []string{"WIN32"}},
	{provider: "burn-log", re: regexp.MustCompile(`\bExit code: 0[xX]([0-9A-Fa-f]{1,4})\b`), base: 16, families: []string{"MSI"}},
	{provider: "winhttp-log", re: regexp.MustCompile(`(?i)\berror\D{1,12}(12[01]\d\d)\b`), base: 10, families: []string{"WINHTTP"}},
	{provider: "Service Control Manager", re: regexp.MustCompile(`%%(\d{1,5})\b`), base: 10, families: win32Codes},
	{provider: "Service Control Manager", re: regexp.MustCompile(`%%(\d{10})\b`), base: 10},
}

// codeField is a field whose whole value is a code.
type codeField struct {
	provider, field string
	re              *regexp.Regexp
	base            int
	families        []string // nil for a status of 32 bits
}

var (
	decimal  = regexp.MustCompile(`^(\d{1,10})$`)
	bareHex  = regexp.MustCompile(`^([0-9A-Fa-f]{4,8})$`)
	shortHex = regexp.MustCompile(`^0[xX]([0-9A-Fa-f]{1,4})$`)
)

var codeFields = []codeField{
	{"Schannel", "AlertDesc", decimal, 10, []string{"ALERT"}},
	{"tls", "Alert", decimal, 10, []string{"ALERT"}},
	{"tls", "Error", decimal, 10, []string{"WINHTTP", "WSA"}},
	{"Microsoft-Windows-WebIO", "Error", decimal, 10, []string{"WINHTTP", "WSA"}},
	{"Microsoft-Windows-WinHttp", "Error", decimal, 10, []string{"WINHTTP", "WSA"}},
	{"Microsoft-Windows-WinRM", "errorCode", decimal, 10, nil},
	{"Microsoft-Windows-CAPI2", "Result@value", bareHex, 16, nil},
	{"Microsoft-Windows-CAPI2", "Error@value", bareHex, 16, win32Codes},
	{"MsiInstaller", "String4", decimal, 10, []string{"MSI"}}, // status of 1033, 1034 and 1035
	{"msi-log", "ErrorCode", decimal, 10, []string{"MSI"}},
	{"agent-trace", "Reason", decimal, 10, []string{"WIN32"}},
	{"step-error", "ErrorCode", decimal, 10, []string{"WIN32"}},
	{"step-error", "ErrorCode", shortHex, 16, []string{"LDAP"}},
	{"csexport", "ErrorCode", decimal, 10, []string{"WIN32"}},
	{"csexport", "ErrorCode", shortHex, 16, []string{"LDAP"}},
}

// maxCodes is how many codes of one notation are named.
const maxCodes = 5

// nameCodes names the error codes that a piece of evidence shows in its text or,
// for an event, in its fields.
func nameCodes(codes signatures.Codes, ev *evidence.Event, text string) []finding.CodeMeaning {
	provider := ""
	if ev != nil {
		provider = ev.Provider.Name
	}
	var out []finding.CodeMeaning
	add := func(c finding.CodeMeaning, known bool) {
		if known && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	for _, c := range codeFields {
		if !strings.EqualFold(c.provider, provider) {
			continue
		}
		for _, v := range match.Values(ev, c.field) {
			if m := c.re.FindStringSubmatch(v); m != nil {
				add(nameCode(codes, strings.TrimPrefix(c.field+" "+v, "String4 "), m[1], c.base, c.families))
			}
		}
	}
	for _, n := range notations {
		if n.provider != "" && !strings.EqualFold(n.provider, provider) {
			continue
		}
		for _, m := range n.re.FindAllStringSubmatch(text, maxCodes) {
			add(nameCode(codes, m[0], m[1], n.base, n.families))
		}
	}
	return out
}

// nameCode says what the table knows about a code; known is false when it knows
// nothing.
func nameCode(codes signatures.Codes, shown, digits string, base int, families []string) (m finding.CodeMeaning, known bool) {
	n, err := strconv.ParseInt(digits, base, 64)
	if err != nil {
		return m, false
	}
	number := uint64(uint32(n)) // codes of 32 bits in their signed form
	if families == nil {
		number, families = statusOf(uint32(n))
	}
	for _, family := range families {
		for _, c := range codes.Find(family, number) {
			return finding.CodeMeaning{Code: named(strings.Trim(shown, " (=:;,"), c.Name), Meaning: c.Meaning}, true
		}
	}
	return m, false
}

// statusOf tells which families hold a status: facility 7 wraps a Win32 code.
func statusOf(status uint32) (uint64, []string) {
	if status>>16 == 0x8007 {
		return uint64(status & 0xffff), win32Codes
	}
	return uint64(status), statusCodes
}

// named puts the name behind the number unless it says the same.
func named(shown, name string) string {
	if strings.EqualFold(shown, name) {
		return shown
	}
	return shown + " " + name
}
