package healthchecker

import (
	"regexp"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/regpath"
)

const (
	protocols  = `HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS `
	frameworks = `Microsoft\.NETFramework\`
)

// runtimes are the keys below .NETFramework by the script's names for them.
var runtimes = map[string]string{"NETv4": "v4.0.30319", "NETv2": "v2.0.50727"}

var (
	version   = regexp.MustCompile(`^TLS (1\.[0-3])(?:: (?:Enabled|Disabled|Half Disabled|Misconfigured))?$`)
	inBlock   = regexp.MustCompile(`^(Server|Client) (Enabled|Disabled By Default): (True|False)$`)
	netLine   = regexp.MustCompile(`^(SystemDefaultTlsVersions|SchUseStrongCrypto)( - Wow6432Node)?: (True|False)$`)
	row       = regexp.MustCompile(`^(1\.[0-3])\s+(True|False)\s+(True|False)\s+(True|False)\s+(True|False)\s+(?:Enabled|Disabled|Half Disabled|Misconfigured)$`)
	netRow    = regexp.MustCompile(`^(NETv[24])((?:\s+(?:True|False)){4})$`)
	netHead   = regexp.MustCompile(`(?i)^FrameworkVersion((?:\s+(?:Wow6432Node|Wow)?(?:System(?:Default)?TlsVersions|SchUseStrongCrypto)){4})$`)
	exact     = regexp.MustCompile(`^(1\.[0-3]) (Server|Client)(Enabled|DisabledByDefault)Value: (NULL|-?\d{1,10})\b`)
	netExact  = regexp.MustCompile(`^(NETv[24]) (Wow)?(SystemDefaultTlsVersions|SchUseStrongCrypto)Value: (NULL|-?\d{1,10})\b`)
	valueLine = regexp.MustCompile(`^(Enabled|DisabledByDefault|SystemDefaultTlsVersions|SchUseStrongCrypto)\s+(?:HKLM:?\\|HKEY_LOCAL_MACHINE\\)?((?i:SYSTEM|SOFTWARE)\\\S.*?)\s+(NULL|-?\d{1,10}|0x[0-9a-fA-F]{1,8})$`)
)

// tls gathers what the report says of the registry.
type tls struct {
	found   int    // lines of one of the forms
	block   string // protocol whose block is being read
	columns []string
	sides   map[string]*side // by key
	order   []string         // keys of sides
	values  []evidence.Setting
	taken   map[string]int // places in values by key and name
}

// side is a protocol version on one side of a connection, as True and False.
type side struct{ enabled, byDefault said }

// said is a word of the report.
type said struct {
	word string // "" where nothing was said
	at   evidence.Locator
}

// line takes a line and reports whether it was about TLS.
func (t *tls) line(text string, number int) bool {
	at := evidence.Locator{Line: number}
	for _, form := range []func(string, evidence.Locator) bool{t.inBlock, t.inRow, t.exact} {
		if form(text, at) {
			t.found++
			return true
		}
	}
	if m := version.FindStringSubmatch(text); m != nil {
		t.block = m[1]
		return true
	}
	if m := netHead.FindStringSubmatch(text); m != nil {
		t.columns = strings.Fields(m[1])
		return true
	}
	return false
}

// inBlock takes the first form.
func (t *tls) inBlock(text string, at evidence.Locator) bool {
	if m := inBlock.FindStringSubmatch(text); m != nil && t.block != "" {
		t.say(t.block, m[1], strings.ReplaceAll(m[2], " ", ""), said{m[3], at})
		return true
	}
	m := netLine.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	t.framework(runtimes["NETv4"], m[2] != "", m[1], m[3], at)
	return true
}

// inRow takes the second form.
func (t *tls) inRow(text string, at evidence.Locator) bool {
	if m := row.FindStringSubmatch(text); m != nil {
		t.say(m[1], "Server", "Enabled", said{m[2], at})
		t.say(m[1], "Server", "DisabledByDefault", said{m[3], at})
		t.say(m[1], "Client", "Enabled", said{m[4], at})
		t.say(m[1], "Client", "DisabledByDefault", said{m[5], at})
		return true
	}
	m := netRow.FindStringSubmatch(text)
	if m == nil || len(t.columns) == 0 {
		return false
	}
	for i, word := range strings.Fields(m[2]) {
		column := strings.ToLower(t.columns[i])
		name := "SystemDefaultTlsVersions"
		if strings.HasSuffix(column, "crypto") {
			name = "SchUseStrongCrypto"
		}
		t.framework(runtimes[m[1]], strings.HasPrefix(column, "wow"), name, word, at)
	}
	return true
}

// exact takes the lines with the values themselves, of the second form and the
// third.
func (t *tls) exact(text string, at evidence.Locator) bool {
	if m := exact.FindStringSubmatch(text); m != nil {
		t.value(protocols+m[1]+`\`+m[2], m[3], m[4], at)
		return true
	}
	if m := netExact.FindStringSubmatch(text); m != nil {
		t.value(frameworkKey(runtimes[m[1]], m[2] != ""), m[3], m[4], at)
		return true
	}
	m := valueLine.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	key, ok := regpath.Normalize(`HKLM\` + m[2])
	if ok {
		t.value(key, m[1], m[3], at)
	}
	return ok
}

func (t *tls) say(version, end, name string, word said) {
	key := protocols + version + `\` + end
	s := t.sides[key]
	if s == nil {
		if t.sides == nil {
			t.sides = map[string]*side{}
		}
		s = &side{}
		t.sides[key] = s
		t.order = append(t.order, key)
	}
	if name == "Enabled" {
		s.enabled = word
	} else {
		s.byDefault = word
	}
}

// framework takes True or False of a .NET value.
func (t *tls) framework(runtime string, wow bool, name, word string, at evidence.Locator) {
	value := "NULL"
	if word == "True" {
		value = "1"
	}
	t.value(frameworkKey(runtime, wow), name, value, at)
}

func frameworkKey(runtime string, wow bool) string {
	if wow {
		return `HKLM\SOFTWARE\WOW6432Node\` + frameworks + runtime
	}
	return `HKLM\SOFTWARE\` + frameworks + runtime
}

// value takes a value as the registry has it; NULL is a missing one.
func (t *tls) value(key, name, value string, at evidence.Locator) {
	s := evidence.Setting{Key: key, Name: name, Locator: at}
	if value == "NULL" {
		s.Absent = true
	} else {
		n, err := strconv.ParseInt(value, 0, 64)
		if err != nil || n < -1<<31 || n > 1<<32-1 {
			return
		}
		s.Type, s.Value = "REG_DWORD", strconv.FormatUint(uint64(uint32(n)), 10)
	}
	if i, again := t.taken[key+"\x00"+name]; again {
		t.values[i] = s // of two runs of the script the later one counts
		return
	}
	if t.taken == nil {
		t.taken = map[string]int{}
	}
	t.taken[key+"\x00"+name] = len(t.values)
	t.values = append(t.values, s)
}

// send sends the values and returns how many there are.
func (t *tls) send(out parsers.Sink) int {
	for _, key := range t.order {
		s := t.sides[key]
		if !s.halfDisabled() {
			t.word(key, "Enabled", s.enabled)
		}
		t.word(key, "DisabledByDefault", s.byDefault)
	}
	for i := range t.values {
		t.values[i].Locator.RegistryKey = t.values[i].Key
		out.Setting(t.values[i])
	}
	return len(t.values)
}

// unsure returns the protocols whose Enabled is not known, a key a side.
func (t *tls) unsure() []string {
	var keys []string
	for _, key := range t.order {
		if _, printed := t.taken[key+"\x00Enabled"]; !printed && t.sides[key].halfDisabled() {
			keys = append(keys, key)
		}
	}
	return keys
}

// halfDisabled reports whether False of Enabled may be a value other than 0.
func (s *side) halfDisabled() bool { return s.enabled.word == "False" && s.byDefault.word != "True" }

// word takes True or False of a protocol, unless the value itself was printed.
func (t *tls) word(key, name string, s said) {
	if _, printed := t.taken[key+"\x00"+name]; printed || s.word == "" {
		return
	}
	value := "0"
	if s.word == "True" {
		value = "1"
	}
	t.value(key, name, value, s.at)
}
