package signatures

import (
	"fmt"
	"slices"
	"strings"
)

// minLiteral is the shortest text that may select from a log without an id.
const minLiteral = 6

func (l *linter) selections() {
	if len(l.sig.Select) == 0 {
		l.bad("select", "select is missing")
	}
	for _, sel := range l.sig.Select {
		switch {
		case sel.Event != nil:
			l.event(sel)
		case sel.Setting != nil:
			l.setting(sel)
		case sel.Correlation != nil:
			l.correlation(sel)
		case sel.Finding != nil && len(sel.Finding.IDs) == 0:
			l.at(sel.Line, "%s: finding needs ids", sel.Name)
		case sel.Product != nil && len(sel.Product.IDs) == 0:
			l.at(sel.Line, "%s: product needs an id", sel.Name)
		}
		l.refs(sel)
	}
}

func (l *linter) event(sel *Selection) {
	q := sel.Event
	if len(q.Providers) == 0 && len(q.Channels) == 0 {
		l.at(sel.Line, "%s: an event needs a provider or a channel", sel.Name)
	}
	for _, name := range slices.Concat(q.Providers, q.Channels) {
		if strings.HasPrefix(name, "@") && len(l.lib.Products) > 0 && l.lib.Products.Get(name[1:]) == nil {
			l.at(sel.Line, "%s: product %q is not in products.yaml", sel.Name, name[1:])
		}
	}
	if len(q.IDs) > 0 || len(q.Levels) > 0 || len(q.Providers) > 0 && q.Providers[0] == "tls" || isExactTest(q.Fields) {
		return
	}
	if q.Log && !slices.ContainsFunc(q.Fields, func(t FieldTest) bool { return literal(t) }) {
		l.at(sel.Line, "%s: a selection without id needs a text of at least %d characters to look for", sel.Name, minLiteral)
	}
}

// isExactTest tells whether a field other than the text is tested, which needs
// no search through texts.
func isExactTest(tests []FieldTest) bool {
	return slices.ContainsFunc(tests, func(t FieldTest) bool { return t.Field != "Text" && t.Field != "Message" })
}

// literal tells whether a test holds only where a text stands that is long
// enough to look for.
func literal(t FieldTest) bool {
	return slices.ContainsFunc(t.Clauses(), func(texts []string) bool { return shortest(texts) >= minLiteral })
}

func (l *linter) setting(sel *Selection) {
	q := sel.Setting
	if len(q.Keys) == 0 {
		l.at(sel.Line, "%s: a setting needs a key", sel.Name)
	}
	for _, k := range q.Keys {
		if strings.HasPrefix(k, "HKEY_") || strings.Contains(k, "ControlSet0") || strings.Contains(k, "/") && strings.HasPrefix(k, "HKLM") {
			l.at(sel.Line, `%s: key %q; write HKLM\… with CurrentControlSet and backslashes`, sel.Name, k)
		}
	}
	if q.Absent && len(q.Tests) > 0 {
		l.at(sel.Line, "%s: absent and a test on the value exclude each other", sel.Name)
	}
}

func (l *linter) correlation(sel *Selection) {
	q := sel.Correlation
	if !slices.Contains(CorrelationTypes, q.Type) {
		l.at(sel.Line, "%s: unknown correlation %q; wanted one of %s", sel.Name, q.Type, strings.Join(CorrelationTypes, ", "))
	}
	if q.Timespan <= 0 && !slices.Contains([]string{"event_count", "value_count", "value_cluster"}, q.Type) {
		l.at(sel.Line, "%s: a correlation of type %s needs a timespan", sel.Name, q.Type)
	}
	want := map[string]int{"temporal": 2, "temporal_ordered": 2, "absent_after": 2}[q.Type]
	if len(q.Of) < max(want, 1) {
		l.at(sel.Line, "%s: a correlation of type %s needs at least %d selections", sel.Name, q.Type, max(want, 1))
	}
	for _, of := range q.Of {
		if other := l.sig.Select.Get(of); other == nil || other.Event == nil {
			l.at(sel.Line, "%s: %q is no selection of events", sel.Name, of)
		}
	}
}

// refs checks names of other selections inside a selection.
func (l *linter) refs(sel *Selection) {
	tests := map[bool][]FieldTest{}
	switch {
	case sel.Setting != nil:
		tests[true] = sel.Setting.Tests
		if w := sel.Setting.WrittenAfter; w != "" && l.sig.Select.Get(w) == nil {
			l.at(sel.Line, "%s: written_after names no selection: %q", sel.Name, w)
		}
	case sel.Certificate != nil:
		tests[true] = sel.Certificate.Tests
	}
	for _, t := range tests[true] {
		for _, v := range t.Values {
			if (t.Op == "ref" || t.Op == "differs") && l.sig.Select.Get(v) == nil {
				l.at(sel.Line, "%s: %s|%s names no selection: %q", sel.Name, t.Field, t.Op, v)
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
	use("supports", s.Supports)
	for _, c := range s.RefutedBy {
		use("refuted_by", c.Names(false))
	}
	use("resolved_by", s.ResolvedBy)
	for _, sel := range s.Select {
		for _, n := range sel.names() {
			used[n] = true
		}
	}
	for _, sel := range s.Select {
		if !used[sel.Name] {
			l.at(sel.Line, "selection %q is never used", sel.Name)
		}
	}
}

// names returns the selections that this one refers to.
func (s *Selection) names() []string {
	var out []string
	tests := []FieldTest(nil)
	switch {
	case s.Correlation != nil:
		return s.Correlation.Of
	case s.Setting != nil:
		out, tests = append(out, s.Setting.WrittenAfter), s.Setting.Tests
	case s.Certificate != nil:
		tests = s.Certificate.Tests
	}
	for _, t := range tests {
		if t.Op == "ref" || t.Op == "differs" {
			out = append(out, t.Values...)
		}
	}
	return out
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

func lintChecks(c CheckList) []error {
	var errs []error
	for _, st := range c.Steps {
		for _, cond := range []Condition{st.Failed, st.Passed, st.Unless} {
			for _, n := range cond.Names(false) {
				if c.Select.Get(n) == nil {
					errs = append(errs, &Error{"checks/" + c.ID + ".yaml", 0, fmt.Errorf("step %s names %q, which is no selection", st.ID, n)})
				}
			}
		}
	}
	return errs
}
