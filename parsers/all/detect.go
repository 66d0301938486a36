package all

import "hybriddiag/parsers"

// Detect returns the parser that fits a file best, or nil when none does.
func Detect(head []byte, name string) parsers.Parser {
	var best parsers.Parser
	most := parsers.No
	for _, p := range All() {
		if l := p.Detect(head, name); l > most {
			best, most = p, l
		}
	}
	return best
}
