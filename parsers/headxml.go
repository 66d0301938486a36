package parsers

import "strings"

// Element is the first element of an XML text.
type Element struct {
	Name string // as it is written, with its prefix; "" when the text is no XML
	Text string // the text from the "<" of the element on
}

// Local returns the name without its prefix.
func (e Element) Local() string { return e.Name[strings.IndexByte(e.Name, ':')+1:] }

// Root returns the first element of a text that begins like XML. Declarations
// and comments before it are passed over, and so are the dashes that Event
// Viewer and browsers put before an element that can be folded.
func (h *Head) Root() Element {
	if !h.rooted {
		h.rooted = true
		h.root = rootOf(h.Text())
	}
	return h.root
}

func rootOf(text string) Element {
	text = strings.TrimLeft(text, " \t\r\n-\ufeff")
	if !strings.HasPrefix(text, "<") {
		return Element{}
	}
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			return Element{}
		}
		text = text[i:]
		if n := nameLen(text[1:]); n > 0 {
			return Element{Name: text[1 : 1+n], Text: text}
		}
		text = text[behindMarkup(text):]
	}
}

// behindMarkup returns where the comment or the instruction ends that text
// begins with, and where the inside of any other markup begins.
func behindMarkup(text string) int {
	end := ""
	switch {
	case strings.HasPrefix(text, "<!--"):
		end = "-->"
	case strings.HasPrefix(text, "<?"):
		end = "?>"
	default:
		return len("<")
	}
	if i := strings.Index(text, end); i >= 0 {
		return i + len(end)
	}
	return len(text)
}

// nameLen returns how long the name is that s begins with.
func nameLen(s string) int {
	for i := range len(s) {
		c := s[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_'
		inner := c >= '0' && c <= '9' || c == '.' || c == ':' || c == '-'
		if !letter && (i == 0 || !inner) {
			return i
		}
	}
	return len(s)
}
