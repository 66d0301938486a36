package textenc

import "strings"

// MaxValue is how many bytes of one value of a console output are kept; the
// longest that mean something, service paths and names of certificates, have
// some hundred.
const MaxValue = 4 << 10

// Clip returns the first MaxValue bytes of a value, without half a character
// at the end: single values of a hostile file stay small.
func Clip(s string) string {
	if len(s) <= MaxValue {
		return s
	}
	return strings.ToValidUTF8(s[:MaxValue], "")
}
