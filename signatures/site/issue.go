package site

import (
	"slices"

	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// issue is one signature with its neighbours in the table.
type issue struct {
	*signatures.Signature
	InFamily family
	Of       []finding.Text          // the products whose issue it is
	Named    []code                  // the error codes that it names or that point to it
	Causes   []*signatures.Signature // what may explain it
	Effects  []*signatures.Signature // what it may explain
}

func (x *index) issue(s *signatures.Signature) issue {
	out := issue{Signature: s}
	for _, f := range x.Families {
		if f.Name == s.Family() {
			out.InFamily = f
		}
	}
	for _, id := range s.Products {
		if p := x.lib.Products.Get(id); p != nil {
			out.Of = append(out.Of, finding.Text(p.Name))
		}
	}
	for _, f := range x.Codes {
		for _, c := range f.Codes {
			if slices.Contains(c.Issues, s) {
				out.Named = append(out.Named, c)
			}
		}
	}
	for _, other := range x.Issues {
		if x.explains(other, s) {
			out.Causes = append(out.Causes, other)
		}
		if x.explains(s, other) {
			out.Effects = append(out.Effects, other)
		}
	}
	return out
}

// explains reports whether an edge of the effect leads to the cause.
func (x *index) explains(cause, effect *signatures.Signature) bool {
	return slices.Contains(x.causes[effect], cause)
}

// causes returns for every signature those that its edges lead to.
func causes(lib *signatures.Library) map[*signatures.Signature][]*signatures.Signature {
	meant := map[string][]*signatures.Signature{} // by a pattern
	out := map[*signatures.Signature][]*signatures.Signature{}
	for _, s := range lib.Signatures {
		for _, e := range s.ExplainedBy {
			for _, pattern := range e.IDs {
				if _, known := meant[pattern]; !known {
					meant[pattern] = matching(lib, pattern)
				}
				out[s] = append(out[s], meant[pattern]...)
			}
		}
		out[s] = slices.DeleteFunc(out[s], func(cause *signatures.Signature) bool { return cause == s })
	}
	return out
}

func matching(lib *signatures.Library, pattern string) []*signatures.Signature {
	var out []*signatures.Signature
	for _, s := range lib.Signatures {
		if signatures.MatchID(pattern, s.ID) {
			out = append(out, s)
		}
	}
	return out
}
