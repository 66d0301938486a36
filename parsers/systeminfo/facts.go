package systeminfo

import (
	"regexp"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
)

// labels maps the words in front of a value to the name in the evidence.
var labels = map[string]string{
	"Host Name": "Name", "ホスト名": "Name", "System Name": "Name", "システム名": "Name",
	"OS Name": "OS", "OS 名": "OS",
	"OS Version": "Build", "OS バージョン": "Build", "Version": "Build", "バージョン": "Build",
	"OS Configuration": "DomainRole", "OS 構成": "DomainRole",
	"Domain": "Domain", "ドメイン": "Domain",
	"Time Zone": "TimeZone", "タイム ゾーン": "TimeZone", "タイムゾーン": "TimeZone",
	"System Boot Time": "BootTime", "システム起動時間": "BootTime", "システムの起動時間": "BootTime",
	"CsName": "Name", "OsName": "OS", "OsVersion": "Build", "CsDomain": "Domain", "CsDomainRole": "DomainRole",
	"TimeZone": "TimeZone", "OsLastBootUpTime": "BootTime", "WindowsInstallationType": "InstallationType",
	"Hotfix(s)": "hotfixes", "ホットフィックス": "hotfixes", "修正プログラム": "hotfixes",
}

// roles are the words for what a server is to its domain.
var roles = []struct{ word, role string }{
	{"スタンドアロン", "Standalone"},
	{"Standalone", "Standalone"},
	{"プライマリ ドメイン", "Primary Domain Controller"},
	{"Primary Domain", "Primary Domain Controller"},
	{"ドメイン コントローラー", "Domain Controller"},
	{"Domain Controller", "Domain Controller"},
	{"メンバー", "Member Server"},
	{"Member", "Member Server"},
}

var (
	build      = regexp.MustCompile(`(\d+\.\d+\.(\d{4,5}(?:\.\d+)?))`)
	firstCount = regexp.MustCompile(`\d+`)
	numbered   = regexp.MustCompile(`^\s+\[\d+\]: *(KB\d{6,8})\b`)
)

// reader gathers the facts of one file.
type reader struct {
	out    parsers.Sink
	result parsers.Result
	seen   [10]string // names that were sent; the first value of each counts
	names  int

	version, versionText string
	versionLine          int
	announced, updates   int
	services             int
}

// splitLine splits `Label:   value` and returns the name for a known label.
func splitLine(text string) (name, value string, ok bool) {
	label, value, ok := strings.Cut(strings.ReplaceAll(text, "：", ":"), ":")
	if !ok || text == "" || text[0] == ' ' {
		return "", "", false
	}
	name, ok = labels[strings.TrimSpace(label)]
	return name, strings.TrimSpace(value), ok
}

// labelled takes a line of systeminfo.
func (r *reader) labelled(text string, line int) {
	name, value, ok := splitLine(text)
	switch {
	case !ok:
	case name == "hotfixes":
		r.announced, _ = strconv.Atoi(firstCount.FindString(value))
	default:
		r.host(name, value, line)
	}
}

// update takes a numbered line below the updates of systeminfo. The numbered
// lines below the network cards hold no KB number.
func (r *reader) update(text string, line int) {
	const maxUpdates = 20_000
	m := numbered.FindStringSubmatch(text)
	if m == nil || r.updates == maxUpdates {
		return
	}
	r.updates++
	r.result.Records++
	r.out.Setting(evidence.Setting{Key: "hotfix", Name: m[1], Locator: evidence.Locator{Line: line}})
}

// cells takes a row of msinfo32: an item and its value, or a service.
func (r *reader) cells(cells []string, line int) {
	for i := range cells {
		cells[i] = textenc.Clip(strings.TrimSpace(cells[i]))
	}
	switch {
	case len(cells) == 2:
		if name, ok := labels[cells[0]]; ok && name != "hotfixes" {
			r.host(name, cells[1], line)
		}
	case len(cells) >= 8 && strings.Contains(strings.ToLower(cells[5]), ".exe"):
		r.service(cells, line)
	}
}

// host sends a fact about the computer, once.
func (r *reader) host(name, value string, line int) {
	if value == "" || r.names == len(r.seen) {
		return
	}
	for _, s := range r.seen[:r.names] {
		if s == name {
			return
		}
	}
	switch name {
	case "Build":
		m := build.FindStringSubmatch(value)
		if m == nil {
			return
		}
		r.version, r.versionText, r.versionLine = m[1], value, line
		value = m[2]
	case "DomainRole":
		value = role(value)
	case "Name":
		r.result.Host = value
	case "TimeZone":
		if offset, ok := zoneOffset(value); ok {
			r.result.ZoneOffset = &offset
		}
	}
	r.seen[r.names] = name
	r.names++
	r.result.Records++
	r.out.Setting(evidence.Setting{Key: "host", Name: name, Value: value, Locator: evidence.Locator{Line: line}})
}

func role(value string) string {
	for _, r := range roles {
		if strings.Contains(value, r.word) {
			return r.role
		}
	}
	return value
}
