package diagnosis

import (
	"path"
	"slices"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// judge answers selections on one host. Answers to equal selections are shared.
type judge struct {
	engine *Engine
	facts  *facts
	at     time.Time
	cache  map[string]*state
	found  []*draft // findings so far, for selections on findings
}

func newJudge(e *Engine, f *facts, at time.Time) *judge {
	return &judge{engine: e, facts: f, at: at, cache: map[string]*state{}}
}

// answers resolves the selections of one signature or check list by name.
type answers struct {
	judge *judge
	sels  signatures.Selections
	self  string          // id of the signature, which is no evidence for itself
	open  map[string]bool // being answered, against endless references
}

func (j *judge) answers(self string, sels signatures.Selections) *answers {
	return &answers{j, sels, self, map[string]bool{}}
}

// get answers the selection of that name.
func (a *answers) get(name string) *state {
	sel := a.sels.Get(name)
	if sel == nil || a.open[name] {
		return &state{}
	}
	a.open[name] = true
	defer delete(a.open, name)
	if refersToOthers(sel) {
		return a.answer(sel)
	}
	key := sel.Canonical()
	if s, ok := a.judge.cache[key]; ok {
		return s
	}
	s := a.answer(sel)
	a.judge.cache[key] = s
	return s
}

// refersToOthers tells whether the answer depends on selections of the same
// signature or on other findings, so that it cannot be shared.
func refersToOthers(sel *signatures.Selection) bool {
	refs := func(tests []signatures.FieldTest) bool {
		return slices.ContainsFunc(tests, func(t signatures.FieldTest) bool { return t.Op == "ref" || t.Op == "differs" })
	}
	return sel.Correlation != nil || sel.Finding != nil ||
		sel.Setting != nil && (sel.Setting.WrittenAfter != "" || refs(sel.Setting.Tests)) ||
		sel.Certificate != nil && refs(sel.Certificate.Tests)
}

func (a *answers) answer(sel *signatures.Selection) *state {
	j := a.judge
	switch {
	case sel.Event != nil:
		return j.events(sel)
	case sel.Setting != nil:
		return a.setting(sel.Setting)
	case sel.Certificate != nil:
		return a.certificate(sel.Certificate)
	case sel.Product != nil:
		return j.product(sel.Product)
	case sel.Judged != nil:
		return j.judged(sel.Judged)
	case sel.Source != nil:
		return j.source(sel.Source)
	case sel.Finding != nil:
		return j.finding(sel.Finding, a.self)
	}
	return a.correlation(sel.Correlation)
}

// eval answers a condition.
func (a *answers) eval(c signatures.Condition) tri {
	if c.Empty() {
		return yes
	}
	return eval(c.Root, func(name string) tri { return a.get(name).val })
}

func (j *judge) events(sel *signatures.Selection) *state {
	m := j.engine.bySel[sel]
	s := &state{count: j.facts.counts[m]}
	for _, h := range j.facts.events[m] {
		s.items = append(s.items, item{path: h.path, host: h.host, event: h.ev, channel: h.ev.Channel})
	}
	if len(s.items) > 0 {
		s.val = yes
		return s
	}
	s.val, s.missing = j.eventAbsent(m)
	return s
}

// eventAbsent tells whether the logs that the query could have matched in were
// collected.
func (j *judge) eventAbsent(m *matcher) (tri, []string) {
	channels := m.channels
	if len(channels) == 0 {
		for _, p := range m.providers {
			channels = append(channels, j.engine.lib.Channels.Of(p)...)
		}
	}
	var missing []string
	for _, c := range channels {
		if j.facts.covers([]evidence.CoverageKind{evidence.CoversChannel}, c) {
			return no, nil
		}
		missing = append(missing, j.engine.collectFor("channel", c)...)
	}
	return unknown, unique(missing)
}

func (a *answers) setting(q *signatures.SettingQuery) *state {
	s := &state{}
	present := false
	for _, l := range a.judge.settingsOf(q) {
		if l.v.Absent {
			continue
		}
		present = true
		if !q.Absent && a.settingHolds(q, &l.v) {
			s.items = append(s.items, item{path: l.path, host: a.judge.facts.host, setting: &l.v})
		}
	}
	s.count = len(s.items)
	switch {
	case len(s.items) > 0:
		s.val = yes
	case q.Absent && present:
		s.val = no
	default:
		s.val, s.missing = a.judge.settingAbsent(q)
		if q.Absent {
			s.val = -s.val
			s.items = a.judge.absenceItems(q, s.val)
			s.count = len(s.items)
		}
	}
	return s
}

// settingsOf returns the settings of the query's keys and names.
func (j *judge) settingsOf(q *signatures.SettingQuery) []*located[evidence.Setting] {
	var out []*located[evidence.Setting]
	take := func(list []*located[evidence.Setting]) {
		for _, l := range list {
			if len(q.Names) == 0 || slices.ContainsFunc(q.Names, func(n string) bool { return nameIs(n, l.v.Name) }) {
				out = append(out, l)
			}
		}
	}
	for _, key := range q.Keys {
		key = strings.ToLower(key)
		if !strings.Contains(key, "*") {
			take(j.facts.settings[key])
			continue
		}
		for _, have := range sortedKeys(j.facts.settings) {
			if glob(key, have) {
				take(j.facts.settings[have])
			}
		}
	}
	return out
}

func nameIs(pattern, name string) bool {
	return strings.EqualFold(pattern, name) || strings.Contains(pattern, "*") && glob(strings.ToLower(pattern), strings.ToLower(name))
}

// glob matches * against any characters.
func glob(pattern, s string) bool {
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(s, parts[0]) {
		return false
	}
	s = s[len(parts[0]):]
	for _, p := range parts[1 : len(parts)-1] {
		i := strings.Index(s, p)
		if i < 0 {
			return false
		}
		s = s[i+len(p):]
	}
	return strings.HasSuffix(s, parts[len(parts)-1])
}

func (a *answers) settingHolds(q *signatures.SettingQuery, s *evidence.Setting) bool {
	if q.WrittenAfter != "" {
		times := a.get(q.WrittenAfter).times()
		if len(times) == 0 || !s.LastWrite.After(times[len(times)-1]) {
			return false
		}
	}
	for i := range q.Tests {
		v := s.Value
		if q.Tests[i].Field == "type" {
			v = s.Type
		}
		if !a.test(&q.Tests[i], v, "value") {
			return false
		}
	}
	return true
}

// test applies a test; ref and differs compare with the first value of another
// selection of the same signature.
func (a *answers) test(t *signatures.FieldTest, v, field string) bool {
	if t.Op != "ref" && t.Op != "differs" {
		return holds(t, v)
	}
	for _, name := range t.Values {
		other := a.get(name)
		for _, it := range other.items {
			f := field
			if it.cert != nil {
				f = "thumbprint"
			} else if it.setting != nil {
				f = "value"
			}
			if normalHex(it.field(f)) == normalHex(v) != (t.Op == "differs") {
				return true
			}
		}
	}
	return false
}

// normalHex compares thumbprints however they are spaced.
func normalHex(s string) string {
	return strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(s), " ", ""))
}

var stateKinds = []evidence.CoverageKind{evidence.CoversRegistry, evidence.CoversSetting}

// settingAbsent answers a setting that was not seen: false where every key was
// covered, unknown otherwise.
func (j *judge) settingAbsent(q *signatures.SettingQuery) (tri, []string) {
	var missing []string
	for _, key := range q.Keys {
		key, _, _ = strings.Cut(key, "*")
		key = strings.TrimSuffix(key, `\`)
		if !j.facts.covers(stateKinds, key) && !j.saidAbsent(key, q.Names) {
			missing = append(missing, j.engine.collectFor("setting", key)...)
		}
	}
	if len(missing) > 0 {
		return unknown, unique(missing)
	}
	return no, nil
}

// saidAbsent tells whether a source says in words that the values are not there.
func (j *judge) saidAbsent(key string, names []string) bool {
	return len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool {
		return !slices.ContainsFunc(j.facts.settings[strings.ToLower(key)], func(l *located[evidence.Setting]) bool {
			return l.v.Absent && strings.EqualFold(l.v.Name, n)
		})
	})
}

// absenceItems shows where the value would have been.
func (j *judge) absenceItems(q *signatures.SettingQuery, val tri) []item {
	if val != yes {
		return nil
	}
	for _, l := range j.settingsOf(q) {
		if l.v.Absent {
			return []item{{path: l.path, host: j.facts.host, setting: &l.v}}
		}
	}
	key := q.Keys[0]
	name := ""
	if len(q.Names) > 0 {
		name = q.Names[0]
	}
	for _, f := range j.facts.files {
		for _, c := range f.Facts.Covered {
			if !c.Partial && slices.Contains(stateKinds, c.Kind) && below(strings.TrimSuffix(key, `\*`), c.Root) {
				s := &evidence.Setting{Key: key, Name: name, Absent: true, Locator: evidence.Locator{RegistryKey: key}}
				return []item{{path: f.Path, host: j.facts.host, setting: s}}
			}
		}
	}
	return nil
}

func (j *judge) judged(q *signatures.JudgedQuery) *state {
	if j.at.IsZero() {
		return &state{}
	}
	return &state{val: truth((q.From.IsZero() || !j.at.Before(q.From)) && (q.Before.IsZero() || j.at.Before(q.Before)))}
}

func (j *judge) source(q *signatures.SourceQuery) *state {
	s := &state{}
	for _, f := range j.facts.files {
		ok := len(q.Formats) == 0 || slices.Contains(q.Formats, f.Format)
		for i := range q.Tests {
			v := map[string]string{"path": f.Path, "channel": f.Channel, "status": f.Status}[q.Tests[i].Field]
			ok = ok && holds(&q.Tests[i], v)
		}
		if ok {
			s.items = append(s.items, item{path: f.Path, host: j.facts.host, source: f})
		}
	}
	s.count = len(s.items)
	s.val = truth(len(s.items) > 0 != q.Absent)
	return s
}

func (j *judge) finding(q *signatures.FindingQuery, self string) *state {
	s := &state{val: no}
	for _, d := range j.found {
		if d.sig.ID != self && slices.ContainsFunc(q.IDs, func(p string) bool { return idMatches(p, d.sig.ID) }) &&
			(len(q.Severities) == 0 || slices.Contains(q.Severities, d.severity)) {
			s.val = yes
			s.count++
			s.items = append(s.items, item{host: j.facts.host, finding: d.sig.ID})
		}
	}
	return s
}

// idMatches compares an id with an id or a pattern such as NET-*.
func idMatches(pattern, id string) bool {
	ok, err := path.Match(pattern, id)
	return err == nil && ok
}

// collectFor returns the thing of collect.yaml that covers root most closely,
// or root itself when none does.
func (e *Engine) collectFor(kind, root string) []string {
	best, length := "", -1
	for _, c := range e.lib.Collect {
		if kind == "setting" && c.Kind != "setting" && c.Kind != "registry" || kind != "setting" && c.Kind != kind {
			continue
		}
		for _, r := range c.Roots {
			for _, name := range e.roots(r) {
				if below(root, name) && len(name) > length {
					best, length = c.ID, len(name)
				}
			}
		}
	}
	if best == "" {
		best = root
	}
	return []string{best}
}

// roots resolves @product in a collectable to the product's channels and
// providers.
func (e *Engine) roots(r string) []string {
	id, ok := strings.CutPrefix(r, "@")
	if p := e.lib.Products.Get(id); ok && p != nil {
		return slices.Concat(p.Channels, p.Providers)
	}
	return []string{r}
}

func unique(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
