package diagnosis

import (
	"slices"
	"time"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// table is a library made ready for judging.
type table struct {
	lib      *signatures.Library
	set      *match.Set
	collects []collectRoot
}

func newTable(lib *signatures.Library, set *match.Set) *table {
	t := &table{lib: lib, set: set}
	t.collects = t.collectRoots()
	return t
}

// judge answers selections on one computer. Answers to equal selections are
// shared.
type judge struct {
	table    *table
	computer *casefile.Computer
	others   []*casefile.Computer // the other computers of the case
	at       time.Time
	cache    map[string]*state
	found    []*found // findings so far, for selections on findings
}

// found is a finding as selections on findings see it.
type found struct {
	sig      *signatures.Signature
	severity finding.Severity
	items    []item
	resolved time.Time // the success after the last failure
}

func newJudge(t *table, c *casefile.Computer, all []*casefile.Computer, at time.Time) *judge {
	others := slices.DeleteFunc(slices.Clone(all), func(o *casefile.Computer) bool { return o == c || o.Host == "" })
	return &judge{table: t, computer: c, others: others, at: at, cache: map[string]*state{}}
}

// answers resolves the selections of one signature or check list by name.
type answers struct {
	judge *judge
	sels  signatures.Selections
	self  string          // id of the signature, which is no evidence for itself
	open  map[string]bool // being answered, against endless references
	asker *answers        // who asks, when another computer answers: its selections are compared with
}

func (j *judge) answers(self string, sels signatures.Selections) *answers {
	return &answers{judge: j, sels: sels, self: self, open: map[string]bool{}}
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

// seen evaluates a condition over what the case shows: a selection that cannot
// be judged counts as one that does not hold.
func (a *answers) seen(c signatures.Condition) bool {
	return eval(c.Root, func(name string) tri {
		if a.get(name).val == yes {
			return yes
		}
		return no
	}) == yes
}

func (j *judge) events(sel *signatures.Selection) *state {
	m := j.table.set.Of(sel)
	s := &state{count: j.computer.Counts[m]}
	for _, h := range j.computer.Events[m] {
		s.items = append(s.items, item{path: h.Path, host: h.Host, event: h.Event, channel: h.Event.Channel})
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
func (j *judge) eventAbsent(m *match.Matcher) (tri, []string) {
	var missing []string
	for _, c := range m.Logs() {
		if j.computer.Covers([]evidence.CoverageKind{evidence.CoversChannel}, c) {
			return no, nil
		}
		missing = append(missing, j.table.collectFor("channel", c)...)
	}
	return unknown, unique(missing)
}
