package certdump

import (
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/culturetime"
)

// finish reads the dates in the culture they show together, and sends all.
func (r *reader) finish() {
	var dates strings.Builder
	for i := range r.found {
		dates.WriteString(r.found[i].notBefore + "\n" + r.found[i].notAfter + "\n")
	}
	culture := culturetime.Learn(dates.String())
	for _, e := range r.found {
		c := e.Certificate
		if t, _, ok := culture.Parse(e.notBefore); ok {
			c.NotBefore = t
		}
		if t, _, ok := culture.Parse(e.notAfter); ok {
			c.NotAfter = t
		}
		r.out.Certificate(c)
	}
	r.result.Records = len(r.found)
	if len(r.stores) == 0 && r.store != "" {
		r.stores = []string{r.store}
	}
	for _, s := range r.stores {
		r.out.Coverage(evidence.Coverage{Kind: evidence.CoversStore, Root: s, Partial: r.cut})
	}
}
