package regpath

import (
	"maps"
	"strings"
)

// State tells what a key is to a diagnosis.
type State uint8

// A key may be wanted although its parents are not, so that a reader of a hive
// has to go through keys that are only on the way.
const (
	Unwanted State = iota // neither the key nor anything below it
	OnTheWay              // a key below it may be wanted
	Wanted                // its values are wanted
)

// node is one element of the tree of wanted keys. Names are in lower case.
type node struct {
	children map[string]*node
	stars    []star
	self     bool // the values of this key are wanted
	below    bool // and so is everything below it
}

// star is a child for all names with that prefix.
type star struct {
	prefix string
	*node
}

var tree = grow()

// grow builds the tree: the machine and each user share the software part.
func grow() *node {
	view := forest(wanted.software)
	software := &node{children: maps.Clone(view.children), stars: view.stars}
	software.link("wow6432node", view)

	sets, system := forest(wanted.controlSet), forest(wanted.system)
	system.link("currentcontrolset", sets)
	system.link("controlset*", sets)

	machine, user, users := &node{}, &node{}, &node{}
	machine.link("software", software)
	machine.link("system", system)
	user.link("software", software)
	users.link("*", user)

	root := &node{}
	for _, r := range roots {
		switch r.short {
		case "HKLM":
			root.link(strings.ToLower(r.long), machine)
			root.link("hklm", machine)
		case "HKCU":
			root.link(strings.ToLower(r.long), user)
			root.link("hkcu", user)
		case "HKU":
			root.link(strings.ToLower(r.long), users)
			root.link("hku", users)
		}
	}
	return root
}

func forest(paths []string) *node {
	top := &node{}
	for _, path := range paths {
		top.add(path)
	}
	return top
}

func (n *node) add(path string) {
	path, alone := strings.CutSuffix(strings.ToLower(path), "=")
	for name := range strings.SplitSeq(path, `\`) {
		next := n.exact(name)
		if next == nil {
			next = &node{}
			n.link(name, next)
		}
		n = next
	}
	n.self = true
	n.below = n.below || !alone
}

// exact finds the child that was linked under this very name.
func (n *node) exact(name string) *node {
	prefix, isStar := strings.CutSuffix(name, "*")
	if !isStar {
		return n.children[name]
	}
	for _, s := range n.stars {
		if s.prefix == prefix {
			return s.node
		}
	}
	return nil
}

func (n *node) link(name string, child *node) {
	if prefix, isStar := strings.CutSuffix(name, "*"); isStar {
		n.stars = append(n.stars, star{prefix, child})
		return
	}
	if n.children == nil {
		n.children = map[string]*node{}
	}
	n.children[name] = child
}

// step finds the child for a name in lower case.
func (n *node) step(name []byte) *node {
	if c := n.children[string(name)]; c != nil {
		return c
	}
	for _, s := range n.stars {
		if len(name) >= len(s.prefix) && string(name[:len(s.prefix)]) == s.prefix {
			return s.node
		}
	}
	return nil
}

// longestName is longer than any name in the tree; a longer element can only
// be meant by a star.
const longestName = 96

// Classify tells what a key is to a diagnosis. The key may begin with the long
// or the short name of a predefined key. It does not allocate.
func Classify(key []byte) State {
	n := tree
	var buf [longestName]byte
	for len(key) > 0 {
		end := 0
		for end < len(key) && key[end] != '\\' {
			end++
		}
		name := lower(buf[:0], key[:end])
		if n = n.step(name); n == nil {
			return Unwanted
		}
		if n.below {
			return Wanted
		}
		key = key[min(end+1, len(key)):]
	}
	if n.self {
		return Wanted
	}
	return OnTheWay
}

// lower appends the ASCII lower case of name, cut to what dst can hold.
func lower(dst, name []byte) []byte {
	for _, c := range name[:min(len(name), cap(dst))] {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}
