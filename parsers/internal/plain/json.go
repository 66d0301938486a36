package plain

import (
	"encoding/json"
	"strings"
)

// sentences returns the values of a JSON text that are sentences, such as the
// messages of a chat, each on lines of its own; false when it is no JSON.
func sentences(text string) (string, bool) {
	start := strings.TrimSpace(text)
	if start == "" || start[0] != '{' && start[0] != '[' {
		return "", false
	}
	var b strings.Builder
	d := json.NewDecoder(strings.NewReader(text))
	for {
		t, err := d.Token()
		if err != nil {
			return b.String(), b.Len() > 0 || d.InputOffset() >= int64(len(strings.TrimRight(text, " \t\r\n")))
		}
		if s, ok := t.(string); ok && strings.Contains(strings.TrimSpace(s), " ") {
			b.WriteString(s)
			b.WriteString("\n\n")
		}
	}
}
