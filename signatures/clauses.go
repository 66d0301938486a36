package signatures

import (
	"regexp/syntax"
	"slices"
	"strings"
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
	return either(each)
}

// required returns the clauses of an expression.
func required(re *syntax.Regexp) [][]string {
	var each [][][]string
	switch re.Op {
	case syntax.OpLiteral:
		return [][]string{{strings.ToLower(string(re.Rune))}}
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return required(re.Sub[0])
		}
	case syntax.OpConcat, syntax.OpAlternate:
		for _, s := range re.Sub {
			each = append(each, required(s))
		}
		if re.Op == syntax.OpConcat {
			return slices.Concat(each...)
		}
	}
	return either(each)
}

// either returns what holds when the clauses of one of the alternatives do. When
// there are several, the most telling clause of each counts.
func either(each [][][]string) [][]string {
	if len(each) == 1 {
		return each[0]
	}
	var out []string
	for _, clauses := range each {
		if len(clauses) == 0 {
			return nil
		}
		best := clauses[0]
		for _, c := range clauses[1:] {
			if shortest(c) > shortest(best) {
				best = c
			}
		}
		out = append(out, best...)
	}
	if len(out) == 0 {
		return nil
	}
	return [][]string{out}
}

// shortest returns the length of the shortest text.
func shortest(texts []string) int {
	n := 0
	for i, s := range texts {
		if i == 0 || len(s) < n {
			n = len(s)
		}
	}
	return n
}
