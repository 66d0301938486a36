package paste

import (
	"regexp"
	"strings"
)

// block is a piece of the text that is one thing: an event with its heading, or
// a paragraph.
type block struct {
	heading
	lines []line
}

// whole bounds a text without headings that is one block.
const whole = 4 << 10

// longestBlock bounds the text of one block; an event's text is no longer.
const longestBlock = 32 << 10

// blocksOf splits a text at the headings of events and, outside of events, at
// empty lines. A short text without headings is one block: what belongs together
// may stand on both sides of an empty line.
func blocksOf(lines []line) []block {
	var out []block
	var now *block
	source := ""
	flush := func() {
		if now != nil && (now.id != 0 || len(now.lines) > 0) {
			out = append(out, *now)
		}
		now = nil
	}
	for _, l := range lines {
		if m := sourceLabel.FindStringSubmatch(l.text); m != nil {
			source = sourceName(m[1])
			if now != nil && now.id != 0 && now.source == "" {
				now.source, source = source, ""
			}
			continue
		}
		if h, ok := headingOf(l.text); ok {
			flush()
			if h.source == "" {
				h.source = source
			}
			source = ""
			now = &block{heading: h}
			now.add(line{h.rest, l.number})
			continue
		}
		empty := strings.TrimSpace(l.text) == ""
		if now == nil && empty {
			continue
		}
		if now == nil {
			now = &block{}
		}
		if empty && now.id == 0 {
			flush()
			continue
		}
		now.add(l)
	}
	flush()
	return together(out)
}

func (b *block) add(l line) {
	if strings.TrimSpace(l.text) != "" && !labelLine.MatchString(l.text) {
		b.lines = append(b.lines, l)
	}
}

// labelLine matches a property of an event that says nothing of its own: in the
// labels of Event Viewer and of its copies, with a short value.
var labelLine = regexp.MustCompile(`(?i)^\s*(?:log ?name|date(?: and time)?|logged|level|computer|task category|keywords|opcode|user|description|general|details` +
	`|ログ(?:の)?名(?:前)?|日付(?:と時刻)?|レベル|コンピューター?|(?:タスクの)?カテゴリ|キーワード|ユーザー|説明|内容|メッセージ|全般|詳細)\s*[:：]\s*\S{0,40}(?: \S{1,12}){0,3}\s*$`)

// together makes one block of a short text without headings.
func together(blocks []block) []block {
	size := 0
	for _, b := range blocks {
		if b.id != 0 {
			return blocks
		}
		size += len(b.text())
	}
	if size > whole || len(blocks) < 2 {
		return blocks
	}
	one := blocks[0]
	for _, b := range blocks[1:] {
		one.lines = append(one.lines, b.lines...)
	}
	return []block{one}
}

// text returns the lines of a block, bounded. A line that goes on in lower case
// is the rest of the sentence above it.
func (b *block) text() string {
	var lines []line
	for _, l := range b.lines {
		if n := len(lines); n > 0 && goesOn.MatchString(l.text) {
			lines[n-1].text = glue(lines[n-1].text, l.text)
			continue
		}
		lines = append(lines, l)
	}
	text := strings.ReplaceAll(joined(lines), ".  ", ". ")
	return strings.ToValidUTF8(text[:min(len(text), longestBlock)], "")
}

// goesOn matches the rest of a sentence; the frames of a stack are none.
var goesOn = regexp.MustCompile(`^\s*(?:[a-z]{3,}[ ,.]|(?:a|an|is|as|to|of|in|on|or|by|it|be|we|if) )`)

// number returns the line on which the block begins.
func (b *block) number() int {
	if len(b.lines) == 0 {
		return 1
	}
	return b.lines[0].number
}
