package diag

import (
	"cmp"
	"slices"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// reasons returns what could not be read, from the files and from what they
// lay in, each reason once and ordered by path; those of one file stay in its
// order.
func (w *walk) reasons() []finding.Reason {
	out := []finding.Reason{}
	for _, f := range w.files {
		out = append(out, fewOfEach(f.losses)...)
	}
	for _, p := range w.problems {
		if r := reason(p.Note, p.Path); p.Loss && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b finding.Reason) int { return cmp.Compare(a.Path, b.Path) })
	return out
}

// Of one code, this many reasons of a file are listed before and after the rest
// is counted. The last one may itself stand for many.
const (
	firstOfCode = 3
	lastOfCode  = 1
)

// fewOfEach thins out the reasons of one file, so that a log with a hundred
// damaged records does not hide the next file. The source lists them all.
func fewOfEach(losses []finding.Reason) []finding.Reason {
	total, seen := map[string]int{}, map[string]int{}
	for _, l := range losses {
		total[l.Code]++
	}
	var out []finding.Reason
	for _, l := range losses {
		seen[l.Code]++
		more := total[l.Code] - firstOfCode - lastOfCode
		switch n := seen[l.Code]; {
		case more <= 1 || n <= firstOfCode || n > total[l.Code]-lastOfCode:
			out = append(out, l)
		case n == firstOfCode+1:
			out = append(out, reason(evidence.Say("more", "n", more, "kind", evidence.Word(l.Code)), l.Path))
		}
	}
	return out
}

func problem(n evidence.Note, offset int64) finding.Problem {
	return finding.Problem{Code: n.Kind(), Message: i18n.Message(n), Offset: offset}
}

func reason(n evidence.Note, path string) finding.Reason {
	return finding.Reason{Code: n.Kind(), Path: path, Message: i18n.Message(n)}
}

// orEmpty makes lists of the JSON result, which are never null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
