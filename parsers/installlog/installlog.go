// Package installlog reads the text logs that the installers and registration
// scripts of the connector, the agents and the hybrid agent leave behind, and
// that are neither Windows Installer nor burn logs, and messages copied out of
// their windows. They share no layout:
//
//	2024-06-01 10:15:00.123 Error: …         a time in the server's culture, maybe in brackets
//	Register-AppProxyConnector : …           or none
//	    at System.Net.HttpWebRequest…        indented lines belong to the entry before them
//
// With times in the file, an entry lasts until the next time; without them each
// line that is not indented is an entry. The level is judged by words.
//
// Source: messages in Microsoft's articles on installation and registration.
package installlog

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/culturetime"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
)

// LogName is the provider of the events.
const LogName = "install-log"

// Parser reads installation and registration logs.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "installlog" }

var (
	typicalWords = regexp.MustCompile(`Register-(?:AppProxyConnector|MicrosoftEntraPrivateNetworkConnector|AzureADConnectAuthenticationAgent|AzureADConnectHealth\w*|MicrosoftEntraConnectHealth\w*)` +
		`|RegisterConnector(?:\.ps1|PowerShellModule)|AppProxyPSModule|MicrosoftEntraPrivateNetworkConnectorPSModule` +
		`|(?i:connector registration|failed to register the connector|registration of the connector)` +
		`|(?i:connector trust certificate|unable to connect to the service due to networking issues|failed to download the configuration` +
		`|error is presented in the registration window|execution policy for running powershell scripts)` +
		`|コネクタの(?:再)?登録|コネクタがサービスに接続でき|構成のダウンロードに失敗|登録ウィンドウに|現在の実行ポリシーを取得でき` +
		`|HybridIdentityService[A-Z]\w+|AzureActiveDirectory(?:InvalidCredential|ExpiredCredentials)|AzureDirectoryServiceServerBusy`)
	typicalName = regexp.MustCompile(`(?i)(?:(?:connector|agent|aadconnect|syncengine|hybrid).*(?:install|setup|regist|upgrad)` +
		`|(?:install|setup|regist|upgrad).*(?:connector|agent|aadconnect|syncengine|hybrid)` +
		`|Microsoft_(?:Azure_Active_Directory_Application_Proxy|Entra_private_network)_Connector|^HybridService|\.hybridconnector).*\.(?:log|txt)$`)
)

// looked is how much of a head is searched for words.
const looked = 16 << 10

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	text := h.Start(looked)
	switch {
	case !isText(text), isDocument.MatchString(h.Name):
		return parsers.No
	case mentionsAgents(text) && typicalWords.MatchString(text):
		if isArticle(h.Text()) {
			return parsers.No
		}
		return parsers.Fuzzy
	case typicalName.MatchString(h.Base()):
		return parsers.Name
	}
	return parsers.No
}

// isDocument tells a page that somebody wrote about errors, such as a README
// beside a bundle, from a log of one.
var isDocument = regexp.MustCompile(`(?i)\.(md|markdown|html?|docx?|rtf)$`)

// topics are the errors of a registration that Microsoft's article lists, in
// English and in Japanese.
var topics = regexp.MustCompile(`(?i)(registration request was denied|登録要求が拒否)|(registration window|登録ウィンドウ)` +
	`|(execution policy|実行ポリシー)|(download the configuration|構成のダウンロード)|(AADSTS50059)|(networking issues|ネットワークの問題)`)

// isArticle tells a text about errors from a log of one: the article on the
// installation, pasted into a file, names most of them and has no times.
func isArticle(text string) bool {
	named := map[int]bool{}
	for _, m := range topics.FindAllStringSubmatchIndex(text, 200) {
		for i := 2; i < len(m); i += 2 {
			if m[i] >= 0 {
				named[i] = true
			}
		}
	}
	return len(named) >= 4 && !hasTimes(text)
}

// hasTimes reports whether a line of the text begins with a time.
func hasTimes(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if stamp.MatchString(line) {
			return true
		}
	}
	return false
}

// mentionsAgents spares most files the pattern: each of its words holds one of
// these.
func mentionsAgents(text string) bool {
	for _, word := range []string{"egist", "EGIST", "PSModule", "onnector", "HybridIdentity", "AzureActiveDirectory", "AzureDirectory", "execution policy", "コネクタ", "登録", "実行ポリシー"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// isText reports whether the head holds prose: something, no control characters
// besides white space, and no markup, which has readers of its own.
func isText(text string) bool {
	trimmed := strings.TrimSpace(text)
	if trimmed == "" || trimmed[0] == '<' || trimmed[0] == '{' {
		return false
	}
	for _, r := range text[:min(len(text), 4096)] {
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != '\x1b' {
			return false
		}
	}
	return true
}

// stamp finds the time at the beginning of an entry.
var stamp = regexp.MustCompile(`^\[?(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[T ]+\d{1,2}:\d\d:\d\d(?:[.,]\d{1,7})?(?:Z|[+-]\d\d:\d\d)?` +
	`|\d{1,2}[-/.]\d{1,2}[-/.]\d{4},? \d{1,2}:\d\d:\d\d(?:[.,]\d{1,7})?(?: [AP]M)?)\]?[\s:|-]*`)

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	h, whole, err := in.Peek()
	if err != nil {
		return parsers.Result{}, err
	}
	r := reader{log: textlog.New(LogName, out), culture: culturetime.Learn(h.Text()), timed: hasTimes(h.Text())}
	lines := textenc.NewLines(ctx, whole)
	for lines.Next() {
		r.line(lines.Number(), lines.Bytes())
	}
	r.flush()
	return r.log.Finish(lines)
}

// reader gathers the lines of entries and sends them.
type reader struct {
	log     *textlog.Log
	culture culturetime.Culture
	timed   bool // entries begin with a time
	entry   textlog.Entry
	at      time.Time
	local   bool
}

func (r *reader) line(number int, text []byte) {
	switch {
	case len(bytes.TrimSpace(text)) == 0:
		r.entry.Continue(nil)
	case r.timed:
		r.timedLine(number, text)
	case text[0] == ' ' || text[0] == '\t':
		r.entry.Continue(text)
	default:
		r.flush()
		r.entry.Begin(number, text)
	}
}

// timedLine takes a line of a file in which entries begin with a time.
func (r *reader) timedLine(number int, text []byte) {
	if m := stampOf(text); m != nil {
		if at, local, ok := r.culture.Parse(string(m[1])); ok {
			r.flush()
			r.at, r.local = at, local
			r.entry.Begin(number, text[len(m[0]):])
			return
		}
	}
	if !r.entry.Open() { // the file begins inside an entry
		r.entry.Begin(number, text)
		return
	}
	r.entry.Continue(text)
}

func stampOf(text []byte) [][]byte {
	if c := text[0]; c != '[' && (c < '0' || c > '9') {
		return nil
	}
	return stamp.FindSubmatch(text[:min(len(text), 64)])
}

var (
	errorWords   = regexp.MustCompile(`(?i)\berror\b|exception|\bfail(?:ed|ure)?\b|AADSTS\d|FullyQualifiedErrorId|エラー|失敗|例外`)
	warningWords = regexp.MustCompile(`(?i)\bwarn(?:ing)?\b|警告`)
)

func levelOf(text string) uint8 {
	switch {
	case errorWords.MatchString(text):
		return textlog.LevelError
	case warningWords.MatchString(text):
		return textlog.LevelWarning
	}
	return textlog.LevelInfo
}

// flush sends the entry that was gathered.
func (r *reader) flush() {
	if !r.entry.Open() {
		return
	}
	r.entry.Close()
	text := textenc.NormalizePasted(r.entry.Text())
	r.log.Add(&evidence.Event{
		Level: levelOf(text), Time: r.at, LocalTime: r.local && !r.at.IsZero(),
		Message: text,
		Locator: evidence.Locator{Line: r.entry.Line},
	})
}
