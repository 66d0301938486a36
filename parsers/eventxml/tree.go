package eventxml

import "strings"

// Limits of one event. Real events nest less than ten deep and hold a few
// hundred elements.
const (
	maxDepth = 64
	maxNodes = 20_000
)

// node is one element. Its name is the local name: the namespaces of providers
// tell nothing that a signature needs.
type node struct {
	name     string
	raw      string // with the prefix, to match the end tag
	attrs    []attr
	text     string
	children []*node
}

// attr is one attribute; its name has the prefix.
type attr struct{ name, value string }

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
		if a.name == name {
			return a.value
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
