package parsers

import (
	"strings"

	"hybriddiag/parsers/internal/textenc"
)

const (
	// HeadSize is how many bytes of a file a Head holds.
	HeadSize = 64 << 10
	// openingSize is how many bytes of the text Lines looks at.
	openingSize = 8 << 10
	// openingLines is how many lines Lines gives at the most.
	openingLines = 400
)

// Head is the beginning of a file: all that Detect gets to see. What several
// parsers ask for, the text, its lines, its first XML element, is made when
// the first of them asks, and shared. A Head belongs to one goroutine.
type Head struct {
	Name  string    // of the file, with or without its path; the separator is /
	Raw   []byte    // the first bytes of the file, up to HeadSize
	Magic MagicKind // what the first bytes prove, NoMagic when the file may be text

	decoded bool
	text    string
	split   bool
	lines   []string
	rooted  bool
	root    Element
}

// NewHead returns the head of a file of that name, which begins with raw. Raw
// must not change as long as the head is in use.
func NewHead(raw []byte, name string) *Head {
	raw = raw[:min(len(raw), HeadSize)]
	return &Head{Name: name, Raw: raw, Magic: magicOf(raw)}
}

// Base returns the last element of the name.
func (h *Head) Base() string { return base(h.Name) }

func base(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// HasSuffix reports whether the name ends in suffix, which is in lower case; the
// case of the name does not count.
func (h *Head) HasSuffix(suffix string) bool {
	at := len(h.Name) - len(suffix)
	return at >= 0 && strings.EqualFold(h.Name[at:], suffix)
}

// Text returns the head as UTF-8 without a byte order mark, whatever its
// encoding is. A file that begins with magic bytes has no text.
func (h *Head) Text() string {
	if !h.decoded {
		h.decoded = true
		if h.Magic == NoMagic {
			h.text = textenc.Decode(h.Raw)
		}
	}
	return h.text
}

// Start returns the first n bytes of the text.
func (h *Head) Start(n int) string {
	text := h.Text()
	return text[:min(n, len(text))]
}

// Lines returns up to n lines of the first 8 KiB of the text, without their
// ends; the last of them may be cut. They are shared: do not change them.
func (h *Head) Lines(n int) []string {
	if !h.split {
		h.split = true
		if h.Text() != "" {
			h.lines = opening(h.text)
		}
	}
	return h.lines[:min(n, len(h.lines))]
}

// JSON returns the first token of a JSON text, '{' or '[', and 0 for any other
// text.
func (h *Head) JSON() byte {
	text := strings.TrimLeft(h.Text(), " \t\r\n")
	if text == "" || text[0] != '{' && text[0] != '[' {
		return 0
	}
	return text[0]
}

// opening splits the first bytes of a text into lines.
func opening(text string) []string {
	if len(text) > openingSize {
		text = strings.ToValidUTF8(text[:openingSize], "")
	}
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if len(lines) == openingLines {
			break
		}
		lines = append(lines, strings.TrimRight(line, "\r"))
	}
	return lines
}
