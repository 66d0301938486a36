package systeminfo

import (
	"regexp"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/internal/winzone"
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

// factNames are the names that labels stand for.
var factNames = func() map[string]bool {
	names := map[string]bool{}
	for _, name := range labels {
		names[name] = true
	}
	return names
}()

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
	seen   map[string]bool // names that were sent; the first value of each counts
	full   int             // the bound that a list was longer than
	parts  int             // headings of msinfo32's report so far

	hostLine int // the first line of systeminfo in a language without labels here, or 0

	version, versionText string
	versionLine          int
	announced, updates   int
	services             int
}

// splitLine splits `Label:   value` and returns the name for the label: itself,
// if it is not a known one.
func splitLine(text string) (name, value string, known bool) {
	label, value, ok := strings.Cut(strings.ReplaceAll(text, "：", ":"), ":")
	if !ok || text == "" || text[0] == ' ' {
		return "", "", false
	}
	name, known = nameOf(strings.TrimSpace(label))
	return name, strings.TrimSpace(value), known
}

// nameOf returns the name in the evidence for a label.
func nameOf(label string) (name string, known bool) {
	if name, known = labels[label]; known {
		return name, true
	}
	return label, false
}

// labelled takes a line of systeminfo.
func (r *reader) labelled(text string, line int) {
	name, value, known := splitLine(text)
	if r.hostLine > 0 && !known {
		name = r.byPlace(name, value, line)
	}
	switch name {
	case "":
	case "hotfixes":
		r.announced, _ = strconv.Atoi(firstCount.FindString(value))
	default:
		r.host(name, textenc.Clip(value), line)
	}
}

// update takes a numbered line below the updates of systeminfo. The numbered
// lines below the network cards hold no KB number.
func (r *reader) update(text string, line int) {
	m := numbered.FindStringSubmatch(text)
	if m == nil {
		return
	}
	if r.updates == maxUpdates {
		r.full = maxUpdates
		return
	}
	r.updates++
	r.result.Records++
	r.out.Setting(evidence.Setting{Key: "hotfix", Name: m[1], Locator: evidence.Locator{Line: line}})
}

// cells takes a row of msinfo32: an item and its value, or a service. All items
// of the summary count, elsewhere those with a known label.
func (r *reader) cells(cells []string, summary bool, line int) {
	for i := range cells {
		cells[i] = textenc.Clip(strings.TrimSpace(cells[i]))
	}
	switch {
	case len(cells) == 2:
		if name, known := nameOf(cells[0]); name != "" && !columnNames[name] && name != "hotfixes" && (known || summary) {
			r.host(name, cells[1], line)
		}
	case len(cells) >= 8 && strings.Contains(strings.ToLower(cells[5]), ".exe"):
		r.service(cells, line)
	}
}

// columnNames head the items of a part of msinfo32.
var columnNames = map[string]bool{"Item": true, "項目": true}

// host sends a fact about the computer, once.
func (r *reader) host(name, value string, line int) {
	if value == "" || r.seen[name] {
		return
	}
	if len(r.seen) == maxNames {
		r.full = maxNames
		return
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
		r.result.Zone = winzone.Display(value)
	}
	r.seen[name] = true
	if factNames[name] {
		r.result.Records++
	}
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
