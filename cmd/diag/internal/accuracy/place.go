package main

import (
	"slices"

	"hybriddiag/finding"
)

// place is where the right cause stands in an answer.
type place string

// The places, best first.
const (
	first  place = "right first"
	buried place = "right, buried"
	wrong  place = "wrong"
	silent place = "silent"
)

var places = []place{first, buried, wrong, silent}

// judged is one case with how it was answered.
type judged struct {
	name   string
	family string // of the wanted cause
	form   string // what the case is made of
	place  place
}

// placeOf says where one of the wanted causes stands. A consequence, a note and a
// fault of the past stand where they belong; a root cause belongs in front.
func placeOf(d *finding.Diagnosis, wanted ...string) place {
	best, roots := silent, 0
	for _, f := range d.Findings {
		is := slices.Contains(wanted, f.ID)
		if f.Role == finding.RootCause {
			roots++
		}
		switch {
		case is && (f.Role != finding.RootCause || roots == 1):
			return first
		case is:
			best = buried
		}
	}
	if best == silent && roots > 0 {
		return wrong
	}
	return best
}

// quiet says whether a case without a fault is answered with none.
func quiet(d *finding.Diagnosis) place {
	if slices.ContainsFunc(d.Findings, loud) {
		return wrong
	}
	return first
}

func loud(f finding.Finding) bool {
	return f.Severity == finding.Critical || f.Severity == finding.High || f.Severity == finding.Medium
}
