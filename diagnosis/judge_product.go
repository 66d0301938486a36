package diagnosis

import (
	"slices"
	"strings"
	"time"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/products"
	"hybriddiag/signatures"
)

// Product answers by what is installed.
func (a *answers) Product(q *signatures.ProductQuery) *state {
	j, s := a.judge, &state{val: no}
	take := func(val tri, why evidence.Note) {
		if val > s.val || s.reason.Code == "" {
			s.val, s.reason = val, why
		}
	}
	for _, id := range q.IDs {
		p, ok := j.installed(id)
		if !ok {
			take(j.notInstalled(id))
			continue
		}
		if take(j.productHolds(q, id, p.Value.Version)); s.val == yes {
			s.items = []item{{path: p.Path, host: j.computer.Host, product: &p.Value}}
			s.count = 1
			return s
		}
	}
	if s.val == unknown {
		for _, id := range q.IDs {
			s.missing = append(s.missing, j.docket.collectFor("product", id)...)
		}
		s.missing = unique(s.missing)
	}
	return s
}

// notInstalled is false where the case would show the product, and unknown
// where it shows neither a product nor a list of programs.
func (j *judge) notInstalled(id string) (tri, evidence.Note) {
	programs := `HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall`
	if len(j.computer.Products) > 0 || len(j.products) > 0 || j.computer.Covers(stateKinds, programs) {
		return no, evidence.Say("product/not-installed", "id", evidence.Word(id))
	}
	return unknown, evidence.Say("product/not-known")
}

// productHolds reports whether the installed version fits, and why not.
func (j *judge) productHolds(q *signatures.ProductQuery, id, version string) (tri, evidence.Note) {
	if len(q.Version) == 0 && !q.Retired && q.RetireWithin == 0 {
		return yes, evidence.Note{}
	}
	word := evidence.Word(id)
	if strings.Trim(version, "0123456789.") != "" || version == "" { // no number, no guess
		return unknown, evidence.Say("product/no-version", "id", word)
	}
	if !q.Version.Holds(version) {
		return no, evidence.Say("product/version", "id", word, "version", evidence.Word(version))
	}
	if !q.Retired && q.RetireWithin == 0 {
		return yes, evidence.Note{}
	}
	end, ok := j.table.lib.Versions.Retires(id, version)
	switch {
	case !ok:
		return unknown, evidence.Say("product/no-end", "id", word, "version", evidence.Word(version))
	case j.at.IsZero():
		return unknown, evidence.Say("judged/no-time")
	case q.Retired && !j.at.Before(end), q.RetireWithin > 0 && j.at.Before(end) && !j.at.Add(time.Duration(q.RetireWithin)).Before(end):
		return yes, evidence.Note{}
	}
	return no, evidence.Say("product/end", "id", word, "version", evidence.Word(version), "end", finding.Time{Time: end})
}

// Product returns the installed product whose version does not fit.
func (n nearest) Product(q *signatures.ProductQuery) *near {
	out := &near{}
	for _, id := range q.IDs {
		p, ok := n.of.judge.installed(id)
		if !ok || q.Version.Holds(p.Value.Version) {
			continue
		}
		fail := match.Fail{Field: "version", Wanted: []string{q.Version.String()}, Found: []string{p.Value.Version}}
		out.offer(item{path: p.Path, host: n.of.judge.computer.Host, product: &p.Value}, 1, []match.Fail{fail})
	}
	return out
}

// installed returns the product as the newest evidence shows it. State without
// a time (a registry export) is as new as the collection itself; between equals
// the higher version wins. A product that only its traces prove has no version.
func (j *judge) installed(id string) (*casefile.Located[evidence.Product], bool) {
	best, found := &casefile.Located[evidence.Product]{}, false
	for _, p := range j.computer.Products {
		if p.Value.ID != id || found && p.Value.Version == "" {
			continue
		}
		if !found || best.Value.Version == "" || newer(p.Value, best.Value) {
			best, found = p, true
		}
	}
	if !found && slices.Contains(j.products, id) {
		best, found = &casefile.Located[evidence.Product]{Value: evidence.Product{ID: id}}, true
	}
	return best, found
}

func newer(a, b evidence.Product) bool {
	if a.Time.IsZero() != b.Time.IsZero() {
		return a.Time.IsZero()
	}
	if c := a.Time.Compare(b.Time); c != 0 {
		return c > 0
	}
	return signatures.CompareVersions(a.Version, b.Version) > 0
}

// present reports whether the product is in the case on this computer.
func (j *judge) present(p products.Product) bool {
	x := j.computer
	if slices.ContainsFunc(x.Products, func(l *casefile.Located[evidence.Product]) bool { return l.Value.ID == p.ID }) {
		return true
	}
	for _, name := range slices.Concat(p.Providers, p.Logs) {
		if x.Providers[strings.ToLower(name)] && !slices.Contains(p.Shared, name) {
			return true
		}
	}
	for _, name := range p.Channels {
		if x.Channels[strings.ToLower(name)] && !slices.Contains(p.Shared, name) {
			return true
		}
	}
	return slices.ContainsFunc(p.Keys(), func(pattern string) bool { return holdsKey(x.Settings, strings.ToLower(pattern)) })
}
