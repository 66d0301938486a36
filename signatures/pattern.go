package signatures

import (
	"regexp"
	"regexp/syntax"
	"sync"

	"hybriddiag/internal/literals"
)

// Pattern is a regular expression that ignores case and lets a dot match line
// ends. It is checked when the table is read and compiled when it is first
// used: most patterns of the table meet no text in any one case.
type Pattern struct {
	src     string
	clauses [][]string // see FieldTest.Clauses
	once    sync.Once
	re      *regexp.Regexp
}

// NewPattern checks the expression.
func NewPattern(src string) (*Pattern, error) {
	p := &Pattern{src: "(?is)" + src}
	parsed, err := syntax.Parse(p.src, syntax.Perl)
	if err == nil {
		p.clauses = literals.Of(parsed)
	}
	return p, err
}

// MatchString reports whether the text holds a match.
func (p *Pattern) MatchString(text string) bool { return p.compiled().MatchString(text) }

// FindString returns the first match in the text, "" without one.
func (p *Pattern) FindString(text string) string { return p.compiled().FindString(text) }

// Index returns where the leftmost match begins, -1 when there is none.
func (p *Pattern) Index(text string) int {
	if at := p.compiled().FindStringIndex(text); at != nil {
		return at[0]
	}
	return -1
}

func (p *Pattern) compiled() *regexp.Regexp {
	p.once.Do(func() { p.re = regexp.MustCompile(p.src) })
	return p.re
}
