package site

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"hybriddiag/finding"
	"hybriddiag/products"
	"hybriddiag/signatures"
)

// index is the library ordered for looking things up.
type index struct {
	Issues   []*signatures.Signature
	Families []family
	Products []product
	Events   []event
	Codes    []codeFamily

	lib    *signatures.Library
	causes map[*signatures.Signature][]*signatures.Signature
}

// family is the issues whose ids begin with the same letters.
type family struct {
	Name   string
	Issues []*signatures.Signature
}

// product is the issues of one product.
type product struct {
	Name   finding.Text
	Issues []*signatures.Signature
}

// event is an event id of a set of providers with the issues that look at it.
type event struct {
	ID        uint32
	Providers []finding.Text // providers, channels and logs, or a product for all of its own
	Issues    []*signatures.Signature
}

func issuePage(id string) string { return id + ".html" }

// Page is the name of the family's page.
func (f family) Page() string { return "family-" + strings.ToLower(f.Name) + ".html" }

func newIndex(lib *signatures.Library) *index {
	x := &index{Issues: lib.Signatures, lib: lib}
	x.Families, x.Products, x.Events = families(lib), byProduct(lib), events(lib)
	x.Codes, x.causes = codes(lib), causes(lib)
	return x
}

func families(lib *signatures.Library) []family {
	byName := map[string][]*signatures.Signature{}
	for _, s := range lib.Signatures {
		byName[s.Family()] = append(byName[s.Family()], s)
	}
	var out []family
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		out = append(out, family{name, byName[name]})
	}
	return out
}

func byProduct(lib *signatures.Library) []product {
	var out []product
	for _, p := range lib.Products {
		own := product{Name: finding.Text(p.Name)}
		for _, s := range lib.Signatures {
			if slices.Contains(s.Products, p.ID) {
				own.Issues = append(own.Issues, s)
			}
		}
		if len(own.Issues) > 0 {
			out = append(out, own)
		}
	}
	return out
}

func events(lib *signatures.Library) []event {
	type key struct {
		id        uint32
		providers string
	}
	byKey := map[key]*event{}
	for _, s := range lib.Signatures {
		for q := range eventQueries(s) {
			names := slices.Concat(q.Providers, q.Channels)
			for _, id := range q.IDs {
				k := key{id, strings.Join(names, "\n")}
				if byKey[k] == nil {
					byKey[k] = &event{ID: id, Providers: named(lib, names)}
				}
				if e := byKey[k]; !slices.Contains(e.Issues, s) {
					e.Issues = append(e.Issues, s)
				}
			}
		}
	}
	keys := slices.SortedFunc(maps.Keys(byKey), func(a, b key) int {
		return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.providers, b.providers))
	})
	var out []event
	for _, k := range keys {
		out = append(out, *byKey[k])
	}
	return out
}

// named returns the names of sources for people: a product's in place of
// @product.
func named(lib *signatures.Library, names []string) []finding.Text {
	var out []finding.Text
	for _, name := range names {
		if p := referred(lib, name); p != nil {
			out = append(out, finding.Text(p.Name))
			continue
		}
		out = append(out, finding.Text{En: name, Ja: name})
	}
	return out
}

// referred returns the product that @product stands for, or nil.
func referred(lib *signatures.Library, name string) *products.Product {
	id, isProduct := strings.CutPrefix(name, "@")
	if !isProduct {
		return nil
	}
	return lib.Products.Get(id)
}

// eventQueries yields the questions of a signature about events and text logs.
func eventQueries(s *signatures.Signature) func(yield func(*signatures.EventQuery) bool) {
	return func(yield func(*signatures.EventQuery) bool) {
		for _, sel := range s.Select {
			if q, ok := sel.Query.(*signatures.EventQuery); ok && !yield(q) {
				return
			}
		}
	}
}

// sources returns the providers, channels and log names of a question, those of
// a product in place of @product.
func sources(lib *signatures.Library, q *signatures.EventQuery) []string {
	var out []string
	for _, name := range slices.Concat(q.Providers, q.Channels) {
		p := referred(lib, name)
		switch {
		case p == nil:
			out = append(out, name)
		case q.Kind() == signatures.KindLog:
			out = append(out, p.Logs...)
		default:
			out = append(out, p.Providers...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
