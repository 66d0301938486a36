package casefile

import (
	"hybriddiag/diagnosis/match"
	"hybriddiag/finding"
	"hybriddiag/parsers"
)

// File is one file of the case: what it is, what its parser says about it, and
// what it showed.
type File struct {
	Path   string
	Format string // "" when no parser knows it
	Status finding.Status
	// Result is what the parser says about the file. Host is "" when nothing
	// tells the computer.
	parsers.Result
	Facts    *match.Collector
	Japanese bool // its text is written in Japanese

	apart string // the nameless folder whose computer is none of the others', "" without one
}
