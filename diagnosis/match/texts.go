package match

import (
	"slices"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/internal/acscan"
	"hybriddiag/signatures"
)

// texts finds matchers by what the text of an event holds.
//
//	literal ──► clause: one of its literals must occur ──► matcher: all of its clauses must hold
//
// One scan looks for all literals at once. Only matchers whose clauses all hold
// are tried, so that their regular expressions see few texts.
type texts struct {
	matchers []*Matcher
	need     []int   // matcher → how many clauses it has
	users    [][]int // clause → matchers
	clauses  [][]int // literal → clauses
	literals *acscan.Set
}

// newTexts takes in the matchers that look for texts and returns the others.
func newTexts(all []*Matcher) (t *texts, plain []*Matcher) {
	t = &texts{}
	var literals []string
	known := map[string]int{} // clause → its number
	place := map[string]int{} // literal → its number
	for _, m := range all {
		clauses := clausesOf(m)
		if len(clauses) == 0 {
			plain = append(plain, m)
			continue
		}
		for _, c := range clauses {
			key := strings.Join(c, "\x00")
			n, ok := known[key]
			if !ok {
				n = len(t.users)
				known[key] = n
				t.users = append(t.users, nil)
				for _, lit := range c {
					i, ok := place[lit]
					if !ok {
						i = len(literals)
						place[lit] = i
						literals, t.clauses = append(literals, lit), append(t.clauses, nil)
					}
					t.clauses[i] = append(t.clauses[i], n)
				}
			}
			t.users[n] = append(t.users[n], len(t.matchers))
		}
		t.matchers, t.need = append(t.matchers, m), append(t.need, len(clauses))
	}
	t.literals = acscan.Compile(literals)
	return t, plain
}

// tellingLiteral is how long a literal must be to be looked for besides the best
// ones: a shorter one occurs nearly everywhere.
const tellingLiteral = 4

// clausesOf returns different lists of texts; of each list one text must occur
// in what the matcher accepts.
func clausesOf(m *Matcher) [][]string {
	var all, out [][]string
	best := 0
	for i := range m.query.Fields {
		if t := &m.query.Fields[i]; inText(t) {
			for _, c := range t.Clauses() {
				lits := folds(c)
				all, best = append(all, lits), max(best, shortest(lits))
			}
		}
	}
	for _, lits := range all {
		known := slices.ContainsFunc(out, func(c []string) bool { return slices.Equal(c, lits) })
		if shortest(lits) >= min(best, tellingLiteral) && !known {
			out = append(out, lits)
		}
	}
	return out
}

// inText reports whether the value under test is part of the event's text. A
// number is not: 0x10 equals 16.
func inText(t *signatures.FieldTest) bool {
	number := func(v string) bool { _, ok := signatures.ParseNumber(v); return ok }
	return t.Field != "EventID" && t.Field != "Computer" && !(t.Op == signatures.OpEquals && slices.ContainsFunc(t.Values, number))
}

// folds returns the folded texts in order, each once.
func folds(texts []string) []string {
	var out []string
	for _, s := range texts {
		out = append(out, fold(s))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func shortest(lits []string) int {
	return len(slices.MinFunc(lits, func(a, b string) int { return len(a) - len(b) }))
}

// search is the working space of one file's matching.
type search struct {
	acscan.Search
	held []bool // clause → it holds
	met  []int  // matcher → how many of its clauses hold

	// of the event before, whose log is most often that of the next one
	provider evidence.Provider
	channel  string
	buckets  [3]*bucket
}

// of returns the buckets of an event.
func (s *search) of(x *index, e *evidence.Event) [3]*bucket {
	if e.Provider != s.provider || e.Channel != s.channel {
		s.provider, s.channel = e.Provider, e.Channel
		s.buckets = x.buckets(e.Provider.Name, e.Provider.GUID, e.Channel)
	}
	return s.buckets
}

// feed goes on with a piece of text. The scan itself knows no case of ASCII
// letters; other texts are folded before.
func (s *search) feed(text string) {
	if !caseless(text) {
		text = fold(text)
	}
	s.Feed(text)
}

// try calls found for every matcher whose literals are in the event's text.
func (t *texts) try(e *evidence.Event, s *search, found func(*Matcher)) {
	if len(t.matchers) == 0 {
		return
	}
	s.Reset(t.literals)
	s.feed(e.Message)
	for i := range e.Data {
		s.feed("\n")
		s.feed(e.Data[i].Value)
	}
	if len(s.Found) == 0 {
		return
	}
	s.held = cleared(s.held, len(t.users))
	s.met = cleared(s.met, len(t.matchers))
	for _, literal := range s.Found {
		for _, c := range t.clauses[literal] {
			if s.held[c] {
				continue
			}
			s.held[c] = true
			for _, m := range t.users[c] {
				s.met[m]++
			}
		}
	}
	for m, n := range s.met {
		if n == t.need[m] {
			found(t.matchers[m])
		}
	}
}

// cleared returns n zero values in the space of s.
func cleared[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}
