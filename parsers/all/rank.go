package all

import (
	"cmp"
	"slices"

	"hybriddiag/parsers"
	"hybriddiag/parsers/psjson"
)

// Rank returns the parsers that a file may belong to, best first, and none when
// nobody knows it. Those behind the first are for a file in which the ones
// before found nothing.
func Rank(h *parsers.Head) []parsers.Parser {
	ranked := rank(h)
	if len(ranked) == 0 || ranked[0].likely < parsers.Structure {
		if objects := psjson.Detect(h, best); objects != nil {
			ranked = slices.Insert(ranked, 0, candidate{objects, parsers.Structure})
		}
	}
	var list []parsers.Parser
	for _, c := range ranked {
		list = append(list, c.Parser)
	}
	return list
}

// candidate is a parser that a file may belong to.
type candidate struct {
	parsers.Parser
	likely parsers.Likelihood
}

// rank asks every parser and puts the likeliest first; the order of All decides
// between equals. Magic bytes end the question: nobody else is asked.
func rank(h *parsers.Head) []candidate {
	var ranked []candidate
	for _, p := range All() {
		likely := p.Detect(h)
		if likely == parsers.Magic {
			return []candidate{{p, likely}}
		}
		if likely > parsers.No {
			ranked = append(ranked, candidate{p, likely})
		}
	}
	slices.SortStableFunc(ranked, func(a, b candidate) int { return cmp.Compare(b.likely, a.likely) })
	return ranked
}

// best returns the parser that a file fits best, nil when none does, and how
// sure it is.
func best(h *parsers.Head) (parsers.Parser, parsers.Likelihood) {
	if ranked := rank(h); len(ranked) > 0 {
		return ranked[0].Parser, ranked[0].likely
	}
	return nil, parsers.No
}
