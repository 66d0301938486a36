package sentences

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"

	"hybriddiag/internal/literals"
)

// pattern is a sentence that can be looked for. Its expression is compiled when
// a text first holds the words of it.
type pattern struct {
	sentence
	clauses  [][]string
	compiled func() *regexp.Regexp
}

// patterns returns what makes the patterns of a table when they are first asked
// for: most cases hold records, not text.
func patterns(table []sentence) func() []*pattern {
	return sync.OnceValue(func() []*pattern {
		out := make([]*pattern, len(table))
		for i, s := range table {
			out[i] = &pattern{sentence: s, compiled: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(s.text) })}
			if parsed, err := syntax.Parse(s.text, syntax.Perl); err == nil {
				out[i].clauses = literals.Of(parsed)
			}
		}
		return out
	})
}

// may reports whether a text in lower case holds the words of the sentence.
func (p *pattern) may(low string) bool {
	return !slices.ContainsFunc(p.clauses, func(any []string) bool {
		return !slices.ContainsFunc(any, func(word string) bool { return strings.Contains(low, word) })
	})
}
