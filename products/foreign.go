package products

import (
	"regexp"
	"strings"
)

// family is what the names of the products, of their packages and of what
// their set-up brings along have in common.
var family = regexp.MustCompile(`(?i:azure ?ad|azure active directory|\bAAD|ad ?sync|ad ?health|synchronization ?services?\b|directory ?sync|` +
	`microsoft online services|hybrid|connector|authentication ?agent|provisioning ?agent|localdb|sql ?server|sqlncli|odbcsql|sqlcmd|` +
	`sqlsysclrtypes|exchange)|(?:\b|Microsoft)Entra`)

// generic are names of installers that tell nothing.
var generic = regexp.MustCompile(`(?i)^(\{?[0-9a-f-]+\}?|setup|install(er)?|package|product|msi[0-9a-f]*|bundle|x64|amd64)\.(msi|msp|exe)$`)

// Foreign reports whether the name of a product, or the path of a package when no
// name is known, belongs to software that none of the products is or brings.
// What else is known, e.g. the name of the log or the calling program, may
// still say that it is one of them.
func Foreign(name, path string, hints ...string) bool {
	if i := strings.LastIndexAny(path, `\/`); i >= 0 && name == "" && generic.MatchString(path[i+1:]) {
		return false
	}
	if name == "" && path == "" {
		return false
	}
	return !family.MatchString(strings.Join(append(hints, name, path), "\n"))
}
