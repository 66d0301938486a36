package signatures

import (
	"cmp"
	"regexp"
	"strings"
)

// placeholder is {selection.Field} or {selection.Field|text to show instead}.
var placeholder = regexp.MustCompile(`\{([A-Za-z][\w-]*)(?:\.([A-Za-z@][\w@-]*))?(?:\|([^{}]*))?\}`)

// Placeholder is one place in a text that takes a value of the case.
type Placeholder struct {
	Selection string
	Field     string
}

// Placeholders returns the places of a text in order.
func Placeholders(text string) []Placeholder {
	if !strings.Contains(text, "{") {
		return nil
	}
	var out []Placeholder
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		out = append(out, Placeholder{m[1], m[2]})
	}
	return out
}

// Fill replaces the places of a text by what value returns for them, and by the
// text after the bar where it returns nothing.
func Fill(text string, value func(Placeholder) string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	return placeholder.ReplaceAllStringFunc(text, func(s string) string {
		m := placeholder.FindStringSubmatch(s)
		if v := value(Placeholder{m[1], m[2]}); v != "" {
			return v
		}
		return cmp.Or(m[3], "-")
	})
}

// Plain shows where a text takes a value of the case: ‹field›.
func Plain(text string) string {
	return Fill(text, func(p Placeholder) string { return "‹" + cmp.Or(p.Field, p.Selection) + "›" })
}
