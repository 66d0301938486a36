package signatures

import (
	"iter"
	"regexp"
	"slices"
	"strings"

	"hybriddiag/products"
)

// nameServices gives every test for services the expression of their names, of
// the built-in products and of those that the library adds.
func (l *Library) nameServices() {
	table := slices.Concat(products.Builtin(), l.Products)
	patterns := map[string]*Pattern{} // by the products
	name := func(list Selections) {
		for _, sel := range list {
			for t := range sel.tests() {
				if t.Op != OpService {
					continue
				}
				key := strings.Join(t.Values, " ")
				if patterns[key] == nil {
					patterns[key] = servicePattern(table, t.Values)
				}
				t.Res = []*Pattern{patterns[key]}
			}
		}
	}
	for _, s := range l.Signatures {
		name(s.Select)
	}
	for _, c := range l.Checks {
		name(c.Select)
	}
}

// NewServiceTest returns a test that holds where a field names a service of the
// product.
func NewServiceTest(field string, p *products.Product) FieldTest {
	return FieldTest{Field: field, Op: OpService, Values: []string{p.ID}, Res: []*Pattern{servicePattern(products.Table{*p}, []string{p.ID})}}
}

// servicePattern returns the expression that finds the name of a service of one
// of the products. Without any service it finds nothing.
func servicePattern(table products.Table, ids []string) *Pattern {
	var names []string
	for _, p := range table {
		if slices.Contains(ids, p.ID) {
			for _, name := range p.ServiceNames() {
				names = append(names, regexp.QuoteMeta(name))
			}
		}
	}
	if len(names) == 0 {
		names = []string{`[^\s\S]`}
	}
	p, _ := NewPattern("(?:" + strings.Join(names, "|") + ")") // quoted names make an expression
	return p
}

// tests returns the tests of fields of the selection.
func (s *Selection) tests() iter.Seq[*FieldTest] {
	return func(yield func(*FieldTest) bool) {
		list := s.Query.mapping().tests
		for i := 0; list != nil && i < len(*list); i++ {
			if !yield(&(*list)[i]) {
				return
			}
		}
	}
}

// services checks the products of which a test asks for services.
func (l *linter) services(sel *Selection) {
	for t := range sel.tests() {
		if t.Op != OpService {
			continue
		}
		for _, id := range t.Values {
			if p := l.lib.Products.Get(id); p == nil {
				l.at(sel.Line, "%s: product %q is not in products.yaml", sel.Name, id)
			} else if len(p.Services) == 0 {
				l.at(sel.Line, "%s: no service of product %q is known", sel.Name, id)
			}
		}
	}
}
