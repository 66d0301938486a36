package plain

import (
	"strconv"
	"strings"

	"hybriddiag/parsers/internal/textenc"
)

// richText returns the text of RTF. Its layout: groups in braces; control words
// `\word` with an optional number, ended by a blank or any other character;
// `\'hh` a byte of the document's code page; `\uN` a UTF-16 unit, followed by as
// many replacement characters as \ucN says (one, if nothing does); groups that
// begin with `\*` or hold a table of fonts and the like are not shown.
//
// Source: Rich Text Format specification 1.9.1.
func richText(text string) string {
	r := rtf{in: text, out: make([]byte, 0, len(text)/2), skip: 1}
	for r.pos < len(r.in) {
		r.step()
	}
	r.flush()
	return string(r.out)
}

type rtf struct {
	in     string
	pos    int
	out    []byte
	bytes  []byte // of the code page, until they are decoded together
	depth  int
	hidden int // depth of the group that is not shown, 0 when none is
	skip   int // replacement characters behind \uN
}

// hiddenGroups hold no text.
var hiddenGroups = map[string]bool{
	"*": true, "fonttbl": true, "colortbl": true, "stylesheet": true, "info": true, "pict": true, "header": true, "footer": true,
}

func (r *rtf) step() {
	c := r.in[r.pos]
	r.pos++
	switch c {
	case '{':
		r.depth++
	case '}':
		r.depth--
		if r.depth < r.hidden {
			r.hidden = 0
		}
	case '\r', '\n':
	case '\\':
		r.control()
	default:
		r.bytes = r.text(r.bytes, c)
	}
}

func (r *rtf) text(dst []byte, c byte) []byte {
	if r.hidden > 0 {
		return dst
	}
	return append(dst, c)
}

// control reads what follows a backslash.
func (r *rtf) control() {
	if r.pos >= len(r.in) {
		return
	}
	start := r.pos
	for r.pos < len(r.in) && isLetter(r.in[r.pos]) {
		r.pos++
	}
	word := r.in[start:r.pos]
	if word == "" {
		r.symbol()
		return
	}
	n := r.number()
	if r.pos < len(r.in) && r.in[r.pos] == ' ' {
		r.pos++
	}
	switch word {
	case "par", "line", "row", "sect", "page":
		r.write("\n")
	case "tab", "cell":
		r.write("\t")
	case "uc":
		r.skip = n
	case "u":
		r.write(string(rune(uint16(n))))
		r.pass(r.skip)
	default:
		r.hide(word)
	}
}

// symbol reads a control that is no word: an escaped character or a byte.
func (r *rtf) symbol() {
	c := r.in[r.pos]
	r.pos++
	switch {
	case c == '\'' && r.pos+2 <= len(r.in):
		if b, err := strconv.ParseUint(r.in[r.pos:r.pos+2], 16, 8); err == nil {
			r.bytes = r.text(r.bytes, byte(b))
		}
		r.pos += 2
	case c == '~':
		r.write(" ")
	case c == '*':
		r.hide("*")
	case c == '\\' || c == '{' || c == '}':
		r.bytes = r.text(r.bytes, c)
	}
}

// hide marks the group as one that is not shown.
func (r *rtf) hide(word string) {
	if r.hidden == 0 && hiddenGroups[word] {
		r.hidden = r.depth
	}
}

func (r *rtf) number() int {
	start := r.pos
	for r.pos < len(r.in) && (r.in[r.pos] == '-' || r.in[r.pos] >= '0' && r.in[r.pos] <= '9') {
		r.pos++
	}
	n, _ := strconv.Atoi(r.in[start:r.pos]) // 0 without a number
	return n
}

// pass leaves out n replacement characters.
func (r *rtf) pass(n int) {
	for ; n > 0 && r.pos < len(r.in); n-- {
		if strings.HasPrefix(r.in[r.pos:], `\'`) {
			r.pos = min(r.pos+4, len(r.in))
		} else if c := r.in[r.pos]; c != '\\' && c != '{' && c != '}' {
			r.pos++
		}
	}
}

func (r *rtf) write(s string) {
	r.flush()
	if r.hidden == 0 {
		r.out = append(r.out, s...)
	}
}

// flush decodes the bytes that were gathered.
func (r *rtf) flush() {
	if len(r.bytes) > 0 {
		r.out = append(r.out, textenc.Decode(r.bytes)...)
		r.bytes = r.bytes[:0]
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
