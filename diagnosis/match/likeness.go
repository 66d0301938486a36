package match

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"hybriddiag/evidence"
)

// likenessLength is how much of a text decides whether two errors are alike.
const likenessLength = 240

// changing matches what differs between two errors of one kind: numbers, GUIDs,
// times, and what stands in quotes.
var changing = regexp.MustCompile(`"[^"\n]{0,200}"|'[^'\n]{0,200}'|\{?[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\}?|[0-9][0-9:.,/-]*`)

// Likeness is equal for errors that say the same about different things. Error
// codes are kept: two codes are two errors.
func Likeness(e *evidence.Event) string {
	text := e.Text()
	if len(text) > likenessLength {
		n := likenessLength
		for !utf8.RuneStart(text[n]) {
			n--
		}
		text = text[:n]
	}
	text = changing.ReplaceAllString(strings.Join(strings.Fields(text), " "), "#")
	return fmt.Sprintf("%s\x00%d\x00%s\x00%s", e.Provider.Name, e.EventID, strings.Join(code.FindAllString(fold(e.Text()), 3), " "), text)
}
