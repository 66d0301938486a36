package plain

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isPage reports whether a text, of which start is the beginning in lower case, is
// a web page or a piece of one.
func isPage(start string) bool {
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<p ", "<table", "<span", "<meta "} {
		if strings.HasPrefix(start, tag) {
			return true
		}
	}
	return false
}

// blocks are the elements whose content stands on lines of its own.
var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Br: true, atom.Li: true, atom.Tr: true, atom.Pre: true, atom.Blockquote: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.Table: true, atom.Ul: true, atom.Ol: true,
}

// page returns the text of a web page. Scripts and styles are none of it.
func page(text string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	hidden, kept := 0, 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return b.String()
		}
		name, _ := z.TagName()
		tag := atom.Lookup(name)
		open := kind == html.StartTagToken
		switch {
		case tag == atom.Script || tag == atom.Style || tag == atom.Title:
			hidden = depth(hidden, open)
		case tag == atom.Pre:
			kept = depth(kept, open)
		case tag == atom.Td || tag == atom.Th:
			b.WriteByte('\t')
		}
		switch {
		case blocks[tag]:
			b.WriteByte('\n')
		case kind == html.TextToken && hidden == 0:
			b.WriteString(flowing(string(z.Text()), kept > 0))
		}
	}
}

func depth(n int, open bool) int {
	if open {
		return n + 1
	}
	return max(n-1, 0)
}

// flowing returns the text of a page as a browser shows it: line ends are blanks
// except where the page keeps them.
func flowing(raw string, kept bool) string {
	text := html.UnescapeString(raw)
	if kept {
		return text
	}
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }), " ")
}
