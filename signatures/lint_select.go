package signatures

import (
	"fmt"
)

func (l *linter) selections() {
	if len(l.sig.Select) == 0 {
		l.bad("select", "select is missing")
	}
	for _, sel := range l.sig.Select {
		sel.Query.lint(l, sel)
		l.services(sel)
		for _, name := range sel.Query.Needs() {
			if l.sig.Select.Get(name) == nil {
				l.at(sel.Line, "%s: %q is no selection", sel.Name, name)
			}
		}
	}
}

func (l *linter) conditions() {
	s := l.sig
	used := map[string]bool{}
	use := func(key string, names []string) {
		for _, n := range names {
			used[n] = true
			if s.Select.Get(n) == nil {
				l.bad(key, "%s names %q, which is no selection", key, n)
			}
		}
	}
	if s.Condition.Empty() {
		l.bad("condition", "condition is missing")
	}
	use("condition", s.Condition.Names(false))
	for _, c := range s.Severity {
		use("severity", c.If.Names(false))
	}
	for _, c := range s.Confidence {
		use("confidence", c.If.Names(false))
	}
	for _, st := range s.allSteps() {
		use("steps", st.If.Names(false))
	}
	use("note_unless", s.NoteUnless.Names(false))
	use("supports", s.Supports)
	for _, c := range s.RefutedBy {
		use("refuted_by", c.Names(false))
	}
	use("resolved_by", s.ResolvedBy)
	for _, sel := range s.Select {
		for _, n := range sel.Query.Needs() {
			used[n] = true
		}
	}
	for _, sel := range s.Select {
		if !used[sel.Name] {
			l.at(sel.Line, "selection %q is never used", sel.Name)
		}
	}
}

// equalMatches finds signatures that would always be detected together.
func equalMatches(lib *Library) []error {
	var errs []error
	seen := map[string]*Signature{}
	for _, s := range lib.Signatures {
		key := s.Condition.String()
		for _, sel := range s.Select {
			key += "\n" + sel.Name + sel.Canonical()
		}
		if old := seen[key]; old != nil {
			errs = append(errs, &Error{s.File, s.Line("select"), fmt.Errorf("the match is equal to that of %s", old.ID)})
		}
		seen[key] = s
	}
	return errs
}

// lintChecks checks the selections of a check list and the names in its steps.
func lintChecks(lib *Library, c CheckList) []error {
	l := linter{lib: lib, sig: &Signature{File: "checks/" + c.ID + ".yaml", Select: c.Select}}
	l.selections()
	l.oldWords()
	for _, st := range c.Steps {
		for _, cond := range []Condition{st.Unless, st.Failed, st.Passed} {
			for _, n := range cond.Names(false) {
				if c.Select.Get(n) == nil {
					l.at(0, "step %s names %q, which is no selection", st.ID, n)
				}
			}
		}
	}
	return l.errs
}
