package diagnosis

import (
	"slices"
	"strings"
	"time"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/evidence"
	"hybriddiag/products"
	"hybriddiag/signatures"
)

// Product answers by what is installed.
func (a *answers) Product(q *signatures.ProductQuery) *state {
	j, s := a.judge, &state{val: no}
	for _, id := range q.IDs {
		p, ok := j.installed(id)
		if !ok {
			s.val = max(s.val, j.notInstalled())
			continue
		}
		if got := j.productHolds(q, id, p.Value.Version); got > s.val {
			s.val = got
		}
		if s.val == yes {
			s.items = []item{{path: p.Path, host: j.computer.Host, product: &p.Value}}
			s.count = 1
			return s
		}
	}
	if s.val == unknown {
		for _, id := range q.IDs {
			s.missing = append(s.missing, j.table.collectFor("product", id)...)
		}
		s.missing = unique(s.missing)
	}
	return s
}

// notInstalled is false where the case would show the product, and unknown
// where it shows neither a product nor a list of programs.
func (j *judge) notInstalled() tri {
	programs := `HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall`
	if len(j.computer.Products) > 0 || len(j.productsPresent()) > 0 || j.computer.Covers(stateKinds, programs) {
		return no
	}
	return unknown
}

func (j *judge) productHolds(q *signatures.ProductQuery, id, version string) tri {
	if len(q.Version) == 0 && !q.Retired && q.RetireWithin == 0 {
		return yes
	}
	if strings.Trim(version, "0123456789.") != "" || version == "" { // no number, no guess
		return unknown
	}
	if !q.Version.Holds(version) {
		return no
	}
	if !q.Retired && q.RetireWithin == 0 {
		return yes
	}
	end, ok := j.table.lib.Versions.Retires(id, version)
	if !ok || j.at.IsZero() {
		return unknown
	}
	return truth(q.Retired && !j.at.Before(end) || q.RetireWithin > 0 && j.at.Before(end) && !j.at.Add(time.Duration(q.RetireWithin)).Before(end))
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
	if !found && slices.Contains(j.productsPresent(), id) {
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

// productsPresent returns the products that are in the case on this host.
func (j *judge) productsPresent() []string {
	var out []string
	for _, p := range j.table.lib.Products {
		if j.present(p) {
			out = append(out, p.ID)
		}
	}
	return out
}

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

// holdsKey tells whether a key fits the pattern. Both are in lower case.
func holdsKey[V any](settings map[string]V, pattern string) bool {
	if !strings.Contains(pattern, "*") {
		_, ok := settings[pattern]
		return ok
	}
	for key := range settings {
		if evidence.Glob(pattern, key) {
			return true
		}
	}
	return false
}
