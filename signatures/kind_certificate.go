package signatures

import "hybriddiag/finding"

// CertificateQuery matches certificates. With Absent it asks for proof that none
// is there.
//
//	certificate: {store: LocalMachine\My, thumbprint|ref: event, expired: true}
type CertificateQuery struct {
	Stores        []string
	Tests         []FieldTest // on thumbprint, issuer, subject, private_key
	Absent        bool
	Expired       bool
	ExpiresWithin Duration
	NotYetValid   bool
}

// Kind implements Query.
func (q *CertificateQuery) Kind() Kind { return KindCertificate }

// Asks implements Query.
func (q *CertificateQuery) Asks() Asks { return AsksState }

// Needs implements Query.
func (q *CertificateQuery) Needs() []string { return refs(q.Tests) }

// Shows implements Query.
func (q *CertificateQuery) Shows() []string {
	return []string{"thumbprint", "subject", "issuer", "store", "notbefore", "notafter", "private_key"}
}

func (q *CertificateQuery) mapping() mapping {
	return mapping{
		keys:  []word{{name: "store", to: &q.Stores}},
		tests: &q.Tests, on: []string{"thumbprint", "issuer", "subject", "private_key"},
		after: []word{
			{name: "absent", to: &q.Absent},
			{name: "expired", to: &q.Expired},
			{name: "expires_within", to: &q.ExpiresWithin},
			{name: "not_yet_valid", to: &q.NotYetValid, instead: "{name.notbefore} into a text, so that the reader can compare"},
		},
	}
}

func (q *CertificateQuery) canonical(c canon) canon {
	return c.texts(q.Stores).tests(q.Tests).flag(q.Absent).flag(q.Expired).number(int64(q.ExpiresWithin)).flag(q.NotYetValid)
}

func (q *CertificateQuery) lint(*linter, *Selection) {}

// Describe implements Query.
func (q *CertificateQuery) Describe() finding.Text {
	out := finding.Text{En: "certificate", Ja: "証明書"}
	if q.Absent {
		out = finding.Text{En: "absent certificate", Ja: "存在しない証明書"}
	}
	if len(q.Stores) > 0 {
		out = both(out, " "+quote(q.Stores))
	}
	out = join(out, describeTests(q.Tests)...)
	if q.Expired {
		out = join(out, finding.Text{En: "expired", Ja: "期限切れ"})
	}
	if q.ExpiresWithin > 0 {
		out = join(out, finding.Text{En: "expires within " + q.ExpiresWithin.String(), Ja: q.ExpiresWithin.String() + " 以内に期限切れ"})
	}
	if q.NotYetValid {
		out = join(out, finding.Text{En: "not yet valid", Ja: "有効期間の開始前"})
	}
	return out
}
