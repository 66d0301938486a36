package signatures

import (
	"fmt"

	"hybriddiag/finding"
)

// Kind is a kind of selection, by the word that a file writes for it.
type Kind string

// The kinds.
const (
	KindEvent       Kind = "event"
	KindLog         Kind = "log"
	KindTLS         Kind = "tls"
	KindSetting     Kind = "setting"
	KindCertificate Kind = "certificate"
	KindProduct     Kind = "product"
	KindJudged      Kind = "judged"
	KindSource      Kind = "source"
	KindFinding     Kind = "finding"
	KindCorrelation Kind = "correlation"
)

// kinds are all kinds with an empty query of each. A new kind has its type in a
// file of its own, kind_<word>.go, and its line here, in Judge and in Ask.
var kinds = []struct {
	kind Kind
	new  func() Query
}{
	{KindEvent, func() Query { return &EventQuery{Of: KindEvent} }},
	{KindLog, func() Query { return &EventQuery{Of: KindLog} }},
	{KindTLS, func() Query { return &EventQuery{Of: KindTLS, Providers: []string{string(KindTLS)}} }},
	{KindSetting, func() Query { return &SettingQuery{} }},
	{KindCertificate, func() Query { return &CertificateQuery{} }},
	{KindProduct, func() Query { return &ProductQuery{} }},
	{KindJudged, func() Query { return &JudgedQuery{} }},
	{KindSource, func() Query { return &SourceQuery{} }},
	{KindFinding, func() Query { return &FindingQuery{} }},
	{KindCorrelation, func() Query { return &CorrelationQuery{} }},
}

// Kinds lists the kinds.
func Kinds() []Kind {
	out := make([]Kind, len(kinds))
	for i, k := range kinds {
		out[i] = k.kind
	}
	return out
}

// Queries returns an empty query of every kind.
func Queries() []Query {
	out := make([]Query, len(kinds))
	for i, k := range kinds {
		out[i] = k.new()
	}
	return out
}

func newQuery(kind Kind) (Query, bool) {
	for _, k := range kinds {
		if k.kind == kind {
			return k.new(), true
		}
	}
	return nil, false
}

// Query is what a selection asks of the case.
type Query interface {
	Kind() Kind
	// Asks says what the answer rests on.
	Asks() Asks
	// Needs returns the other selections that the query refers to.
	Needs() []string
	// Shows returns what {selection.field} may name besides path, host and
	// count; nil where it may be any field of an event.
	Shows() []string
	// Describe says to a reader what is looked for; names and values of a log,
	// key or file stand in backquotes.
	Describe() finding.Text

	mapping() mapping
	// canonical appends a text that is equal for queries that ask the same.
	canonical(canon) canon
	// lint reports what the decoder cannot see in the query of a selection.
	lint(*linter, *Selection)
}

// Asks is a set of what an answer rests on.
type Asks uint8

// What an answer may rest on.
const (
	AsksEvents       Asks = 1 << iota // what happened
	AsksState                         // how the server is set up
	AsksCircumstance                  // what is so on sound servers as well: alone it makes no issue likely
	AsksFindings                      // other findings
)

// Has reports whether all of b are asked.
func (a Asks) Has(b Asks) bool { return a&b == b }

// Judge has a method for every kind of query. What handles all kinds implements
// it, so that it does not compile until it handles a new one.
type Judge[A any] interface {
	Event(*EventQuery) A
	Setting(*SettingQuery) A
	Certificate(*CertificateQuery) A
	Product(*ProductQuery) A
	Judged(*JudgedQuery) A
	Source(*SourceQuery) A
	Finding(*FindingQuery) A
	Correlation(*CorrelationQuery) A
}

// Ask calls the method of j for the kind of q.
func Ask[A any](q Query, j Judge[A]) A {
	switch q := q.(type) {
	case *EventQuery:
		return j.Event(q)
	case *SettingQuery:
		return j.Setting(q)
	case *CertificateQuery:
		return j.Certificate(q)
	case *ProductQuery:
		return j.Product(q)
	case *JudgedQuery:
		return j.Judged(q)
	case *SourceQuery:
		return j.Source(q)
	case *FindingQuery:
		return j.Finding(q)
	case *CorrelationQuery:
		return j.Correlation(q)
	}
	panic(fmt.Sprintf("signatures: %T is no kind of query", q))
}
