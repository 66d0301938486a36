package diagnosis

import (
	"iter"

	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// near is what comes nearest to a selection that does not hold.
type near struct {
	item   item // without a place where nothing is like what is asked for
	fails  []match.Fail
	passed int           // tests that it does pass
	seen   int           // events of the same source that were looked at
	reason evidence.Note // what the answer does not say because it takes time to find out
}

// nearest finds what comes nearest, with a method for each kind of query: see
// the files judge_*.go.
type nearest struct{ of *answers }

// near returns what comes nearest to a selection, an empty one where nothing
// does.
func (a *answers) near(sel *signatures.Selection) *near {
	return signatures.Ask(sel.Query, signatures.Judge[*near](nearest{a}))
}

// offer takes the item instead of the one before where it fails fewer tests.
func (n *near) offer(it item, tests int, fails []match.Fail) {
	if len(fails) == 0 || n.item.placed() && len(fails) >= len(n.fails) {
		return
	}
	n.item, n.fails, n.passed = it, fails, tests-len(fails)
}

// passes reports whether no test fails. It stops at the first that does.
func passes(fails iter.Seq[match.Fail]) bool {
	for range fails {
		return false
	}
	return true
}
