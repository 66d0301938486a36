package diagnosis

import (
	"slices"
	"strings"

	"hybriddiag/diagnosis/match"
	"hybriddiag/finding"
)

// hostFacts says what the case shows about the computer itself.
func (j *judge) hostFacts() finding.Host {
	h := finding.Host{Name: j.computer.Host, OS: j.setting(match.HostKey, "OS"), OSBuild: j.setting(match.HostKey, "Build"), Products: []finding.Product{}}
	for _, id := range j.products {
		p, _ := j.installed(id)
		h.Products = append(h.Products, finding.Product{ID: id, Version: p.Value.Version})
	}
	return h
}

// known reports whether the case says something about a computer that no file
// names.
func known(h finding.Host) bool {
	return h.OS != "" || h.OSBuild != "" || slices.ContainsFunc(h.Products, func(p finding.Product) bool { return p.Version != "" })
}

func (j *judge) setting(key, name string) string {
	for _, l := range j.computer.Settings[key] {
		if strings.EqualFold(l.Value.Name, name) && !l.Value.Absent {
			return l.Value.Value
		}
	}
	return ""
}
