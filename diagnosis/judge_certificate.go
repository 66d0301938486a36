package diagnosis

import (
	"slices"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// Certificate answers with the certificates of the stores.
func (a *answers) Certificate(q *signatures.CertificateQuery) *state {
	j, s := a.judge, &state{}
	if (q.Expired || q.NotYetValid || q.ExpiresWithin > 0) && j.at.IsZero() {
		return s
	}
	for i := range q.Tests {
		if other := a.unknownRef(&q.Tests[i]); other != nil {
			return &state{missing: other.missing}
		}
	}
	for _, l := range j.computer.Certificates {
		if a.certHolds(q, &l.Value) {
			s.items = append(s.items, item{path: l.Path, host: j.computer.Host, cert: &l.Value})
		}
	}
	s.count = len(s.items)
	if len(s.items) > 0 {
		s.val = truth(!q.Absent)
		return s
	}
	return j.noCertificate(q)
}

// noCertificate answers a query that no certificate fits: unknown where a store
// was not covered.
func (j *judge) noCertificate(q *signatures.CertificateQuery) *state {
	s := &state{}
	stores := q.Stores
	if len(stores) == 0 {
		stores = []string{`LocalMachine\My`}
	}
	for _, store := range stores {
		if !j.computer.Covers([]evidence.CoverageKind{evidence.CoversStore}, store) {
			s.missing = append(s.missing, j.table.collectFor("store", store)...)
		}
	}
	if len(s.missing) > 0 {
		return s
	}
	s.val = truth(q.Absent)
	if q.Absent {
		s.items = j.storeItems(stores)
		s.count = len(s.items)
	}
	return s
}

// storeItems shows the dumps that would have held the certificate.
func (j *judge) storeItems(stores []string) []item {
	var out []item
	for _, f := range j.computer.Files {
		if slices.ContainsFunc(f.Facts.Covered, func(c evidence.Coverage) bool {
			return c.Kind == evidence.CoversStore && slices.ContainsFunc(stores, func(s string) bool { return strings.EqualFold(s, c.Root) })
		}) {
			out = append(out, item{path: f.Path, host: j.computer.Host, source: f})
		}
	}
	return out
}

func (a *answers) certHolds(q *signatures.CertificateQuery, c *evidence.Certificate) bool {
	at := a.judge.at
	if len(q.Stores) > 0 && c.Store != "" && !slices.ContainsFunc(q.Stores, func(s string) bool { return strings.EqualFold(s, c.Store) }) ||
		q.Expired && (c.NotAfter.IsZero() || !c.NotAfter.Before(at)) ||
		q.NotYetValid && (c.NotBefore.IsZero() || !c.NotBefore.After(at)) ||
		q.ExpiresWithin > 0 && (c.NotAfter.IsZero() || c.NotAfter.Before(at) || c.NotAfter.After(at.Add(time.Duration(q.ExpiresWithin)))) {
		return false
	}
	for i := range q.Tests {
		t := &q.Tests[i]
		if !a.test(t, certField(c, t.Field), "thumbprint") {
			return false
		}
	}
	return true
}
