package all

import (
	"hybriddiag/parsers"
	"hybriddiag/parsers/psjson"
)

// Detect returns the parser that fits a file best, or nil when none does.
func Detect(h *parsers.Head) parsers.Parser {
	p, likely := best(h)
	if likely < parsers.Structure {
		if objects := psjson.Detect(h, best); objects != nil {
			return objects
		}
	}
	return p
}

// best returns the parser that fits a file best, and how sure it is.
func best(h *parsers.Head) (p parsers.Parser, likely parsers.Likelihood) {
	for _, candidate := range All() {
		if l := candidate.Detect(h); l > likely {
			p, likely = candidate, l
		}
	}
	return p, likely
}
