package sigdoc

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hybriddiag/signatures"
)

// index is the content of the overview page.
type index struct {
	Signatures []*signatures.Signature
	Products   []group
	Events     []group
	Codes      []group
}

// group is one heading of an index with the ids beneath it.
type group struct {
	Name string
	IDs  []string
}

func newIndex(lib *signatures.Library) index {
	x := index{Signatures: lib.Signatures}
	products, events, codes := map[string][]string{}, map[string][]string{}, map[string][]string{}
	add := func(m map[string][]string, key, id string) {
		if !slices.Contains(m[key], id) {
			m[key] = append(m[key], id)
		}
	}
	for _, s := range lib.Signatures {
		for _, p := range s.Products {
			add(products, p, s.ID)
		}
		for _, sel := range s.Select {
			if sel.Event == nil {
				continue
			}
			for _, id := range sel.Event.IDs {
				add(events, fmt.Sprintf("%d %s", id, strings.Join(sel.Event.Providers, ", ")), s.ID)
			}
			for _, c := range codesOf(sel.Event.Fields) {
				add(codes, c, s.ID)
			}
		}
	}
	for _, p := range lib.Products {
		if ids := products[p.ID]; len(ids) > 0 {
			x.Products = append(x.Products, group{p.Name.En, ids})
		}
	}
	x.Events, x.Codes = groups(events), groups(codes)
	return x
}

// codesOf returns the error codes that the tests of a selection name.
func codesOf(fields []signatures.FieldTest) []string {
	var out []string
	for _, t := range fields {
		for _, v := range t.Values {
			out = append(out, errorCode.FindAllString(v, -1)...)
		}
	}
	return out
}

var errorCode = regexp.MustCompile(`0x[0-9A-Fa-f]{8}|AADSTS\d{5,7}|HCW8\d{3}`)

func groups(m map[string][]string) []group {
	var out []group
	for name, ids := range m {
		out = append(out, group{name, ids})
	}
	slices.SortFunc(out, func(a, b group) int {
		var na, nb int
		fmt.Sscan(a.Name, &na)
		fmt.Sscan(b.Name, &nb)
		return cmp.Or(cmp.Compare(na, nb), cmp.Compare(a.Name, b.Name))
	})
	return out
}
