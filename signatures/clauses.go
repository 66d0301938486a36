package signatures

import (
	"slices"
	"strings"

	"hybriddiag/internal/literals"
)

// Clauses returns lists of texts in lower case. For the test to hold, of every
// list at least one text must occur; no list when nothing can be said.
func (t FieldTest) Clauses() [][]string {
	var each [][][]string // value → its clauses
	switch t.Op {
	case OpEquals, OpContains, OpStartsWith, OpEndsWith, OpCode:
		for _, v := range t.Values {
			each = append(each, [][]string{{strings.ToLower(v)}})
		}
	case OpRe, OpService:
		for _, p := range t.Res {
			each = append(each, p.clauses)
		}
	}
	if t.All {
		return slices.Concat(each...)
	}
	return literals.Either(each)
}
