package signatures

import "hybriddiag/finding"

// ProductQuery matches an installed product by a range of versions; Retired and
// RetireWithin ask versions.yaml when its support ends.
//
//	product: {id: entra-connect, version: ">=2.3.20.0 <=2.4.129.0"}
type ProductQuery struct {
	IDs          []string
	Version      VersionRange
	Retired      bool
	RetireWithin Duration // also holds where Retired is set and the support has ended
}

// Kind implements Query.
func (q *ProductQuery) Kind() Kind { return KindProduct }

// Asks implements Query: that a product is installed makes no issue likely.
func (q *ProductQuery) Asks() Asks { return AsksState | AsksCircumstance }

// Needs implements Query.
func (q *ProductQuery) Needs() []string { return nil }

// Shows implements Query.
func (q *ProductQuery) Shows() []string { return []string{"version"} }

func (q *ProductQuery) mapping() mapping {
	return mapping{keys: []word{
		{name: "id", to: &q.IDs},
		{name: "version", to: &q.Version},
		{name: "retired", to: &q.Retired},
		{name: "retires_within", to: &q.RetireWithin},
	}}
}

func (q *ProductQuery) canonical(c canon) canon {
	return c.texts(q.IDs).text(q.Version.String()).flag(q.Retired).number(int64(q.RetireWithin))
}

func (q *ProductQuery) lint(l *linter, sel *Selection) {
	if len(q.IDs) == 0 {
		l.at(sel.Line, "%s: product needs an id", sel.Name)
	}
}

// Describe implements Query.
func (q *ProductQuery) Describe() finding.Text {
	out := finding.Text{En: "product " + quote(q.IDs), Ja: "製品 " + quote(q.IDs)}
	if len(q.Version) > 0 {
		out = join(out, finding.Text{En: "version " + quote([]string{q.Version.String()}), Ja: "バージョン " + quote([]string{q.Version.String()})})
	}
	if q.Retired {
		out = join(out, finding.Text{En: "out of support", Ja: "サポート終了"})
	}
	if q.RetireWithin > 0 {
		out = join(out, finding.Text{En: "or support ends within " + q.RetireWithin.String(), Ja: q.RetireWithin.String() + " 以内にサポート終了"})
	}
	return out
}
