package signatures

import (
	"slices"
	"strings"

	"hybriddiag/finding"
)

// CorrelationQuery relates the events of other selections in time.
//
//	correlation: {type: absent_after, of: [sent, answered], timespan: 3m}
type CorrelationQuery struct {
	Type     CorrelationType
	Of       []string
	GroupBy  []string
	Field    string
	GTE      int
	Spread   int
	Timespan Duration
	ToEnd    bool // absent_after: nor later, until the log ends
	Between  bool // absent_after: but later; what the older word gap asks
}

// CorrelationType says how events are related.
type CorrelationType string

// The types of a correlation.
const (
	// EventCount: at least GTE events of Of[0] within Timespan; with Field such
	// whose numbers there differ by no more than Spread.
	EventCount CorrelationType = "event_count"
	// ValueCount: at least GTE different values of Field.
	ValueCount CorrelationType = "value_count"
	// Temporal: one event of each of Of within Timespan.
	Temporal CorrelationType = "temporal"
	// TemporalOrdered: the same, in the order of Of.
	TemporalOrdered CorrelationType = "temporal_ordered"
	// AbsentAfter: an event of Of[0] with none of Of[1] within Timespan after it.
	// With Of[0] alone a pause: until its next event, or until the end of the log
	// where that is known to be later.
	AbsentAfter CorrelationType = "absent_after"
)

// CorrelationTypes lists the types of a correlation.
var CorrelationTypes = []CorrelationType{EventCount, ValueCount, Temporal, TemporalOrdered, AbsentAfter}

// Kind implements Query.
func (q *CorrelationQuery) Kind() Kind { return KindCorrelation }

// Asks implements Query: the selections that it relates ask for events.
func (q *CorrelationQuery) Asks() Asks { return 0 }

// Needs implements Query.
func (q *CorrelationQuery) Needs() []string { return q.Of }

// Shows implements Query: any field of the events that it relates.
func (q *CorrelationQuery) Shows() []string { return nil }

func (q *CorrelationQuery) mapping() mapping {
	return mapping{keys: []word{
		{name: "type", to: q.setType},
		{name: "of", to: &q.Of},
		{name: "group-by", to: &q.GroupBy},
		{name: "field", to: &q.Field},
		{name: "gte", to: &q.GTE},
		{name: "spread", to: &q.Spread},
		{name: "timespan", to: &q.Timespan},
		{name: "to_end", to: &q.ToEnd},
	}}
}

// setType takes the type. It returns what to write instead of an older one.
func (q *CorrelationQuery) setType(s string) string {
	q.Type = CorrelationType(s)
	switch s {
	case "gap":
		q.Type, q.Between = AbsentAfter, true
		return "absent_after"
	case "silent":
		q.Type, q.ToEnd = AbsentAfter, true
		return "absent_after with to_end: true"
	case "value_cluster":
		q.Type = EventCount
		return "event_count with field and spread"
	}
	return ""
}

func (q *CorrelationQuery) canonical(c canon) canon {
	c = c.text(string(q.Type)).texts(q.Of).texts(q.GroupBy).text(q.Field)
	return c.number(int64(q.GTE)).number(int64(q.Spread)).number(int64(q.Timespan)).flag(q.ToEnd).flag(q.Between)
}

func (q *CorrelationQuery) lint(l *linter, sel *Selection) {
	if !slices.Contains(CorrelationTypes, q.Type) {
		l.at(sel.Line, "%s: unknown correlation %q; wanted one of %s", sel.Name, q.Type, commas(CorrelationTypes))
	}
	if q.Timespan <= 0 && q.Type != EventCount && q.Type != ValueCount {
		l.at(sel.Line, "%s: a correlation of type %s needs a timespan", sel.Name, q.Type)
	}
	want := 1
	if q.Type == Temporal || q.Type == TemporalOrdered {
		want = 2
	}
	if len(q.Of) < want {
		l.at(sel.Line, "%s: a correlation of type %s needs at least %d selections", sel.Name, q.Type, want)
	}
	for _, of := range q.Of {
		if other := l.sig.Select.Get(of); other != nil && !other.Query.Asks().Has(AsksEvents) {
			l.at(sel.Line, "%s: %q is no selection of events", sel.Name, of)
		}
	}
}

// Describe implements Query.
func (q *CorrelationQuery) Describe() finding.Text {
	list := strings.Join(q.Of, ", ")
	out := finding.Text{En: string(q.Type) + " of " + list, Ja: list + " の " + string(q.Type)}
	for _, part := range []struct{ name, value string }{
		{"field", q.Field},
		{"gte", positive(q.GTE)},
		{"spread", positive(q.Spread)},
		{"timespan", q.Timespan.String()},
		{"group-by", strings.Join(q.GroupBy, ", ")},
	} {
		if part.value != "" {
			out = both(out, "; "+part.name+" "+part.value)
		}
	}
	if q.ToEnd {
		out = both(out, "; to_end")
	}
	return out
}
