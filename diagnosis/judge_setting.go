package diagnosis

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// Setting answers with the values of the keys.
func (a *answers) Setting(q *signatures.SettingQuery) *state {
	if q.Elsewhere {
		return a.elsewhere(q)
	}
	s := &state{}
	present := false
	for _, l := range a.judge.settingsOf(q) {
		if l.Value.Absent {
			continue
		}
		present = true
		if !q.Absent && passes(a.settingFails(q, &l.Value)) {
			s.items = append(s.items, item{path: l.Path, host: a.judge.computer.Host, setting: &l.Value, shown: l})
		}
	}
	s.count = len(s.items)
	switch {
	case len(s.items) > 0:
		s.val = yes
	case q.Absent && present:
		s.val, s.reason = no, evidence.Say("setting/there")
	default:
		s.val, s.missing, s.reason = a.judge.settingAbsent(q)
		if present && s.val == no {
			s.reason = evidence.Say("setting/differs")
		}
		if q.Absent {
			s.val = -s.val
			s.items = a.judge.absenceItems(q, s.val)
			s.count = len(s.items)
		}
	}
	return s
}

// elsewhere asks the other computers of the case; one that says yes is enough.
func (a *answers) elsewhere(q *signatures.SettingQuery) *state {
	me := a.judge.computer.Host
	others := a.judge.docket.named
	if me != "" {
		others--
	}
	for _, s := range a.judge.docket.spread(q, spreadKey(q)) {
		other := slices.IndexFunc(s.items, func(it item) bool { return it.host != me })
		if other >= 0 && passes(a.settingFails(q, s.items[other].setting)) {
			return &state{val: yes, items: s.items[other : other+1], count: 1}
		}
	}
	if others == 0 {
		return &state{val: no, reason: evidence.Say("setting/no-other-computer")}
	}
	return &state{val: no, reason: evidence.Say("setting/nowhere-else", "n", others)}
}

// spreadKey names the settings that a query asks for, whatever it tests of them.
func spreadKey(q *signatures.SettingQuery) string {
	return strings.Join(q.Keys, "\x00") + "\x00\x00" + strings.Join(q.Names, "\x00")
}

// settingsOf returns the settings of the query's keys and names.
func (j *judge) settingsOf(q *signatures.SettingQuery) []*casefile.Located[evidence.Setting] {
	var out []*casefile.Located[evidence.Setting]
	take := func(list []*casefile.Located[evidence.Setting]) {
		for _, l := range list {
			if len(q.Names) == 0 || slices.ContainsFunc(q.Names, func(n string) bool { return nameIs(n, l.Value.Name) }) {
				out = append(out, l)
			}
		}
	}
	for _, key := range q.Keys {
		key = strings.ToLower(key)
		if !strings.Contains(key, "*") {
			take(j.computer.Settings[key])
			continue
		}
		for _, have := range slices.Sorted(maps.Keys(j.computer.Settings)) {
			if evidence.Glob(key, have) {
				take(j.computer.Settings[have])
			}
		}
	}
	return out
}

func nameIs(pattern, name string) bool {
	return strings.EqualFold(pattern, name) || strings.Contains(pattern, "*") && evidence.Glob(strings.ToLower(pattern), strings.ToLower(name))
}

// settingFails yields the tests that the setting does not pass.
func (a *answers) settingFails(q *signatures.SettingQuery, s *evidence.Setting) iter.Seq[match.Fail] {
	return func(yield func(match.Fail) bool) {
		if q.WrittenAfter != "" {
			times := a.get(q.WrittenAfter).times()
			if len(times) == 0 || !s.LastWrite.After(times[len(times)-1]) {
				if !yield(timeFail("last_write", signatures.OpGT, lastOf(times), s.LastWrite)) {
					return
				}
			}
		}
		for i := range q.Tests {
			v := s.Value
			if q.Tests[i].Field == "type" {
				v = s.Type
			}
			if !a.test(&q.Tests[i], v, "value") && !yield(a.failOf(&q.Tests[i], v, "value")) {
				return
			}
		}
	}
}

// Setting returns the value that fails the fewest tests, else what says that
// there is none.
func (n nearest) Setting(q *signatures.SettingQuery) *near {
	out := &near{}
	host := n.of.judge.computer.Host
	var absent *near
	for _, l := range n.of.judge.settingsOf(q) {
		it := item{path: l.Path, host: host, setting: &l.Value, shown: l}
		switch {
		case l.Value.Absent && absent == nil:
			absent = &near{item: it}
		case l.Value.Absent:
		case q.Absent:
			return &near{item: it}
		default:
			out.offer(it, len(q.Tests), slices.Collect(n.of.settingFails(q, &l.Value)))
		}
	}
	if !out.item.placed() && absent != nil && !q.Absent {
		return absent
	}
	return out
}

var stateKinds = []evidence.CoverageKind{evidence.CoversRegistry, evidence.CoversSetting}

// settingAbsent answers a setting that was not seen: false where every key was
// covered or its values are shown otherwise, unknown elsewhere.
func (j *judge) settingAbsent(q *signatures.SettingQuery) (tri, []string, evidence.Note) {
	var missing []string
	for _, key := range q.Keys {
		key, _, _ = strings.Cut(key, "*")
		key = strings.TrimSuffix(key, `\`)
		if !j.computer.Covers(stateKinds, key, q.Names...) && !j.told(key, q.Names) {
			missing = append(missing, j.docket.collectFor("setting", key)...)
		}
	}
	if len(missing) > 0 {
		return unknown, unique(missing), evidence.Say("setting/not-collected")
	}
	return no, nil, evidence.Say("setting/absent")
}

// told reports whether the case shows each of the values or says in words that it
// is not there: then the answer is known although no file covers the whole key.
func (j *judge) told(key string, names []string) bool {
	return len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool {
		return !slices.ContainsFunc(j.computer.Settings[strings.ToLower(key)], func(l *casefile.Located[evidence.Setting]) bool {
			return strings.EqualFold(l.Value.Name, n)
		})
	})
}

// absenceItems shows where the value would have been.
func (j *judge) absenceItems(q *signatures.SettingQuery, val tri) []item {
	if val != yes {
		return nil
	}
	for _, l := range j.settingsOf(q) {
		if l.Value.Absent {
			return []item{{path: l.Path, host: j.computer.Host, setting: &l.Value, shown: l}}
		}
	}
	key := q.Keys[0]
	name := ""
	if len(q.Names) > 0 {
		name = q.Names[0]
	}
	for _, f := range j.computer.Files {
		for _, c := range f.Facts.Covered {
			if casefile.Proves(c, stateKinds, strings.TrimSuffix(key, `\*`), q.Names...) {
				s := &evidence.Setting{Key: key, Name: name, Absent: true, Locator: evidence.Locator{RegistryKey: key}}
				return []item{{path: f.Path, host: j.computer.Host, setting: s}}
			}
		}
	}
	return nil
}
