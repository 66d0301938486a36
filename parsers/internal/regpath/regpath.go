// Package regpath knows how registry keys are spelled, and asks for those that a
// reader comes to only as often as it must.
//
// Every reader of registry contents (text exports, hives, the TLS check script)
// writes a key the same way, so that a signature finds it whatever file it came
// from:
//
//	HKEY_LOCAL_MACHINE\System\…     →  HKLM\SYSTEM\…
//	HKLM:\Software\Wow6432Node\…    →  HKLM\SOFTWARE\WOW6432Node\…
//	HKEY_USERS\S-1-5-20\Software\…  →  HKU\S-1-5-20\Software\…
//
// Comparison is without case everywhere; the spelling above is for the reader.
package regpath

import "strings"

// roots maps the names that tools print for the predefined keys to the
// abbreviation reg.exe uses.
var roots = [...]struct{ long, short string }{
	{"HKEY_LOCAL_MACHINE", "HKLM"},
	{"HKEY_CURRENT_USER", "HKCU"},
	{"HKEY_USERS", "HKU"},
	{"HKEY_CLASSES_ROOT", "HKCR"},
	{"HKEY_CURRENT_CONFIG", "HKCC"},
}

// Normalize returns the common spelling of a key, and false when the text does
// not begin with a predefined key.
func Normalize(key string) (string, bool) {
	key = strings.TrimPrefix(strings.TrimSpace(key), `Computer\`)
	key = strings.TrimPrefix(key, "Microsoft.PowerShell.Core\\Registry::")
	head, rest, _ := strings.Cut(key, `\`)
	short, ok := shortRoot(strings.TrimSuffix(head, ":"))
	if !ok {
		return "", false
	}
	rest = strings.Trim(rest, `\`)
	if rest == "" {
		return short, true
	}
	if short == "HKLM" {
		rest = machineSpelling(rest)
	}
	return short + `\` + rest, true
}

func shortRoot(name string) (string, bool) {
	for _, r := range roots {
		if strings.EqualFold(name, r.long) || strings.EqualFold(name, r.short) {
			return r.short, true
		}
	}
	return "", false
}

// machineSpelling writes the first elements below HKLM as Windows' own tools do.
func machineSpelling(rest string) string {
	head, tail, below := strings.Cut(rest, `\`)
	switch {
	case strings.EqualFold(head, "SYSTEM"):
		head = "SYSTEM"
	case strings.EqualFold(head, "SOFTWARE"):
		head = "SOFTWARE"
		const wow = "WOW6432Node"
		if len(tail) >= len(wow) && strings.EqualFold(tail[:len(wow)], wow) &&
			(len(tail) == len(wow) || tail[len(wow)] == '\\') {
			tail = wow + tail[len(wow):]
		}
	}
	if !below {
		return head
	}
	return head + `\` + tail
}

// Below reports whether key is root itself or lies below it.
func Below(key, root string) bool {
	return len(key) >= len(root) && strings.EqualFold(key[:len(root)], root) &&
		(len(key) == len(root) || key[len(root)] == '\\')
}
