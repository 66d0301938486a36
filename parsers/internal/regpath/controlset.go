package regpath

import (
	"strconv"
	"strings"
)

const (
	systemRoot  = `HKLM\SYSTEM\`
	controlSet  = "ControlSet"
	currentName = "CurrentControlSet"
	// SelectKey holds in its value Current which ControlSet00N the running
	// system calls CurrentControlSet.
	SelectKey = `HKLM\SYSTEM\Select`
)

// ControlSet splits a normalized key of a numbered control set:
// HKLM\SYSTEM\ControlSet001\Control\Lsa gives 1 and `\Control\Lsa`.
func ControlSet(key string) (n int, rest string, ok bool) {
	tail, ok := CutPrefix(key, systemRoot+controlSet)
	if !ok || len(tail) < 3 || len(tail) > 3 && tail[3] != '\\' {
		return 0, "", false
	}
	n, err := strconv.Atoi(tail[:3])
	if err != nil || n <= 0 {
		return 0, "", false
	}
	return n, tail[3:], true
}

// Current returns the key below CurrentControlSet for the rest that ControlSet
// gave.
func Current(rest string) string { return systemRoot + currentName + rest }

// IsCurrent reports whether a normalized key is CurrentControlSet or below it.
func IsCurrent(key string) bool { return Below(key, systemRoot+currentName) }

// CutPrefix returns s without the prefix, which may differ in case.
func CutPrefix(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
