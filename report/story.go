package report

import (
	"slices"

	"hybriddiag/finding"
)

// story is what a report tells of one host, in the order of telling.
type story struct {
	host   finding.Host
	roots  []root
	others []finding.Finding // consequences whose cause is not on this host
	past   []finding.Finding
	notes  []finding.Finding
}

// root is a root cause and what it explains.
type root struct {
	finding.Finding
	folded []finding.Finding
}

// stories groups the findings by host, in the order of the result; hosts
// without findings come last.
func stories(d *finding.Diagnosis) []story {
	var out []story
	at := func(host string) *story {
		i := slices.IndexFunc(out, func(s story) bool { return s.host.Name == host })
		if i < 0 {
			out = append(out, story{host: hostOf(d, host)})
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

func (s *story) add(f finding.Finding) {
	switch f.Role {
	case finding.RootCause:
		s.roots = append(s.roots, root{Finding: f})
	case finding.Past:
		s.past = append(s.past, f)
	case finding.Consequence:
		s.others = append(s.others, f)
	default:
		s.notes = append(s.notes, f)
	}
}

// fold moves every consequence beneath the first root that explains it,
// directly or through other consequences.
func (s *story) fold(d *finding.Diagnosis) {
	rest := s.others[:0:0]
	for _, f := range s.others {
		i := slices.IndexFunc(s.roots, func(r root) bool { return explains(d, r.ID, f, nil) })
		if i < 0 {
			rest = append(rest, f)
			continue
		}
		s.roots[i].folded = append(s.roots[i].folded, f)
	}
	s.others = rest
}

// explains tells whether the finding with the id is among the causes of f.
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
