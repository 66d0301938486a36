package signatures

import "hybriddiag/finding"

// SourceQuery matches files of the case; with Absent it holds where there is
// none.
//
//	source: {format: etl, path|contains: NetTrace}
type SourceQuery struct {
	Tests  []FieldTest // on format, path, channel, status
	Absent bool
}

// Kind implements Query.
func (q *SourceQuery) Kind() Kind { return KindSource }

// Asks implements Query.
func (q *SourceQuery) Asks() Asks { return AsksCircumstance }

// Needs implements Query.
func (q *SourceQuery) Needs() []string { return nil }

// Shows implements Query.
func (q *SourceQuery) Shows() []string { return []string{"channel"} }

func (q *SourceQuery) mapping() mapping {
	return mapping{
		tests: &q.Tests, on: []string{"format", "path", "channel", "status"},
		after: []word{{name: "absent", to: &q.Absent}},
	}
}

func (q *SourceQuery) canonical(c canon) canon { return c.tests(q.Tests).flag(q.Absent) }

func (q *SourceQuery) lint(*linter, *Selection) {}

// Describe implements Query.
func (q *SourceQuery) Describe() finding.Text {
	out := finding.Text{En: "file of the case", Ja: "事例のファイル"}
	if q.Absent {
		out = finding.Text{En: "no file of the case", Ja: "事例に存在しないファイル"}
	}
	return join(out, describeTests(q.Tests)...)
}
