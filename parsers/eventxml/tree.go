package eventxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Limits of one event. Real events nest less than ten deep and hold a few
// hundred elements.
const (
	maxDepth = 64
	maxNodes = 20_000
)

// node is one element. Names are local names: the namespaces of providers tell
// nothing that a signature needs.
type node struct {
	name     string
	attrs    []xml.Attr
	text     string
	children []*node
}

// child returns the first child of that name, or nil.
func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for _, c := range n.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// attr returns the value of an attribute, or "".
func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// value returns the element's own text without the blanks around it.
func (n *node) value() string {
	if n == nil {
		return ""
	}
	return strings.TrimSpace(n.text)
}

// tree reads one element. When the text breaks off it returns what was read so
// far together with the error.
func tree(text []byte) (*node, error) {
	dec := xml.NewDecoder(bytes.NewReader(text))
	var root *node
	var open []*node
	for count := 0; ; {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) && len(open) == 0 {
			return root, nil
		}
		if err != nil {
			return root, err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if count++; count > maxNodes || len(open) >= maxDepth {
				return root, fmt.Errorf("more than %d elements or nested deeper than %d", maxNodes, maxDepth)
			}
			n := &node{name: t.Name.Local, attrs: t.Attr}
			if len(open) > 0 {
				top := open[len(open)-1]
				top.children = append(top.children, n)
			} else if root == nil {
				root = n
			}
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(t)
			}
		case xml.Directive:
			return root, errors.New("a document type declaration is not allowed")
		}
	}
}
