package parsers

import (
	"strings"

	"hybriddiag/evidence"
)

// Interest is how much of a key is wanted: a key may be on the way to another
// one although its own settings are of no use.
type Interest uint8

// A greater interest includes the lesser ones.
const (
	Unwanted Interest = iota // neither the key nor any key below it
	OnTheWay                 // a key below it may be wanted
	Wanted                   // its settings, and a key below it may be wanted too
)

// KeySet is a compiled set of patterns of setting keys. It answers
// Sink.WantsKey for whoever knows beforehand what it will ask for: the engine
// for its signatures, a reader for the facts it derives itself. A KeySet does
// not change; a nil one wants nothing.
type KeySet struct{ root keyNode }

// keyNode is one element of a key. Names and globs are in lower case.
type keyNode struct {
	children map[string]*keyNode
	globs    []keyGlob // of the keys below that have a * in their first element
	wanted   bool
}

// keyGlob is a pattern relative to its node, from the first element with a * on.
type keyGlob struct{ pattern, literal string } // literal is what comes before the *

// NewKeySet compiles patterns as evidence.Glob reads them, without case.
func NewKeySet(patterns ...string) *KeySet {
	s := &KeySet{}
	for _, p := range patterns {
		s.root.add(strings.ToLower(p))
	}
	return s
}

func (n *keyNode) add(pattern string) {
	for pattern != "" {
		name, rest, _ := strings.Cut(pattern, `\`)
		if literal, _, glob := strings.Cut(name, "*"); glob {
			n.globs = append(n.globs, keyGlob{pattern, literal})
			return
		}
		next := n.children[name]
		if next == nil {
			if n.children == nil {
				n.children = map[string]*keyNode{}
			}
			next = &keyNode{}
			n.children[name] = next
		}
		n, pattern = next, rest
	}
	n.wanted = true
}

// Wants tells how much of the key is in the set. Whatever evidence.Glob says of
// a pattern and a key in lower case, this says of the set.
func (s *KeySet) Wants(key string) Interest {
	if s == nil {
		return Unwanted
	}
	n, rest, most := &s.root, strings.ToLower(key), Unwanted
	for rest != "" {
		most = max(most, n.below(rest))
		if most == Wanted {
			return Wanted
		}
		name, tail, _ := strings.Cut(rest, `\`)
		if n = n.children[name]; n == nil {
			return most
		}
		rest = tail
	}
	if n.wanted {
		return Wanted
	}
	return OnTheWay // a node leads to a pattern
}

// below asks the globs of a node for what is left of a key.
func (n *keyNode) below(rest string) Interest {
	most := Unwanted
	for _, g := range n.globs {
		switch {
		case evidence.Glob(g.pattern, rest):
			return Wanted
		case strings.HasPrefix(rest, g.literal):
			most = OnTheWay // the * may stand for more
		}
	}
	return most
}
