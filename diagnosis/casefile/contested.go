package casefile

import (
	"maps"
	"slices"
	"strings"
	"time"

	"hybriddiag/evidence"
)

// settleSettings looks for values that two files show differently, as text taken
// before and after a change does. The later one counts where the files prove
// their order; otherwise each is contested by the other.
func (x *Computer) settleSettings() {
	taken := map[string]time.Time{}
	for _, f := range x.Files {
		taken[f.Path] = f.Taken
	}
	for key, list := range x.Settings {
		if !oneForm(key) {
			continue
		}
		byName := map[string][]*Located[evidence.Setting]{}
		for _, l := range list {
			if l.Value.Type != "key" {
				name := strings.ToLower(l.Value.Name)
				byName[name] = append(byName[name], l)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(byName)) {
			if same := byName[name]; differ(same) {
				x.Settings[key] = settleValue(x.Settings[key], same, taken)
			}
		}
	}
}

// oneForm reports whether every source shows a setting of this key in one form.
func oneForm(key string) bool {
	return slices.ContainsFunc([]string{`hklm\`, `hkcu\`, `hku\`, `adsync\`, `netsh\`}, func(world string) bool {
		return strings.HasPrefix(key, world)
	})
}

// differ reports whether files show different values of one setting. A file that
// shows several has a list of them, and no list contradicts another.
func differ(list []*Located[evidence.Setting]) bool {
	paths := map[string]bool{}
	differs := false
	for _, l := range list {
		if paths[l.Path] {
			return false
		}
		paths[l.Path] = true
		differs = differs || !sameValue(l, list[0])
	}
	return differs
}

func sameValue(a, b *Located[evidence.Setting]) bool {
	return a.Value.Absent == b.Value.Absent && strings.EqualFold(strings.TrimSpace(a.Value.Value), strings.TrimSpace(b.Value.Value))
}

// settleValue drops from all what a later file replaced, or marks the values
// that contradict each other.
func settleValue(all, list []*Located[evidence.Setting], taken map[string]time.Time) []*Located[evidence.Setting] {
	for _, at := range []func(*Located[evidence.Setting]) time.Time{
		func(l *Located[evidence.Setting]) time.Time { return l.Value.LastWrite },
		func(l *Located[evidence.Setting]) time.Time { return taken[l.Path] },
	} {
		if newest, ok := latest(list, at); ok {
			return slices.DeleteFunc(slices.Clone(all), func(l *Located[evidence.Setting]) bool {
				return slices.Contains(list, l) && !sameValue(l, newest)
			})
		}
	}
	for _, l := range list {
		for _, other := range list {
			if !sameValue(l, other) {
				l.Against = append(l.Against, other)
			}
		}
	}
	return all
}

// latest returns the newest of the values. Each must have a time, and no other
// value the same as the newest one.
func latest(list []*Located[evidence.Setting], at func(*Located[evidence.Setting]) time.Time) (*Located[evidence.Setting], bool) {
	newest := list[0]
	for _, l := range list {
		if at(l).IsZero() {
			return nil, false
		}
		if at(l).After(at(newest)) {
			newest = l
		}
	}
	return newest, !slices.ContainsFunc(list, func(l *Located[evidence.Setting]) bool {
		return at(l).Equal(at(newest)) && !sameValue(l, newest)
	})
}
