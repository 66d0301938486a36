package signatures

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Condition is a boolean expression over the names of selections.
//
//	or    = and { "or" and }
//	and   = not { "and" not }
//	not   = "not" not | "(" or ")" | count "of" "[" name { "," name } "]" | name
//	count = "all" | number
type Condition struct {
	Src  string
	Root *Node
}

// Node is one node of a parsed condition.
type Node struct {
	Op   NodeOp
	Name string // of a NodeName
	Min  int    // of a NodeOf: how many must hold
	Kids []*Node
}

// NodeOp is how a node combines the nodes below it, by the word that a file
// writes for it.
type NodeOp string

// The nodes of a condition.
const (
	NodeName NodeOp = "" // the selection Name
	NodeAnd  NodeOp = "and"
	NodeOr   NodeOp = "or"
	NodeNot  NodeOp = "not"
	NodeOf   NodeOp = "of"
)

// countAll is the count before "of" that stands for the whole list.
const countAll = "all"

// ParseCondition parses src.
func ParseCondition(src string) (Condition, error) {
	p := &condParser{toks: condTokens(src)}
	root, err := p.or()
	if err == nil && p.peek() != "" {
		err = fmt.Errorf("%q is left over", p.peek())
	}
	if err != nil {
		return Condition{}, fmt.Errorf("condition %q: %w", src, err)
	}
	return Condition{Src: src, Root: root}, nil
}

// Empty reports whether the condition was not given.
func (c Condition) Empty() bool { return c.Root == nil }

// Names returns the selections that the condition names; with positive only
// those that are not under a negation.
func (c Condition) Names(positive bool) []string {
	var out []string
	var walk func(n *Node, neg bool)
	walk = func(n *Node, neg bool) {
		if n == nil {
			return
		}
		if n.Op == NodeName && (!positive || !neg) && !slices.Contains(out, n.Name) {
			out = append(out, n.Name)
		}
		for _, k := range n.Kids {
			walk(k, neg != (n.Op == NodeNot))
		}
	}
	walk(c.Root, false)
	return out
}

func condTokens(src string) []string {
	var toks []string
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '-' }
	rs := []rune(src)
	for i := 0; i < len(rs); {
		switch {
		case unicode.IsSpace(rs[i]):
			i++
		case word(rs[i]):
			j := i
			for j < len(rs) && word(rs[j]) {
				j++
			}
			toks = append(toks, string(rs[i:j]))
			i = j
		default:
			toks = append(toks, string(rs[i]))
			i++
		}
	}
	return toks
}

type condParser struct {
	toks []string
	pos  int
}

func (p *condParser) peek() string {
	if p.pos < len(p.toks) {
		return p.toks[p.pos]
	}
	return ""
}

func (p *condParser) next() string {
	t := p.peek()
	p.pos++
	return t
}

func (p *condParser) or() (*Node, error)  { return p.list(NodeOr, p.and) }
func (p *condParser) and() (*Node, error) { return p.list(NodeAnd, p.not) }

func (p *condParser) list(op NodeOp, sub func() (*Node, error)) (*Node, error) {
	first, err := sub()
	if err != nil {
		return nil, err
	}
	n := &Node{Op: op, Kids: []*Node{first}}
	for p.peek() == string(op) {
		p.next()
		k, err := sub()
		if err != nil {
			return nil, err
		}
		n.Kids = append(n.Kids, k)
	}
	if len(n.Kids) == 1 {
		return first, nil
	}
	return n, nil
}

func (p *condParser) not() (*Node, error) {
	t := p.next()
	switch {
	case t == string(NodeNot):
		k, err := p.not()
		return &Node{Op: NodeNot, Kids: []*Node{k}}, err
	case t == "(":
		n, err := p.or()
		if err == nil && p.next() != ")" {
			err = fmt.Errorf("a closing parenthesis is missing")
		}
		return n, err
	case p.peek() == string(NodeOf):
		return p.of(t)
	case t == "" || !unicode.IsLetter([]rune(t)[0]) || t == string(NodeAnd) || t == string(NodeOr):
		return nil, fmt.Errorf("wanted a selection, found %q", t)
	}
	return &Node{Op: NodeName, Name: t}, nil
}

func (p *condParser) of(count string) (*Node, error) {
	p.next()
	if p.next() != "[" {
		return nil, fmt.Errorf("wanted [ after %q of", count)
	}
	n := &Node{Op: NodeOf}
	for {
		n.Kids = append(n.Kids, &Node{Op: NodeName, Name: p.next()})
		sep := p.next()
		if sep == "]" {
			break
		}
		if sep != "," {
			return nil, fmt.Errorf("wanted , or ] in the list, found %q", sep)
		}
	}
	n.Min = len(n.Kids)
	if count != countAll {
		v, err := strconv.Atoi(count)
		if err != nil || v < 1 || v > len(n.Kids) {
			return nil, fmt.Errorf("%q of %d selections", count, len(n.Kids))
		}
		n.Min = v
	}
	return n, nil
}

// String returns the condition as it was written.
func (c Condition) String() string { return strings.TrimSpace(c.Src) }
