package tlscheck

import (
	"strings"

	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/regpath"
)

const (
	dotNet   = `\Microsoft\.NETFramework\v4.0.30319`
	schannel = `HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\`
)

// expected are the eight rows in the order of the script.
var expected = [8]struct{ key, name string }{
	{`HKLM\SOFTWARE\WOW6432Node` + dotNet, "SystemDefaultTlsVersions"},
	{`HKLM\SOFTWARE\WOW6432Node` + dotNet, "SchUseStrongCrypto"},
	{`HKLM\SOFTWARE` + dotNet, "SystemDefaultTlsVersions"},
	{`HKLM\SOFTWARE` + dotNet, "SchUseStrongCrypto"},
	{schannel + "Server", "Enabled"},
	{schannel + "Server", "DisabledByDefault"},
	{schannel + "Client", "Enabled"},
	{schannel + "Client", "DisabledByDefault"},
}

// resolve finds the key of each row: by its path where that is whole, by the
// order of the script's rows where it is cut. Rows of others come last.
func resolve(rows []row) []row {
	var scripts, others []row
	for _, r := range rows {
		if r.isScripts() {
			scripts = append(scripts, r)
			continue
		}
		r.key = alone(r)
		others = append(others, r)
	}
	for start := 0; start < len(scripts); {
		start += resolveRun(scripts[start:])
	}
	return append(scripts, others...)
}

// resolveRun resolves the rows of one run of the script at the start of rows
// and returns how many there are. A run that does not hold all eight rows may
// be the second half of them, which is where paths get cut.
func resolveRun(rows []row) int {
	for first := range expected {
		if first != 0 && first != 4 {
			continue
		}
		n := len(expected) - first
		if len(rows) < n || !inOrder(rows[:n], first) {
			continue
		}
		for i := range rows[:n] {
			rows[i].key = expected[first+i].key
			rows[i].name = expected[first+i].name
		}
		return n
	}
	rows[0].key = alone(rows[0])
	return 1
}

// inOrder reports whether the rows can be the expected ones from first on.
func inOrder(rows []row, first int) bool {
	for i, r := range rows {
		want := expected[first+i]
		if !strings.EqualFold(r.name, want.name) || !couldBe(r.path, want.key) {
			return false
		}
	}
	return true
}

// alone resolves a row without its neighbours: its path is whole, or is the
// start of one of the expected keys only.
func alone(r row) string {
	if _, cut := psout.Shortened(r.path); !cut {
		for _, want := range expected {
			if couldBe(r.path, want.key) {
				return want.key
			}
		}
		key, _ := regpath.Normalize(r.path)
		return key
	}
	found := ""
	for _, want := range expected {
		if strings.EqualFold(r.name, want.name) && couldBe(r.path, want.key) {
			if found != "" {
				return ""
			}
			found = want.key
		}
	}
	return found
}

// couldBe reports whether a printed path, maybe cut or wrapped, stands for key.
func couldBe(path, key string) bool {
	path, cut := psout.Shortened(path)
	path, key = squeeze(path), squeeze(key)
	if cut {
		return strings.HasPrefix(key, path)
	}
	return path == key
}

// squeeze gives paths one form: lower case, without blanks, short root.
func squeeze(path string) string {
	path = strings.ToLower(strings.Join(strings.Fields(path), ""))
	path = strings.Replace(path, "hkey_local_machine", "hklm", 1)
	return strings.Replace(path, `hklm:\`, `hklm\`, 1)
}
