package signatures

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"hybriddiag/finding"
)

// pair is a text in both languages with its name for messages.
type pair struct {
	key  string
	text finding.Text
}

func (l *linter) texts() {
	for _, p := range shown(l.sig) {
		l.pair(p)
	}
	if len(l.sig.Steps) == 0 {
		l.bad("steps", "no steps; say at least what to collect")
	} else if !slices.ContainsFunc(l.sig.Steps, func(st Step) bool { return st.If.Empty() }) {
		l.bad("steps", "every step has an if; one must always be told")
	}
	l.references()
}

// shown returns the texts of a signature that users see.
func shown(s *Signature) []pair {
	pairs := []pair{{"title", s.Title}, {"cause", s.Cause}}
	for i, st := range s.Steps {
		pairs = append(pairs, pair{fmt.Sprintf("steps[%d]", i+1), finding.Text{En: st.En, Ja: st.Ja}})
	}
	for key, t := range map[string]*finding.Text{"confirm": s.Confirm, "rollback": s.Rollback, "not_this": s.NotThis} {
		if t != nil {
			pairs = append(pairs, pair{key, *t})
		}
	}
	if s.WhenAlone != nil {
		alone := s.WhenAlone.Cause
		if alone == (finding.Text{}) {
			alone = s.WhenAlone.Add
		}
		pairs = append(pairs, pair{"when_alone", alone})
		for _, st := range s.WhenAlone.Steps {
			pairs = append(pairs, pair{"when_alone", finding.Text{En: st.En, Ja: st.Ja}})
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return strings.Compare(a.key, b.key) })
	return pairs
}

func (l *linter) pair(p pair) {
	key := strings.SplitN(p.key, "[", 2)[0]
	if strings.TrimSpace(p.text.En) == "" || strings.TrimSpace(p.text.Ja) == "" {
		l.bad(key, "%s must be there in en and ja", p.key)
		return
	}
	if !japanese(p.text.Ja) {
		l.bad(key, "ja of %s holds no Japanese", p.key)
	}
	if japanese(p.text.En) && japanese(quoted.ReplaceAllString(p.text.En, "")) {
		l.bad(key, "en of %s holds Japanese outside quotation marks", p.key)
	}
	en, ja := Placeholders(p.text.En), Placeholders(p.text.Ja)
	for _, ph := range slices.Concat(en, ja) {
		if !slices.Contains(en, ph) || !slices.Contains(ja, ph) {
			l.bad(key, "{%s.%s} of %s is not in both languages", ph.Selection, ph.Field, p.key)
		}
		if ph.Field == "" || l.sig.Select.Get(ph.Selection) == nil {
			l.bad(key, "{%s.%s} of %s names no selection and field", ph.Selection, ph.Field, p.key)
		}
	}
}

var quoted = regexp.MustCompile(`["“「].*?["”」]`)

func japanese(s string) bool {
	for _, r := range s {
		if r >= firstCJK && unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) {
			return true
		}
	}
	return false
}

// firstCJK is where the scripts of East Asia begin: nothing below it needs a
// look into their tables.
const firstCJK = 0x2E80

func (l *linter) references() {
	if len(l.sig.References) == 0 {
		l.bad("references", "no references")
	}
	for _, r := range l.sig.References {
		if !strings.HasPrefix(r, "https://") {
			l.bad("references", "%q does not begin with https://", r)
		}
	}
}
