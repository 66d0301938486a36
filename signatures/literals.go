package signatures

import (
	"regexp/syntax"
	"strings"
)

// Literals returns texts of which at least one must occur, in lower case, for
// the test to hold; none when nothing can be said.
func (t FieldTest) Literals() []string {
	var out []string
	switch t.Op {
	case "", "contains", "startswith", "endswith", "code":
		for _, v := range t.Values {
			out = append(out, strings.ToLower(v))
		}
	case "re":
		for _, p := range t.Res {
			if len(p.literals) == 0 {
				return nil
			}
			out = append(out, p.literals...)
		}
	}
	return out
}

// longest returns lower-case texts of which every match of the expression holds
// at least one, from the most telling part of it.
func longest(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{strings.ToLower(string(re.Rune))}
	case syntax.OpCapture, syntax.OpPlus:
		return longest(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return longest(re.Sub[0])
		}
	case syntax.OpAlternate:
		var out []string
		for _, s := range re.Sub {
			lits := longest(s)
			if len(lits) == 0 {
				return nil
			}
			out = append(out, lits...)
		}
		return out
	case syntax.OpConcat:
		var best []string
		for _, s := range re.Sub {
			if lits := longest(s); shortest(lits) > shortest(best) {
				best = lits
			}
		}
		return best
	}
	return nil
}

func shortest(lits []string) int {
	n := 0
	for i, s := range lits {
		if i == 0 || len(s) < n {
			n = len(s)
		}
	}
	return n
}
