package signatures

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Selection is a named question about the case.
type Selection struct {
	Name  string
	Line  int
	Query Query

	key string // see Canonical
	old []*OldWord
}

// Canonical returns a text that is equal for selections that ask the same, so
// that an engine asks once.
func (s *Selection) Canonical() string { return s.key }

// allShow are what {selection.field} may name of every selection: how often it
// was seen, and the file and the computer of what was seen first.
var allShow = []string{"count", "path", "host"}

// Shows reports whether the evidence of the selection has the field.
func (s *Selection) Shows(field string) bool {
	own := s.Query.Shows()
	return own == nil || slices.Contains(allShow, field) || slices.ContainsFunc(own, func(f string) bool { return strings.EqualFold(f, field) })
}

// Selections keeps the order of the file.
type Selections []*Selection

// Get returns the selection of that name, or nil.
func (s Selections) Get(name string) *Selection {
	for _, sel := range s {
		if sel.Name == name {
			return sel
		}
	}
	return nil
}

// UnmarshalYAML reads the named selections in the order of the file.
func (s *Selections) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return lineErr(n, "select is a %s; wanted a mapping of names to selections", kindName(n))
	}
	return eachPair(n, func(key, body *yaml.Node) error {
		sel := &Selection{Name: key.Value, Line: key.Line}
		*s = append(*s, sel)
		return sel.read(body)
	})
}

// read reads the kind and its query.
func (s *Selection) read(body *yaml.Node) error {
	if body.Kind != yaml.MappingNode || len(body.Content) != 2 {
		return lineErr(body, "selection %q must hold exactly one kind, e.g. event: or setting:", s.Name)
	}
	kind, n := body.Content[0], body.Content[1]
	if n.Kind != yaml.MappingNode {
		return lineErr(n, "%s of selection %q is a %s; wanted a mapping", kind.Value, s.Name, kindName(n))
	}
	q, ok := newQuery(Kind(kind.Value))
	if !ok {
		return lineErr(kind, "unknown kind %q of selection %q; wanted one of %s", kind.Value, s.Name, commas(Kinds()))
	}
	old, err := q.mapping().read(q.Kind(), n)
	s.Query, s.old = q, old
	s.key = string(q.canonical(canon(q.Kind() + " ")))
	return err
}
