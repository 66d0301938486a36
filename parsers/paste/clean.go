package paste

import (
	"regexp"
	"strings"
	"unicode"

	"hybriddiag/parsers/internal/textenc"
)

// line is one line of a text with its number there.
type line struct {
	text   string
	number int
}

// cleaned returns the lines of a text without what mails, chats and Markdown
// put around them: quotation marks, bullets, fences, the indentation of all.
func cleaned(text string) []line {
	var lines []line
	number := 0
	for raw := range strings.SplitSeq(text, "\n") {
		number++
		if fence.MatchString(raw) {
			continue
		}
		lines = append(lines, line{bare(strings.TrimRight(raw, " \t\r")), number})
	}
	unindent(lines)
	return lines
}

var (
	fence  = regexp.MustCompile("^\\s*(?:```|~~~)\\w*\\s*$")
	quote  = regexp.MustCompile(`^(?:[ \t\x{3000}]*[>＞|｜](?:[ \t\x{3000}]|$|\b))+`)
	tight  = regexp.MustCompile(`^[ \t]*(?:[>＞]+)`)
	bullet = regexp.MustCompile(`^([ \t\x{3000}]*)(?:[-*•‣◦▪●○■□][ \t\x{3000}]+|[・][ \t\x{3000}]*)`)
	header = regexp.MustCompile(`^#{1,6} +`)
	strong = regexp.MustCompile("\\*\\*([^*]+)\\*\\*|__([^_]+)__|`([^`]+)`")
)

// bare takes the marks of one line away.
func bare(s string) string {
	s = quote.ReplaceAllString(s, "")
	s = tight.ReplaceAllString(s, "")
	s = bullet.ReplaceAllString(s, "$1")
	s = header.ReplaceAllString(s, "")
	if strings.ContainsAny(s, "*_`") {
		s = strong.ReplaceAllString(s, "$1$2$3")
	}
	return textenc.NormalizePasted(s)
}

// unindent takes the indentation away that all lines share.
func unindent(lines []line) {
	common := -1
	for _, l := range lines {
		if body := strings.TrimLeftFunc(l.text, unicode.IsSpace); body != "" {
			if indent := len(l.text) - len(body); common < 0 || indent < common {
				common = indent
			}
		}
	}
	if common <= 0 {
		return
	}
	for i := range lines {
		lines[i].text = lines[i].text[min(common, len(lines[i].text)):]
	}
}

// joined returns the text of lines.
func joined(lines []line) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l.text)
	}
	return b.String()
}
