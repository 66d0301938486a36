package signatures

import (
	"strings"

	"hybriddiag/finding"
)

// FindingQuery matches other findings of the same host.
//
//	finding: {ids: [SCH-001, NET-*], severity: [critical]}
type FindingQuery struct {
	IDs        []string // or patterns
	Severities []finding.Severity
}

// Kind implements Query.
func (q *FindingQuery) Kind() Kind { return KindFinding }

// Asks implements Query.
func (q *FindingQuery) Asks() Asks { return AsksFindings }

// Needs implements Query.
func (q *FindingQuery) Needs() []string { return nil }

// Shows implements Query.
func (q *FindingQuery) Shows() []string { return []string{"id"} }

func (q *FindingQuery) mapping() mapping {
	return mapping{keys: []word{{name: "ids", to: &q.IDs}, {name: "severity", to: &q.Severities}}}
}

func (q *FindingQuery) canonical(c canon) canon {
	return c.texts(q.IDs).texts(q.severities())
}

func (q *FindingQuery) severities() []string {
	out := make([]string, len(q.Severities))
	for i, s := range q.Severities {
		out[i] = string(s)
	}
	return out
}

func (q *FindingQuery) lint(l *linter, sel *Selection) {
	if len(q.IDs) == 0 {
		l.at(sel.Line, "%s: finding needs ids", sel.Name)
	}
}

// Describe implements Query.
func (q *FindingQuery) Describe() finding.Text {
	list := strings.Join(q.IDs, ", ")
	out := finding.Text{En: "finding " + list, Ja: "検出結果 " + list}
	if len(q.Severities) > 0 {
		list = strings.Join(q.severities(), ", ")
		out = join(out, finding.Text{En: "severity " + list, Ja: "重大度 " + list})
	}
	return out
}
