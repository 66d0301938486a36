package casefile

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
)

// Fact is one thing that the case says about a computer, with its source.
// Facts of one name that differ contradict each other.
type Fact struct {
	Host     string
	Name     string
	Value    string
	Path     string
	Locator  evidence.Locator
	Conflict bool // another source says something else
}

// hostFactNames are the settings about the computer that a case is judged by.
var hostFactNames = []string{"OS", "Build", "Domain", "DomainRole", "TimeZone", "InstallationType", "BootTime", "SKU", "TLS12", "TenantId", "TenantName", "Environment"}

// Facts gathers what all files say about their computers. Files must have their
// hosts.
func Facts(files []*File) []Fact {
	var out []Fact
	for _, f := range files {
		add := func(name, value string, at evidence.Locator) {
			if value != "" {
				out = append(out, Fact{Host: f.Host, Name: name, Value: value, Path: f.Path, Locator: at})
			}
		}
		for _, s := range f.Facts.Settings {
			if s.Key == match.HostKey && !s.Absent && slices.Contains(hostFactNames, s.Name) {
				add(s.Name, s.Value, s.Locator)
			}
		}
		for _, p := range f.Facts.Products {
			add(p.ID, p.Version, p.Locator)
		}
		if f.Zone != nil {
			add("ZoneOffset", offsetAt(f.Zone, f.Last).String(), evidence.Locator{})
		}
		if !f.WindowFrom.IsZero() {
			add("Reproduction", f.WindowFrom.Format(time.DateTime)+" – "+f.WindowTo.Format(time.DateTime), evidence.Locator{})
		}
	}
	return settle(out)
}

// settle orders the facts, drops repeats and marks those that contradict each
// other.
func settle(facts []Fact) []Fact {
	slices.SortStableFunc(facts, func(a, b Fact) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Host), strings.ToLower(b.Host)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Path, b.Path))
	})
	same := func(a, b Fact) bool { return strings.EqualFold(a.Host, b.Host) && a.Name == b.Name }
	facts = slices.CompactFunc(facts, func(a, b Fact) bool { return same(a, b) && a.Value == b.Value && a.Path == b.Path })
	for i := range facts {
		facts[i].Conflict = slices.ContainsFunc(facts, func(o Fact) bool { return same(facts[i], o) && !agree(facts[i].Value, o.Value) })
	}
	return facts
}

// agree reports whether two values can both be true: one may say more than the
// other, as 17763 and 17763.5329 do.
func agree(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a) || strings.Contains(a, b) || strings.Contains(b, a)
}
