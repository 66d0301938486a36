package diagnosis

import (
	"slices"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// Most signatures have nothing to do with most computers. idle finds these without
// judging them: the computer has none of the signature's products and shows
// nothing that a selection asks for, and without that its condition cannot hold.
func (j *judge) idle(s *signatures.Signature) bool {
	return j.table.needsEvidence[s] && !intersect(s.Products, j.products) &&
		!slices.ContainsFunc(s.Select, func(sel *signatures.Selection) bool {
			return signatures.Ask(sel.Query, signatures.Judge[bool](shows{j}))
		})
}

// needsEvidence reports whether the condition cannot hold on a computer that
// shows nothing of what the selections ask for.
func needsEvidence(s *signatures.Signature) bool {
	return eval(s.Condition.Root, func(name string) tri {
		return signatures.Ask(s.Select.Get(name).Query, signatures.Judge[tri](blank{}))
	}) == no && !s.Condition.Empty()
}

// blank answers for a computer that shows nothing of what a query asks for: yes
// where the answer may rest on just that, or on something else.
type blank struct{}

func (blank) Event(*signatures.EventQuery) tri               { return no }
func (blank) Setting(q *signatures.SettingQuery) tri         { return truth(q.Absent || q.Elsewhere) }
func (blank) Certificate(q *signatures.CertificateQuery) tri { return truth(q.Absent) }
func (blank) Product(*signatures.ProductQuery) tri           { return no }
func (blank) Judged(*signatures.JudgedQuery) tri             { return yes }
func (blank) Source(*signatures.SourceQuery) tri             { return yes }
func (blank) Finding(*signatures.FindingQuery) tri           { return yes }
func (blank) Correlation(*signatures.CorrelationQuery) tri   { return yes }

// shows reports whether the computer shows anything of what a query asks for.
type shows struct{ *judge }

func (s shows) Event(q *signatures.EventQuery) bool { return s.computer.Counts[s.table.set.Of(q)] > 0 }

func (s shows) Setting(q *signatures.SettingQuery) bool {
	return slices.ContainsFunc(q.Keys, func(key string) bool { return holdsKey(s.computer.Settings, strings.ToLower(key)) })
}

func (s shows) Certificate(*signatures.CertificateQuery) bool {
	return len(s.computer.Certificates) > 0
}

func (s shows) Product(q *signatures.ProductQuery) bool {
	return slices.ContainsFunc(q.IDs, func(id string) bool { _, ok := s.installed(id); return ok })
}

func (shows) Judged(*signatures.JudgedQuery) bool           { return false }
func (shows) Source(*signatures.SourceQuery) bool           { return false }
func (shows) Finding(*signatures.FindingQuery) bool         { return false }
func (shows) Correlation(*signatures.CorrelationQuery) bool { return false } // its selections are asked

// holdsKey reports whether a key fits the pattern. Both are in lower case.
func holdsKey[V any](settings map[string]V, pattern string) bool {
	if !strings.Contains(pattern, "*") {
		_, ok := settings[pattern]
		return ok
	}
	for key := range settings {
		if evidence.Glob(pattern, key) {
			return true
		}
	}
	return false
}

func intersect(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}
