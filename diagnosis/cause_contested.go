package diagnosis

import (
	"slices"

	"hybriddiag/evidence"
	"hybriddiag/finding"
)

// contest adds what contradicts the settings among the items, and takes some of
// the confidence of the finding. A finding that rests on both values is about
// their difference.
func (d *draft) contest() {
	contested := false
	known := map[*evidence.Setting]bool{}
	for _, it := range d.items {
		known[it.setting] = true
	}
	for _, it := range slices.Clone(d.items) {
		if it.shown == nil {
			continue
		}
		for _, other := range it.shown.Against {
			if !known[&other.Value] {
				contested, known[&other.Value] = true, true
				d.items = append(d.items, item{path: other.Path, host: it.host, setting: &other.Value, disputes: true})
			}
		}
	}
	switch {
	case contested && d.confidence == finding.Confirmed:
		d.confidence = finding.Probable
	case contested:
		d.confidence = finding.Possible
	}
}
