package paste

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// The widths, in columns, at which mail programs and consoles break lines.
const (
	narrowest = 56
	widest    = 132
)

// unwrapped joins lines that were broken at the width of a mail or a console. A
// line was broken when the first word of the next one had no room on it.
func unwrapped(lines []line) []line {
	limit := wrapWidth(lines)
	if limit == 0 {
		return lines
	}
	var out []line
	for i, l := range lines {
		if n := len(out); n > 0 && broken(lines[i-1].text, l.text, limit) {
			out[n-1].text = glue(out[n-1].text, l.text)
			continue
		}
		out = append(out, l)
	}
	return out
}

// wrapWidth returns the width at which the text was broken, 0 when it was not:
// its longest line, if more than one line comes near it.
func wrapWidth(lines []line) int {
	longest := 0
	for _, l := range lines {
		longest = max(longest, columns(l.text))
	}
	if longest < narrowest || longest > widest {
		return 0
	}
	n := 0
	for i, l := range lines[:len(lines)-1] {
		if broken(l.text, lines[i+1].text, longest) {
			n++
		}
	}
	if n < 2 {
		return 0
	}
	return longest
}

// begins matches a line that is a beginning whatever stands before it: a time,
// a label, a list, a code in brackets, a tag, a rule.
var begins = regexp.MustCompile(`^(?:\s*$|\s*[\[<({#=+*-]|\s*at [\w.]+|\s*場所 |\d{1,4}[-/.:]\d|[\p{L}][\p{L} ]{0,28}\s*[:：](?:\s|$)|Exception|System\.|Caused by)`)

func broken(text, next string, limit int) bool {
	if begins.MatchString(next) || columns(text) < limit*2/3 {
		return false
	}
	first, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	if asian(text) || asian(first) { // broken between any two characters
		return columns(text)+2 >= limit
	}
	return columns(text)+1+columns(first) > limit
}

// glue joins two halves of a line, without a blank between Japanese characters.
func glue(a, b string) string {
	b = strings.TrimLeft(b, " \t")
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if wide(last) || wide(first) {
		return a + b
	}
	return a + " " + b
}

func asian(s string) bool { return strings.ContainsFunc(s, wide) }

func wide(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// columns returns how wide a console shows the text.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n++
		if wide(r) {
			n++
		}
	}
	return n
}
