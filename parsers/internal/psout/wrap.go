package psout

import (
	"strings"
	"unicode/utf8"
)

// narrowest is the least width of a value that a console of 80 columns leaves
// beside its name, less one long word.
const narrowest = 40

// Shortened returns what is left of a text that the console cut to the width of
// its column, and whether it was cut.
func Shortened(text string) (start string, cut bool) {
	if start, cut = strings.CutSuffix(text, "..."); cut {
		return start, true
	}
	return strings.CutSuffix(text, "…")
}

// Unwrap joins the lines of a value that the console broke: lines that had no
// room for the first word of the next one. Lines that end like a sentence or a
// label stay lines.
func Unwrap(value string) string {
	if !strings.Contains(value, "\n") {
		return value
	}
	lines := strings.Split(value, "\n")
	widest := 0
	for _, line := range lines {
		widest = max(widest, columnsOf(line))
	}
	if widest < narrowest {
		return value
	}
	var out strings.Builder
	for i, line := range lines {
		if i > 0 {
			out.WriteString(joint(lines[i-1], line, widest))
		}
		out.WriteString(line)
	}
	return out.String()
}

// joint is what stood between two lines before they were printed.
func joint(before, after string, widest int) string {
	word, _, _ := strings.Cut(after, " ")
	if before == "" || after == "" || strings.ContainsRune(".:;。：", lastRune(before)) || columnsOf(before)+1+columnsOf(word) <= widest {
		return "\n"
	}
	if first, _ := utf8.DecodeRuneInString(after); isWide(first) || isWide(lastRune(before)) {
		return "" // Japanese has no spaces between words
	}
	return " "
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// columnsOf is how many columns of a console the text takes.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		n++
		if isWide(r) {
			n++
		}
	}
	return n
}

func isWide(r rune) bool { return r >= 0x2E80 && r <= 0xFFDC && !(r >= 0xFF61 && r <= 0xFF9F) }
