package diagnosis

import (
	"slices"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/finding"
)

// settleSettings looks for values that two files show differently, as text taken
// before and after a change does. The later one counts where the files prove
// their order; otherwise each is contested by the other.
func (x *facts) settleSettings() {
	taken := map[string]time.Time{}
	for _, f := range x.files {
		taken[f.Path] = f.Taken
	}
	for key, list := range x.settings {
		if !oneForm(key) {
			continue
		}
		byName := map[string][]*located[evidence.Setting]{}
		for _, l := range list {
			if l.v.Type != "key" {
				name := strings.ToLower(l.v.Name)
				byName[name] = append(byName[name], l)
			}
		}
		for _, name := range sortedKeys(byName) {
			if same := byName[name]; differ(same) {
				x.settings[key] = settleValue(x.settings[key], same, taken)
			}
		}
	}
}

// oneForm tells whether every source shows a setting of this key in one form.
func oneForm(key string) bool {
	return slices.ContainsFunc([]string{`hklm\`, `hkcu\`, `hku\`, `adsync\`, `netsh\`}, func(world string) bool {
		return strings.HasPrefix(key, world)
	})
}

// differ tells whether files show different values of one setting. A file that
// shows several has a list of them, and no list contradicts another.
func differ(list []*located[evidence.Setting]) bool {
	paths := map[string]bool{}
	differs := false
	for _, l := range list {
		if paths[l.path] {
			return false
		}
		paths[l.path] = true
		differs = differs || !sameValue(l, list[0])
	}
	return differs
}

func sameValue(a, b *located[evidence.Setting]) bool {
	return a.v.Absent == b.v.Absent && strings.EqualFold(strings.TrimSpace(a.v.Value), strings.TrimSpace(b.v.Value))
}

// settleValue drops from all what a later file replaced, or marks the values
// that contradict each other.
func settleValue(all, list []*located[evidence.Setting], taken map[string]time.Time) []*located[evidence.Setting] {
	for _, at := range []func(*located[evidence.Setting]) time.Time{
		func(l *located[evidence.Setting]) time.Time { return l.v.LastWrite },
		func(l *located[evidence.Setting]) time.Time { return taken[l.path] },
	} {
		if newest, ok := latest(list, at); ok {
			return slices.DeleteFunc(slices.Clone(all), func(l *located[evidence.Setting]) bool {
				return slices.Contains(list, l) && !sameValue(l, newest)
			})
		}
	}
	for _, l := range list {
		for _, other := range list {
			if !sameValue(l, other) {
				l.against = append(l.against, other)
			}
		}
	}
	return all
}

// latest returns the newest of the values. Each must have a time, and no other
// value the same as the newest one.
func latest(list []*located[evidence.Setting], at func(*located[evidence.Setting]) time.Time) (*located[evidence.Setting], bool) {
	newest := list[0]
	for _, l := range list {
		if at(l).IsZero() {
			return nil, false
		}
		if at(l).After(at(newest)) {
			newest = l
		}
	}
	return newest, !slices.ContainsFunc(list, func(l *located[evidence.Setting]) bool {
		return at(l).Equal(at(newest)) && !sameValue(l, newest)
	})
}

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
		for _, other := range it.shown.against {
			if !known[&other.v] {
				contested, known[&other.v] = true, true
				d.items = append(d.items, item{path: other.path, host: it.host, setting: &other.v, disputes: true})
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
