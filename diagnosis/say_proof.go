package diagnosis

import (
	"fmt"
	"strings"
	"unicode"

	"hybriddiag/diagnosis/enginestack"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// maxEvidence is how many pieces of evidence a finding shows: the first ones
// and the last one.
const maxEvidence = 20

// maxExcerpt bounds the foreign text of one piece of evidence.
const maxExcerpt = 400

// proof turns the items of a draft into what a person can look up. Every
// kind of proof gets a place before one kind fills them all.
func proof(codes signatures.Codes, d *draft) []finding.Evidence {
	out := []finding.Evidence{}
	for _, it := range spare(d.items, maxEvidence) {
		if ev, ok := piece(codes, it); ok {
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

// piece describes one item; a mere finding has no place to look at.
func piece(codes signatures.Codes, it item) (finding.Evidence, bool) {
	p := finding.Evidence{Path: it.path, Host: it.host}
	switch {
	case it.event != nil:
		ev := it.event
		p.Locator, p.Time = ev.Locator, finding.Time{Time: ev.Time}
		p.Provider, p.EventID, p.Channel = ev.Provider.Name, ev.EventID, ev.Channel
		p.Excerpt = oneLine(enginestack.Telling(eventExcerpt(ev)), maxExcerpt)
		p.Why = eventWhy(ev)
	case it.setting != nil:
		s := it.setting
		p.Locator, p.Time = s.Locator, finding.Time{Time: s.LastWrite}
		p.Excerpt = oneLine(settingExcerpt(s), maxExcerpt)
		p.Why = settingWhy(s)
		if it.disputes {
			p.Why += "; contradicts the other file"
		}
	case it.cert != nil:
		c := it.cert
		p.Locator = c.Locator
		p.Excerpt = oneLine(fmt.Sprintf("%s; %s; issuer %s; valid %s – %s", c.Thumbprint, c.Subject, c.Issuer,
			c.NotBefore.UTC().Format("2006-01-02"), c.NotAfter.UTC().Format("2006-01-02")), maxExcerpt)
		p.Why = "certificate in " + orWord(c.Store, "an unnamed store")
	case it.product != nil:
		p.Locator, p.Time = it.product.Locator, finding.Time{Time: it.product.Time}
		p.Excerpt = oneLine(orWord(it.product.Why, it.product.ID+" "+it.product.Version), maxExcerpt)
		p.Why = strings.TrimSpace("installed version " + it.product.Version)
	case it.source != nil:
		p.Excerpt, p.Why = it.source.Format, "the file is in the case"
	default:
		return p, false
	}
	p.Why = oneLine(p.Why+nameCodes(codes, it.event, p.Excerpt), maxExcerpt)
	return p, p.Path != ""
}

func orWord(s, word string) string {
	if s == "" {
		return word
	}
	return s
}

func eventWhy(ev *evidence.Event) string {
	switch ev.Kind {
	case evidence.KindLine:
		return "entry of " + ev.Provider.Name
	case evidence.KindTLS:
		return "TLS connection"
	}
	return fmt.Sprintf("event %d of %s", ev.EventID, ev.Provider.Name)
}

// eventExcerpt shows the message, or the fields by name.
func eventExcerpt(ev *evidence.Event) string {
	if ev.Message != "" {
		return ev.Message
	}
	var parts []string
	for _, f := range ev.Data {
		switch {
		case f.Value == "" || f.Name == "Binary":
		case f.Name == "":
			parts = append(parts, f.Value)
		default:
			parts = append(parts, f.Name+"="+f.Value)
		}
	}
	return strings.Join(parts, "; ")
}

func settingExcerpt(s *evidence.Setting) string {
	switch {
	case s.Absent:
		return fmt.Sprintf("[%s] %q: not there", s.Key, s.Name)
	case s.Type == "key":
		return "[" + s.Key + "]"
	case s.Type == "":
		return fmt.Sprintf("[%s] %s = %s", s.Key, s.Name, s.Value)
	}
	return fmt.Sprintf("[%s] %q = %s (%s)", s.Key, s.Name, s.Value, s.Type)
}

func settingWhy(s *evidence.Setting) string {
	if s.Absent {
		return strings.TrimSpace(s.Name + " is not set")
	}
	return strings.TrimSpace(s.Name + " = " + s.Value)
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
