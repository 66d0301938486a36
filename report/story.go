package report

import (
	"slices"

	"hybriddiag/finding"
)

// story is what a report tells of one host, in the order of telling.
type story struct {
	Host   finding.Host
	Roots  []root
	Others []finding.Finding // consequences whose cause is not on this host
	Past   []finding.Finding
	Notes  []finding.Finding
}

// root is a root cause and what it explains.
type root struct {
	finding.Finding
	Folded []finding.Finding
}

// stories groups the findings by host, in the order of the result; hosts
// without findings come last.
func stories(d *finding.Diagnosis) []story {
	var out []story
	at := func(host string) *story {
		i := slices.IndexFunc(out, func(s story) bool { return s.Host.Name == host })
		if i < 0 {
			out = append(out, story{Host: hostOf(d, host)})
			i = len(out) - 1
		}
		return &out[i]
	}
	for _, f := range d.Findings {
		at(f.Host).add(f)
	}
	for _, h := range d.Hosts {
		at(h.Name)
	}
	for i := range out {
		out[i].fold(d)
	}
	return out
}

func hostOf(d *finding.Diagnosis, name string) finding.Host {
	for _, h := range d.Hosts {
		if h.Name == name {
			return h
		}
	}
	return finding.Host{Name: name}
}

// empty reports whether there is nothing to tell.
func (s story) empty() bool { return len(s.Roots)+len(s.Others)+len(s.Past)+len(s.Notes) == 0 }

func (s *story) add(f finding.Finding) {
	switch f.Role {
	case finding.RootCause:
		s.Roots = append(s.Roots, root{Finding: f})
	case finding.Past:
		s.Past = append(s.Past, f)
	case finding.Consequence:
		s.Others = append(s.Others, f)
	default:
		s.Notes = append(s.Notes, f)
	}
}

// fold moves every consequence beneath the first root that explains it,
// directly or through other consequences.
func (s *story) fold(d *finding.Diagnosis) {
	rest := s.Others[:0:0]
	for _, f := range s.Others {
		i := slices.IndexFunc(s.Roots, func(r root) bool { return explains(d, r.ID, f, nil) })
		if i < 0 {
			rest = append(rest, f)
			continue
		}
		s.Roots[i].Folded = append(s.Roots[i].Folded, f)
	}
	s.Others = rest
}

// explains reports whether the finding with the id is among the causes of f.
// The ids already followed guard against a circle.
func explains(d *finding.Diagnosis, id string, f finding.Finding, followed []string) bool {
	for _, cause := range f.CausedBy {
		if cause == id {
			return true
		}
		if slices.Contains(followed, cause) {
			continue
		}
		for _, g := range d.Findings {
			if g.ID == cause && g.Host == f.Host && explains(d, id, g, append(followed, cause)) {
				return true
			}
		}
	}
	return false
}

// checkLists cuts the checks into one list for each host and check list.
func checkLists(all []finding.Check) [][]finding.Check {
	var out [][]finding.Check
	for i, c := range all {
		if i == 0 || c.List != all[i-1].List || c.Host != all[i-1].Host {
			out = append(out, nil)
		}
		last := &out[len(out)-1]
		*last = append(*last, c)
	}
	return out
}
