package diagnosis

import (
	"cmp"
	"slices"
	"strings"

	"hybriddiag/diagnosis/match"
	"hybriddiag/signatures"
)

// telling returns the items in the order in which they convince: what decides the
// severity and the confidence before the rest, and the first of each kind before
// more of the same.
func (d *draft) telling() []item {
	items := slices.Clone(d.items)
	slices.SortStableFunc(items, func(a, b item) int { return d.weight(b) - d.weight(a) })
	items = spare(items, maxEvidence)
	var heads, rest []item
	for _, group := range byOrigin(items) {
		heads = append(heads, items[group[0]])
		for _, i := range group[1:] {
			rest = append(rest, items[i])
		}
	}
	slices.SortStableFunc(rest, func(a, b item) int {
		return cmp.Or(d.weight(b)-d.weight(a), a.time().Compare(b.time()))
	})
	return append(heads, rest...)
}

func (d *draft) weight(it item) int {
	if d.deciding[it] {
		return 1
	}
	return 0
}

// shownBefore is how much text in front of a match an excerpt shows.
const shownBefore = 100

// around cuts a long text so that what the signature looks for can be seen in it.
func around(s *signatures.Signature, text string) string {
	if len(text) <= maxExcerpt {
		return text
	}
	at := matchIn(s, text)
	if at <= maxExcerpt-shownBefore {
		return text
	}
	from := at - shownBefore
	for from > 0 && text[from-1]&0xC0 == 0x80 { // at the border of a character
		from--
	}
	return "…" + strings.ToValidUTF8(text[from:], "")
}

// matchIn returns where the first thing stands in a text that one of the
// signature's selections looks for, -1 when that cannot be told.
func matchIn(s *signatures.Signature, text string) int {
	best := -1
	for _, sel := range s.Select {
		q, ok := sel.Query.(*signatures.EventQuery)
		if !ok {
			continue
		}
		for i := range q.Fields {
			if at := match.Find(&q.Fields[i], text); at >= 0 && (best < 0 || at < best) {
				best = at
			}
		}
	}
	return best
}

func uncut(text string) string { return text }
