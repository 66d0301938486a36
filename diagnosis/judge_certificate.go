package diagnosis

import (
	"iter"
	"slices"
	"strings"
	"time"

	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// Certificate answers with the certificates of the stores.
func (a *answers) Certificate(q *signatures.CertificateQuery) *state {
	j, s := a.judge, &state{}
	if (q.Expired || q.NotYetValid || q.ExpiresWithin > 0) && j.at.IsZero() {
		return &state{reason: evidence.Say("judged/no-time")}
	}
	for i := range q.Tests {
		if other := a.unknownRef(&q.Tests[i]); other != nil {
			return &state{missing: other.missing, reason: evidence.Say("certificate/ref-unknown", "selections", wordsOf(q.Tests[i].Values))}
		}
	}
	for _, l := range j.computer.Certificates {
		if passes(a.certFails(q, &l.Value)) {
			s.items = append(s.items, item{path: l.Path, host: j.computer.Host, cert: &l.Value})
		}
	}
	s.count = len(s.items)
	if len(s.items) > 0 {
		if s.val = truth(!q.Absent); q.Absent {
			s.reason = evidence.Say("certificate/there")
		}
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
			s.missing = append(s.missing, j.docket.collectFor("store", store)...)
		}
	}
	if len(s.missing) > 0 {
		s.reason = evidence.Say("certificate/no-store")
		return s
	}
	s.val, s.reason = truth(q.Absent), evidence.Say("certificate/none", "n", len(j.computer.Certificates))
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

// certFails yields the tests that the certificate does not pass.
func (a *answers) certFails(q *signatures.CertificateQuery, c *evidence.Certificate) iter.Seq[match.Fail] {
	return func(yield func(match.Fail) bool) {
		if len(q.Stores) > 0 && c.Store != "" && !slices.ContainsFunc(q.Stores, func(s string) bool { return strings.EqualFold(s, c.Store) }) &&
			!yield(match.Fail{Field: "store", Wanted: q.Stores, Found: []string{c.Store}}) {
			return
		}
		for f := range validityFails(q, c, a.judge.at) {
			if !yield(f) {
				return
			}
		}
		for i := range q.Tests {
			t := &q.Tests[i]
			if v := certField(c, t.Field); !a.test(t, v, "thumbprint") && !yield(a.failOf(t, v, "thumbprint")) {
				return
			}
		}
	}
}

// validityFails yields what of the query's time the certificate does not pass.
func validityFails(q *signatures.CertificateQuery, c *evidence.Certificate, at time.Time) iter.Seq[match.Fail] {
	soon := at.Add(time.Duration(q.ExpiresWithin))
	checks := []struct {
		asked, holds bool
		field        string
		op           signatures.Op
		limit, found time.Time
	}{
		{q.Expired, c.NotAfter.Before(at), "notafter", signatures.OpLT, at, c.NotAfter},
		{q.NotYetValid, c.NotBefore.After(at), "notbefore", signatures.OpGT, at, c.NotBefore},
		{q.ExpiresWithin > 0, !c.NotAfter.Before(at), "notafter", signatures.OpGTE, at, c.NotAfter},
		{q.ExpiresWithin > 0, !c.NotAfter.After(soon), "notafter", signatures.OpLTE, soon, c.NotAfter},
	}
	return func(yield func(match.Fail) bool) {
		for _, k := range checks {
			if k.asked && (k.found.IsZero() || !k.holds) && !yield(timeFail(k.field, k.op, k.limit, k.found)) {
				return
			}
		}
	}
}

// Certificate returns the certificate that fails the fewest tests.
func (n nearest) Certificate(q *signatures.CertificateQuery) *near {
	out := &near{}
	tests := len(q.Tests)
	for _, asked := range []bool{len(q.Stores) > 0, q.Expired, q.NotYetValid, q.ExpiresWithin > 0} {
		if asked {
			tests++
		}
	}
	for _, l := range n.of.judge.computer.Certificates {
		it := item{path: l.Path, host: n.of.judge.computer.Host, cert: &l.Value}
		fails := slices.Collect(n.of.certFails(q, &l.Value))
		if q.Absent && len(fails) == 0 {
			return &near{item: it, passed: tests}
		}
		out.offer(it, tests, fails)
	}
	return out
}
