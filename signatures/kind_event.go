package signatures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hybriddiag/finding"
	"hybriddiag/internal/literals"
)

// EventQuery matches events, entries of text logs and connections of the TLS
// story.
//
//	event: {provider: Schannel, id: [36871], ErrorState: 10013}
//	log:   {name: hcw-log, Text|re: 'SSL'}
//	tls:   {Host|contains: office365.com, Protocol: TLS 1.0}
type EventQuery struct {
	Of        Kind     // KindEvent (also when empty), KindLog or KindTLS
	Providers []string // names or GUIDs; for logs the log names, for connections "tls"
	Channels  []string
	IDs       []uint32
	Levels    []uint8
	Fields    []FieldTest
}

// Kind implements Query.
func (q *EventQuery) Kind() Kind { return cmp.Or(q.Of, KindEvent) }

// Asks implements Query.
func (q *EventQuery) Asks() Asks { return AsksEvents }

// Needs implements Query.
func (q *EventQuery) Needs() []string { return nil }

// Shows implements Query.
func (q *EventQuery) Shows() []string { return nil }

// noFields are keys of other kinds, or fields written as no log writes them.
var noFields = []string{"provider", "channel", "name", "id", "text", "message"}

func (q *EventQuery) mapping() mapping {
	keys := make([]word, 0, 4)
	switch q.Kind() {
	case KindLog:
		keys = append(keys, word{name: "name", to: &q.Providers})
	case KindEvent:
		keys = append(keys, word{name: "provider", to: &q.Providers}, word{name: "channel", to: &q.Channels})
	}
	keys = append(keys, word{name: "id", to: &q.IDs}, word{name: "level", to: &q.Levels})
	return mapping{keys: keys, tests: &q.Fields, never: noFields}
}

func (q *EventQuery) canonical(c canon) canon {
	c = c.texts(q.Providers).texts(q.Channels).tests(q.Fields)
	return numbers(numbers(c, q.IDs), q.Levels)
}

// minLiteral is the shortest text that may select from a log without an id.
const minLiteral = 6

func (q *EventQuery) lint(l *linter, sel *Selection) {
	if len(q.Providers) == 0 && len(q.Channels) == 0 {
		l.at(sel.Line, "%s: an event needs a provider or a channel", sel.Name)
	}
	for _, name := range slices.Concat(q.Providers, q.Channels) {
		if strings.HasPrefix(name, "@") && len(l.lib.Products) > 0 && l.lib.Products.Get(name[1:]) == nil {
			l.at(sel.Line, "%s: product %q is not in products.yaml", sel.Name, name[1:])
		}
	}
	if q.Kind() != KindLog || len(q.IDs) > 0 || len(q.Levels) > 0 || isExactTest(q.Fields) {
		return
	}
	if !slices.ContainsFunc(q.Fields, literal) {
		l.at(sel.Line, "%s: a selection without id needs a text of at least %d characters to look for", sel.Name, minLiteral)
	}
}

// isExactTest reports whether a field other than the text is tested, which needs
// no search through texts.
func isExactTest(tests []FieldTest) bool {
	return slices.ContainsFunc(tests, func(t FieldTest) bool { return t.Field != "Text" && t.Field != "Message" })
}

// literal reports whether a test holds only where a text stands that is long
// enough to look for.
func literal(t FieldTest) bool {
	return slices.ContainsFunc(t.Clauses(), func(texts []string) bool { return literals.Shortest(texts) >= minLiteral })
}

// Describe implements Query.
func (q *EventQuery) Describe() finding.Text {
	var out finding.Text
	from := quote(slices.Concat(q.Providers, q.Channels))
	switch q.Kind() {
	case KindLog:
		out = finding.Text{En: "entry of " + from, Ja: from + " の項目"}
	case KindTLS:
		out = finding.Text{En: "TLS connection", Ja: "TLS 接続"}
	default:
		out = finding.Text{En: "event " + from, Ja: from + " のイベント"}
	}
	if len(q.IDs) > 0 {
		out = both(out, fmt.Sprintf(" %v", q.IDs))
	}
	if len(q.Levels) > 0 {
		out = join(out, finding.Text{En: fmt.Sprintf("level %v", q.Levels), Ja: fmt.Sprintf("レベル %v", q.Levels)})
	}
	return join(out, describeTests(q.Fields)...)
}
