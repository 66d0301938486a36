package signatures

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// CompareVersions compares versions part by part as numbers, which is how
// Windows Installer orders them; missing parts are zero.
func CompareVersions(a, b string) int {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(as), len(bs)) {
		if d := versionPart(as, i) - versionPart(bs, i); d != 0 {
			return d
		}
	}
	return 0
}

func versionPart(parts []string, i int) int {
	if i >= len(parts) {
		return 0
	}
	n, _ := strconv.Atoi(parts[i])
	return n
}

// IsVersion reports whether s looks like a version of two to four numbers.
func IsVersion(s string) bool {
	parts := strings.Split(s, ".")
	for _, p := range parts {
		if _, err := strconv.ParseUint(p, 10, 32); err != nil {
			return false
		}
	}
	return len(parts) >= 2 && len(parts) <= 4
}

// VersionRange is a list of bounds that must all hold; none means any version,
// also an unknown one.
type VersionRange []versionBound

type versionBound struct {
	op, version string
}

// ParseVersionRange reads bounds such as ">=2.3.20.0 <=2.4.129.0".
func ParseVersionRange(s string) (VersionRange, error) {
	var r VersionRange
	for _, f := range strings.Fields(s) {
		i := strings.IndexFunc(f, func(c rune) bool { return c >= '0' && c <= '9' })
		if i < 0 || !slices.Contains([]string{"", "=", "<", "<=", ">", ">="}, f[:i]) || !numberOrVersion(f[i:]) {
			return nil, fmt.Errorf("version bound %q; wanted e.g. >=2.3.20.0", f)
		}
		r = append(r, versionBound{f[:i], f[i:]})
	}
	return r, nil
}

// String writes the bounds as files do.
func (r VersionRange) String() string {
	out := make([]string, len(r))
	for i, b := range r {
		out[i] = b.op + b.version
	}
	return strings.Join(out, " ")
}

func numberOrVersion(s string) bool {
	_, err := strconv.ParseUint(s, 10, 64)
	return err == nil || IsVersion(s)
}

// Holds reports whether the version is within all bounds.
func (r VersionRange) Holds(version string) bool {
	for _, b := range r {
		c := CompareVersions(version, b.version)
		ok := map[string]bool{"": c == 0, "=": c == 0, "<": c < 0, "<=": c <= 0, ">": c > 0, ">=": c >= 0}[b.op]
		if !ok {
			return false
		}
	}
	return true
}
