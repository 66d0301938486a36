package report

import (
	"strings"
	"unicode"

	"charm.land/lipgloss/v2"
)

// width returns how many columns s takes; Japanese characters take two.
func width(s string) int { return lipgloss.Width(s) }

// Wrap breaks text into lines of at most limit columns. Latin words stay
// whole where they fit; Japanese text breaks between any two characters,
// except that no line starts with a closing mark. Long paths break behind a
// separator.
func Wrap(text string, limit int) []string {
	limit = max(limit, minWidth)
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		lines = append(lines, wrapParagraph(paragraph, limit)...)
	}
	return lines
}

// minWidth keeps a hanging indent from leaving no room at all.
const minWidth = 16

func wrapParagraph(text string, limit int) []string {
	var lines []string
	line, used := "", 0
	for _, piece := range pieces(text) {
		w := width(piece)
		if used+width(strings.TrimRight(piece, " ")) > limit && line != "" {
			lines = append(lines, strings.TrimRight(line, " "))
			line, used = "", 0
		}
		for w > limit {
			head, tail := split(piece, limit)
			lines = append(lines, head)
			piece, w = tail, width(tail)
		}
		line, used = line+piece, used+w
	}
	return append(lines, strings.TrimRight(line, " "))
}

// pieces cuts text where a line may break. The blanks behind a word belong to
// it.
func pieces(text string) []string {
	var out []string
	start := 0
	rs := []rune(text)
	for i := 1; i < len(rs); i++ {
		if breakable(rs[i-1], rs[i]) || behindSeparator(rs[:i], rs[i]) {
			out = append(out, string(rs[start:i]))
			start = i
		}
	}
	if start < len(rs) {
		out = append(out, string(rs[start:]))
	}
	return out
}

// breakable reports whether a line may end between a and b.
func breakable(a, b rune) bool {
	switch {
	case b == ' ':
		return false
	case a == ' ':
		return true
	case strings.ContainsRune(notAtStart, b), strings.ContainsRune(notAtEnd, a):
		return false
	case japanese(a) || japanese(b):
		return true
	}
	return false
}

// behindSeparator reports whether a line may end behind the separator of a path,
// which needs a name before it: \x1b and // stay whole.
func behindSeparator(before []rune, next rune) bool {
	n := len(before)
	sep := before[n-1]
	return (sep == '\\' || sep == '/') && n > 1 && before[n-2] != ' ' && before[n-2] != sep &&
		before[n-2] != ':' && next != sep && next != ' '
}

// The marks that Japanese typesetting keeps away from the ends of a line.
const (
	notAtStart = "、。，．・：；？！ー」』】）〕］｝～ぁぃぅぇぉっゃゅょァィゥェォッャュョ々,.:;?!)]}"
	notAtEnd   = "「『【（〔［｛([{"
)

func japanese(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x30ff || r >= 0xff00 && r <= 0xffef
}

// split cuts s at limit columns, for a word that is longer than a line.
func split(s string, limit int) (head, tail string) {
	used := 0
	for i, r := range s {
		w := width(string(r))
		if used+w > limit && i > 0 {
			return s[:i], s[i:]
		}
		used += w
	}
	return s, ""
}
