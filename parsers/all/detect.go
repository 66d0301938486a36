package all

import (
	"hybriddiag/parsers"
	"hybriddiag/parsers/psjson"
)

// Detect returns the parser that fits a file best, or nil when none does.
func Detect(head []byte, name string) parsers.Parser {
	p, likely := best(head, name)
	if likely < parsers.Structure {
		if objects := psjson.Detect(head, name, best); objects != nil {
			return objects
		}
	}
	return p
}

// best returns the parser that fits a file best, and how sure it is.
func best(head []byte, name string) (p parsers.Parser, likely parsers.Likelihood) {
	for _, candidate := range All() {
		if l := candidate.Detect(head, name); l > likely {
			p, likely = candidate, l
		}
	}
	return p, likely
}
