// Package clip keeps single values of a hostile file small.
package clip

import "strings"

// Value is how many bytes of one value of a console output are kept; the
// longest that mean something, service paths and names of certificates, have
// some hundred.
const Value = 4 << 10

// String returns the first n bytes of s, without half a character at the end.
func String(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
