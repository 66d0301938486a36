package signatures

import (
	"time"

	"hybriddiag/finding"
)

// JudgedQuery matches the moment of judgement.
//
//	judged: {from: 2026-09-30}
type JudgedQuery struct {
	From, Before time.Time
}

// Kind implements Query.
func (q *JudgedQuery) Kind() Kind { return KindJudged }

// Asks implements Query.
func (q *JudgedQuery) Asks() Asks { return AsksCircumstance }

// Needs implements Query.
func (q *JudgedQuery) Needs() []string { return nil }

// Shows implements Query.
func (q *JudgedQuery) Shows() []string { return []string{} }

func (q *JudgedQuery) mapping() mapping {
	return mapping{keys: []word{
		{name: "from", to: &q.From},
		{name: "before", to: &q.Before, instead: "from, and not in the condition"},
	}}
}

func (q *JudgedQuery) canonical(c canon) canon {
	return c.text(day(q.From)).text(day(q.Before))
}

func (q *JudgedQuery) lint(*linter, *Selection) {}

// Describe implements Query.
func (q *JudgedQuery) Describe() finding.Text {
	var out finding.Text
	if !q.From.IsZero() {
		out = finding.Text{En: "judged on " + day(q.From) + " or later", Ja: "判定の時点が " + day(q.From) + " 以降"}
	}
	if !q.Before.IsZero() {
		out = join(out, finding.Text{En: "judged before " + day(q.Before), Ja: "判定の時点が " + day(q.Before) + " より前"})
	}
	return out
}

// day writes a moment as files do: without a time of day where it is midnight.
func day(t time.Time) string {
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}
