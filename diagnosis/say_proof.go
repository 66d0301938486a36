package diagnosis

import (
	"fmt"
	"strings"
	"unicode"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
	"hybriddiag/signatures"
)

// maxEvidence is how many pieces of evidence a finding shows: the first ones
// and the last one.
const maxEvidence = 20

// maxExcerpt bounds the foreign text of one piece of evidence.
const maxExcerpt = 400

// proof turns the items of a draft into what a person can look up. Every
// kind of proof gets a place before one kind fills them all, and the first of each
// kind comes first.
func proof(codes signatures.Codes, d *draft) []finding.Evidence {
	out := []finding.Evidence{}
	cut := func(text string) string { return around(d.sig, text) }
	for _, it := range d.telling() {
		if ev, ok := piece(codes, it, cut); ok {
			out = append(out, ev)
		}
	}
	return out
}

// spare picks at most n items. Of what comes from one file as one kind of event
// the first ones and the last one stay.
func spare(items []item, n int) []item {
	if len(items) <= n {
		return items
	}
	groups := byOrigin(items)
	keep := map[int]bool{}
	for round := 0; len(keep) < n; round++ {
		for _, g := range groups {
			if round == 1 {
				keep[g[len(g)-1]] = true
			} else if round < len(g) {
				keep[g[max(round-1, 0)]] = true
			}
			if len(keep) == n {
				break
			}
		}
	}
	var out []item
	for i, it := range items {
		if keep[i] {
			out = append(out, it)
		}
	}
	return out
}

// byOrigin returns the places of the items of each file and kind of event, in
// the order in which the kinds come.
func byOrigin(items []item) [][]int {
	var groups [][]int
	at := map[string]int{}
	for i, it := range items {
		key := it.path
		if it.event != nil {
			key += fmt.Sprintf("\x00%s\x00%d", it.event.Provider.Name, it.event.EventID)
		}
		g, known := at[key]
		if !known {
			g = len(groups)
			at[key] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	return groups
}

// piece describes one item, with the part of its text that cut chooses; a mere
// finding has no place to look at.
func piece(codes signatures.Codes, it item, cut func(string) string) (finding.Evidence, bool) {
	p := finding.Evidence{Path: it.path, Host: it.host}
	var shown, why evidence.Note
	switch {
	case it.event != nil:
		ev := it.event
		p.Locator, p.Time = ev.Locator, finding.Time{Time: ev.Time}
		p.Provider, p.EventID, p.Channel = ev.Provider.Name, ev.EventID, ev.Channel
		shown, why = eventExcerpt(ev, cut), eventWhy(ev)
	case it.setting != nil:
		s := it.setting
		p.Locator, p.Time = s.Locator, finding.Time{Time: s.LastWrite}
		shown, why = settingExcerpt(s), settingWhy(s)
	case it.cert != nil:
		p.Locator = it.cert.Locator
		shown, why = certificateExcerpt(it.cert), certificateWhy(it.cert)
	case it.product != nil:
		p.Locator, p.Time = it.product.Locator, finding.Time{Time: it.product.Time}
		shown, why = productExcerpt(it.product), productWhy(it.product)
	case it.source != nil:
		shown, why = evidence.Verbatim(it.source.Format), evidence.Say("why/source")
	default:
		return p, false
	}
	reasons := []evidence.Note{why}
	if it.disputes {
		reasons = append(reasons, evidence.Say("why/disputed"))
	}
	p.Excerpt = message(shown)
	for _, c := range nameCodes(codes, it.event, p.Excerpt.En) {
		reasons = append(reasons, evidence.Say("why/code", "code", evidence.Word(c.Code), "meaning", c.Meaning))
	}
	p.Why = message(evidence.Say("why", "reasons", reasons))
	return p, p.Path != ""
}

// message says a note in both languages, each on one line.
func message(n evidence.Note) finding.Message {
	if n.Code == "" {
		return finding.Message{}
	}
	m := i18n.Message(n)
	return finding.Message{En: oneLine(m.En, maxExcerpt), Ja: oneLine(m.Ja, maxExcerpt)}
}

// oneLine folds white space, drops control and direction characters and cuts at
// a character border.
func oneLine(s string, limit int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > limit {
		return string(r[:limit]) + "…"
	}
	return s
}
