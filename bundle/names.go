package bundle

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// decodeName turns the raw bytes of an archive's name into text. Archives say
// little about the encoding and often wrongly, so that every name is judged by
// itself: UTF-8 when it is valid UTF-8, else Windows' Japanese code page, else
// the code page of DOS. It comes before any splitting, because the second byte
// of 表 or ソ is a backslash.
func decodeName(raw []byte) string {
	if utf8.Valid(raw) {
		return string(raw)
	}
	if s, err := japanese.ShiftJIS.NewDecoder().Bytes(raw); err == nil && !strings.ContainsRune(string(s), utf8.RuneError) {
		return string(s)
	}
	s, _ := charmap.CodePage437.NewDecoder().Bytes(raw) // every byte is defined
	return string(s)
}

// unnamed stands for a name of which nothing is left.
const unnamed = "(unnamed)"

// cleanName makes a name safe to show and to compare: backslashes separate like
// slashes, empty elements and "." vanish, ".." takes back the element before
// it, and what a terminal would not show is written as <U+001B>. Names beyond
// limit bytes are shortened; the second result tells so.
func cleanName(name string, limit int) (string, bool) {
	long := len(name) > limit
	if long {
		name = strings.ToValidUTF8(name[:limit], "") + "…"
	}
	var elems []string
	for _, e := range strings.FieldsFunc(name, func(r rune) bool { return r == '/' || r == '\\' }) {
		switch e {
		case ".":
		case "..":
			elems = elems[:max(len(elems)-1, 0)]
		default:
			elems = append(elems, visible(e))
		}
	}
	if len(elems) == 0 {
		return unnamed, long
	}
	return strings.Join(elems, "/"), long
}

// visible replaces control and format characters (these include the marks that
// turn the direction of text), line separators and invalid bytes.
func visible(s string) string {
	if strings.IndexFunc(s, hidden) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], string(utf8.RuneError)):
			fmt.Fprintf(&b, "<%02X>", s[i])
		case hidden(r):
			fmt.Fprintf(&b, "<U+%04X>", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func hidden(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co)
}

// baseName returns the last element of a cleaned name.
func baseName(clean string) string { return clean[strings.LastIndexByte(clean, '/')+1:] }

// names makes the names of one archive, folder or of the inputs unique.
type names map[string]int

// unique returns the name, with #2, #3, … when it was there before.
func (n names) unique(name string) string {
	seen := n[name]
	n[name] = seen + 1
	if seen == 0 {
		return name
	}
	for i := seen + 1; ; i++ {
		s := name + "#" + strconv.Itoa(i)
		if n[s] == 0 {
			n[s], n[name] = 1, i
			return s
		}
	}
}
