// Package literals finds the texts without which a regular expression cannot
// match. Looking for a text costs a fraction of running an expression, and of a
// table of wordings hardly one is in any given text.
//
// What an expression needs is a list of clauses, each a list of texts in lower
// case: of every clause at least one text must occur. An expression without
// clauses may match anything.
package literals

import (
	"regexp/syntax"
	"slices"
	"strings"
)

// Of returns the clauses of an expression.
func Of(re *syntax.Regexp) [][]string {
	var each [][][]string
	switch re.Op {
	case syntax.OpLiteral:
		return [][]string{{strings.ToLower(string(re.Rune))}}
	case syntax.OpCapture, syntax.OpPlus:
		return Of(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return Of(re.Sub[0])
		}
	case syntax.OpConcat, syntax.OpAlternate:
		for _, s := range re.Sub {
			each = append(each, Of(s))
		}
		if re.Op == syntax.OpConcat {
			return slices.Concat(each...)
		}
	}
	return Either(each)
}

// Either returns what holds when the clauses of one of the alternatives do. When
// there are several, the most telling clause of each counts.
func Either(each [][][]string) [][]string {
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
			if Shortest(c) > Shortest(best) {
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

// Shortest returns the length of the shortest text.
func Shortest(texts []string) int {
	n := 0
	for i, s := range texts {
		if i == 0 || len(s) < n {
			n = len(s)
		}
	}
	return n
}
