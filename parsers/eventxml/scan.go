package eventxml

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"hybriddiag/evidence"
)

// scanner takes the text of one event apart. It knows the XML that events are
// written in: elements, attributes, character data, CDATA, comments and
// processing instructions. It is lenient about characters that XML forbids but
// events hold, and strict about the nesting.
type scanner struct {
	rest  string
	open  []*node
	count int
	root  *node
}

var errDoctype = evidence.Failed("event-xml/doctype")

// tree reads one element. When the text breaks off it returns what was read so
// far together with the error.
func tree(text string) (*node, error) {
	s := scanner{rest: text}
	for s.root == nil || len(s.open) > 0 {
		if err := s.step(); err != nil {
			return s.root, err
		}
	}
	return s.root, nil
}

// step reads the text up to the next '<' and the markup there.
func (s *scanner) step() error {
	i := strings.IndexByte(s.rest, '<')
	if i < 0 {
		return errCut
	}
	data := s.rest[:i]
	s.rest = s.rest[i:]
	if err := s.characters(data); err != nil {
		return err
	}
	switch {
	case strings.HasPrefix(s.rest, "<!--"):
		_, err := s.until("<!--", "-->")
		return err
	case strings.HasPrefix(s.rest, "<![CDATA["):
		data, err := s.until("<![CDATA[", "]]>")
		s.append(data)
		return err
	case strings.HasPrefix(s.rest, "<!"):
		return errDoctype
	case strings.HasPrefix(s.rest, "<?"):
		_, err := s.until("<?", "?>")
		return err
	case strings.HasPrefix(s.rest, "</"):
		return s.end()
	}
	return s.start()
}

// until returns what is between two marks and goes on behind the second.
func (s *scanner) until(from, to string) (string, error) {
	i := strings.Index(s.rest[len(from):], to)
	if i < 0 {
		return "", errCut
	}
	data := s.rest[len(from) : len(from)+i]
	s.rest = s.rest[len(from)+i+len(to):]
	return data, nil
}

func (s *scanner) characters(data string) error {
	text, err := unescape(data)
	s.append(text)
	return err
}

// append adds text to the innermost element. Blanks between elements are kept
// too: whoever has children is never asked for its text.
func (s *scanner) append(text string) {
	if n := len(s.open); n > 0 && text != "" {
		top := s.open[n-1]
		if top.text == "" {
			top.text = text
		} else if len(top.children) == 0 {
			top.text += text
		}
	}
}

func (s *scanner) end() error {
	name, err := s.until("</", ">")
	if err != nil {
		return err
	}
	name = strings.TrimRight(name, blanks)
	if len(s.open) == 0 || s.open[len(s.open)-1].raw != name {
		return evidence.Failed("event-xml/end-tag", "name", name)
	}
	s.open = s.open[:len(s.open)-1]
	return nil
}

// start reads a start tag with its attributes.
func (s *scanner) start() error {
	s.rest = s.rest[1:]
	n := &node{raw: s.name()}
	if n.raw == "" {
		return evidence.Failed("event-xml/no-name")
	}
	n.name = local(n.raw)
	if s.count++; s.count > maxNodes || len(s.open) >= maxDepth {
		return evidence.Failed("event-xml/size", "elements", maxNodes, "depth", maxDepth)
	}
	for {
		s.rest = strings.TrimLeft(s.rest, blanks)
		switch {
		case s.rest == "":
			return errCut
		case s.rest[0] == '>':
			s.rest = s.rest[1:]
			s.add(n)
			s.open = append(s.open, n)
			return nil
		case strings.HasPrefix(s.rest, "/>"):
			s.rest = s.rest[2:]
			s.add(n)
			return nil
		}
		if err := s.attribute(n); err != nil {
			return err
		}
	}
}

// add hangs an element below the innermost one that is open.
func (s *scanner) add(n *node) {
	if len(s.open) == 0 {
		s.root = n
		return
	}
	top := s.open[len(s.open)-1]
	top.children = append(top.children, n)
}

// attribute reads name="value" or name='value'.
func (s *scanner) attribute(n *node) error {
	name := s.name()
	s.rest = strings.TrimLeft(s.rest, blanks)
	if name == "" || !strings.HasPrefix(s.rest, "=") {
		return evidence.Failed("event-xml/tag", "name", n.raw)
	}
	s.rest = strings.TrimLeft(s.rest[1:], blanks)
	if s.rest == "" || s.rest[0] != '"' && s.rest[0] != '\'' {
		return evidence.Failed("event-xml/attribute", "name", name)
	}
	value, err := s.until(s.rest[:1], s.rest[:1])
	if err != nil {
		return err
	}
	if value, err = unescape(value); err != nil {
		return err
	}
	n.attrs = append(n.attrs, attr{name, value})
	return nil
}

const blanks = " \t\r\n"

// name takes the characters up to the end of a name.
func (s *scanner) name() string {
	i := strings.IndexAny(s.rest, " \t\r\n=/><\"'")
	if i < 0 {
		i = len(s.rest)
	}
	name := s.rest[:i]
	s.rest = s.rest[i:]
	return name
}

// local is a name without its prefix.
func local(name string) string { return name[strings.IndexByte(name, ':')+1:] }

// unescape replaces the five entities of XML and character references.
func unescape(s string) (string, error) {
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s, nil
	}
	var b strings.Builder
	for i >= 0 {
		b.WriteString(s[:i])
		s = s[i+1:]
		end := strings.IndexByte(s[:min(len(s), 12)], ';')
		if end < 0 {
			return b.String(), evidence.Failed("event-xml/ampersand")
		}
		r, err := entity(s[:end])
		if err != nil {
			return b.String(), err
		}
		b.WriteRune(r)
		s = s[end+1:]
		i = strings.IndexByte(s, '&')
	}
	b.WriteString(s)
	return b.String(), nil
}

// entity returns the character of a reference. One that is no character at all
// becomes U+FFFD.
func entity(name string) (rune, error) {
	switch name {
	case "amp":
		return '&', nil
	case "lt":
		return '<', nil
	case "gt":
		return '>', nil
	case "quot":
		return '"', nil
	case "apos":
		return '\'', nil
	}
	digits, ok := strings.CutPrefix(name, "#")
	if !ok {
		return 0, evidence.Failed("event-xml/entity", "name", name)
	}
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return 0, evidence.Failed("event-xml/character", "name", name)
	}
	if n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return utf8.RuneError, nil
	}
	return rune(n), nil
}
