package transcript

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"hybriddiag/parsers/internal/psout"
)

// errorPlace is the line under the text of an error: where it happened, or what
// kind it is.
var errorPlace = regexp.MustCompile(`^(?:At (?:line|[A-Za-z]:\\.{1,300}):\d+ char:\d+|発生場所 .{1,300}文字:\d+|\s{1,12}\+ (?:CategoryInfo|FullyQualifiedErrorId)\s*:)`)

func isErrorPlace(line string) bool {
	return (strings.HasPrefix(line, "At ") || strings.HasPrefix(line, "発") || strings.HasPrefix(line, " ")) &&
		errorPlace.MatchString(line)
}

// unwrap joins the lines of the text of each error: the console breaks it at its
// width, in the middle of a sentence.
func unwrap(text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	lines := strings.Split(text, "\n")
	out := lines[:0:0]
	for i, line := range lines {
		if i > 0 && isErrorPlace(line) {
			out = joinParagraph(out)
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// joinParagraph makes one line of the last lines up to a blank line or a prompt,
// unless the place of this error stands among them already.
func joinParagraph(lines []string) []string {
	first := len(lines)
	for first > 0 && strings.TrimSpace(lines[first-1]) != "" && !psout.IsPrompt([]byte(lines[first-1])) {
		if first--; isErrorPlace(lines[first]) {
			return lines
		}
	}
	if len(lines)-first < 2 {
		return lines
	}
	joined := strings.TrimRight(lines[first], " \r")
	for _, line := range lines[first+1:] {
		line = strings.TrimSpace(line)
		if breaksAtBlank(joined, line) {
			joined += " "
		}
		joined += line
	}
	return append(lines[:first], joined)
}

// breaksAtBlank reports whether a blank stood between two lines: the console
// breaks Latin text at blanks and Japanese text anywhere.
func breaksAtBlank(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return last < utf8.RuneSelf && next < utf8.RuneSelf
}
