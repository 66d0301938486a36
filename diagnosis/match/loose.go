package match

import (
	"slices"
	"strings"
	"sync"

	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// loose matches text that a person pasted (evidence.KindText). Nothing proves
// where such a text comes from: no channel, mostly no provider and no id. So a
// wording counts only where what it matched is telling enough to stand for
// itself, or where the heading above the text names the event.
type loose struct {
	matchers  []*Matcher
	once      sync.Once
	texts     *texts
	byID      map[uint32][]*Matcher
	providers map[string]string // without blanks → as the library writes it, in lower case
}

// sort gathers the matchers of records and log lines when the first pasted text
// arrives: most cases hold none.
func (l *loose) sort() {
	var all []*Matcher
	l.byID, l.providers = map[uint32][]*Matcher{}, map[string]string{}
	for _, m := range l.matchers {
		if m.query.Kind() == signatures.KindTLS {
			continue
		}
		all = append(all, m)
		for _, id := range m.query.IDs {
			l.byID[id] = append(l.byID[id], m)
		}
		for _, p := range m.providers {
			l.providers[blankless(p)] = p
		}
	}
	l.texts, _ = newTexts(all)
}

// match calls found for every matcher that the text fits, each once.
func (l *loose) match(e *evidence.Event, s *search, found func(*Matcher)) {
	provider := l.providers[blankless(e.Provider.Name)]
	named := func(m *Matcher) bool {
		return e.EventID != 0 && slices.Contains(m.query.IDs, e.EventID) && slices.Contains(m.providers, provider)
	}
	if provider != "" {
		for _, m := range l.byID[e.EventID] {
			if _, ok := m.fits(e); ok && named(m) {
				found(m)
			}
		}
	}
	l.texts.try(e, s, func(m *Matcher) {
		switch {
		case named(m): // found already
		case e.EventID != 0 && len(m.query.IDs) > 0 && !slices.Contains(m.query.IDs, e.EventID):
		case provider != "" && len(m.providers) > 0 && !slices.Contains(m.providers, provider):
		default:
			if weight, ok := m.fits(e); ok && weight >= m.needed(e) {
				found(m)
			}
		}
	})
}

// needed is how telling a wording must be. One that the table ties to the id of
// an event must say more by itself.
func (m *Matcher) needed(e *evidence.Event) int {
	if len(m.query.IDs) > 0 && e.EventID == 0 {
		return withoutID
	}
	return telling
}

// fits applies the tests that a pasted text can answer, those on its words, and
// returns how telling the words are. The value of a named field must stand in
// the text as a word of its own; whether another value does not hold cannot be
// seen, unless the fields were read back from the sentence of the event.
func (m *Matcher) fits(e *evidence.Event) (weight int, ok bool) {
	text := straighten(e.Text())
	low := fold(text)
	for _, t := range m.tests {
		switch {
		case t.Field == "Text" || t.Field == "Message":
			if !eventTest(t, e) {
				return 0, false
			}
			weight += matchedWeight(t, text, low)
		case readBack(e, t):
			if !eventTest(t, e) {
				return 0, false
			}
		case (t.Op == signatures.OpEquals || t.Op == signatures.OpContains) && inText(t):
			i := slices.IndexFunc(t.Values, func(v string) bool { return containsCode(low, fold(v)) })
			if i < 0 {
				return 0, false
			}
			weight += weigh(fold(t.Values[i]))
		}
	}
	return weight, true
}

// readBack reports whether what was read back from a sentence answers the test. Of
// an event that is known by its id, a pattern must hold for a field that it shows.
func readBack(e *evidence.Event, t *signatures.FieldTest) bool {
	switch t.Op {
	case signatures.OpEquals, signatures.OpContains:
		return len(Values(e, t.Field)) > 0
	case signatures.OpRe, signatures.OpNotRe, signatures.OpExists:
		return e.EventID != 0
	}
	return len(e.Data) > 0
}

// matchedWeight returns how telling the words are that a test found.
func matchedWeight(t *signatures.FieldTest, text, low string) int {
	weight := 0
	switch t.Op {
	case signatures.OpRe:
		for _, re := range t.Res {
			weight = max(weight, weigh(fold(re.FindString(text))))
		}
	case signatures.OpContains, signatures.OpStartsWith, signatures.OpEndsWith, signatures.OpCode:
		for _, v := range t.Values {
			if v = fold(v); strings.Contains(low, v) {
				weight = max(weight, weigh(v))
			}
		}
	}
	return weight
}

// blankless is how names are compared that people write with and without blanks.
func blankless(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' {
			return -1
		}
		return r
	}, s))
}
