package diagnosis

import (
	"slices"
	"strconv"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// draft is a finding before causes and ranking are known.
type draft struct {
	found
	host       string
	confidence finding.Confidence
	failures   []item        // the events among them that the condition asks for
	deciding   map[item]bool // what the severity and the confidence rest on
	count      int
	note       bool // no root cause, and no cause of anything
	times      []time.Time
	unresolved evidence.Note // why it is not of the past
	causes     []*draft
	edges      []edge // all that name another finding of the host
	fill       func(signatures.Placeholder) string
	shows      func(signatures.Condition) bool // what the case shows: unknown counts as false
}

// newDraft turns a signature that holds into a draft; nil and the reason when
// something in the case refutes it or nothing can be looked up.
func newDraft(j *judge, s *signatures.Signature, a *answers) (*draft, evidence.Note) {
	for _, c := range s.RefutedBy {
		if a.seen(c) {
			return nil, evidence.Say("verdict/refuted", "condition", evidence.Word(c.String()))
		}
	}
	d := &draft{found: found{sig: s}, host: j.computer.Host}
	d.severity = finding.Severity(choose(s.Severity, a, string(finding.Info)))
	d.confidence = finding.Confidence(choose(signatures.Severities(s.Confidence), a, string(finding.Possible)))
	d.note = s.Note || !s.NoteUnless.Empty() && a.eval(s.NoteUnless) != yes
	d.collect(a)
	d.decide(a)
	d.trust()
	if !d.borrow() {
		return nil, evidence.Say("verdict/no-proof")
	}
	d.contest()
	d.resolve(a)
	d.shows = a.shows
	d.fill = func(p signatures.Placeholder) string {
		st := a.get(p.Selection)
		if p.Field == "count" {
			return strconv.Itoa(st.count)
		}
		return fillFrom(d.decidingOf(st), p.Field)
	}
	return d, evidence.Note{}
}

// choose returns the first case whose condition holds.
func choose(cases signatures.Severities, a *answers, otherwise string) string {
	for _, c := range cases {
		if a.eval(c.If) == yes {
			return c.Is
		}
	}
	return otherwise
}

// collect gathers what proves the finding: first what the condition asks for,
// then what supports it.
func (d *draft) collect(a *answers) {
	names := d.sig.Condition.Names(true)
	have := map[item]bool{}
	dropped := 0 // events that were counted but not kept
	for _, name := range names {
		if st := a.get(name); st.val == yes {
			d.add(st, have)
			dropped = max(dropped, st.count-len(st.items))
		}
	}
	d.takeTimes()
	d.count = max(len(d.failures)+dropped, 1)
	for _, c := range d.sig.Confidence {
		names = append(names, c.If.Names(true)...)
	}
	for _, name := range append(names, d.sig.Supports...) {
		if st := a.get(name); st.val == yes {
			d.add(st, have)
		}
	}
	if len(d.times) == 0 {
		d.takeTimes()
	}
}

// decide notes the items of the selections that the chosen severity and confidence
// rest on.
func (d *draft) decide(a *answers) {
	d.deciding = map[item]bool{}
	for _, cases := range []signatures.Severities{d.sig.Severity, signatures.Severities(d.sig.Confidence)} {
		i := slices.IndexFunc(cases, func(c signatures.Case) bool { return a.eval(c.If) == yes })
		if i < 0 {
			continue
		}
		for _, name := range cases[i].If.Names(true) {
			for _, it := range a.get(name).items {
				d.deciding[it] = true
			}
		}
	}
}

// decidingOf returns the answer with the items alone that decide, where some do: a
// text names the code that makes the finding grave, not the first one.
func (d *draft) decidingOf(st *state) *state {
	items := slices.DeleteFunc(slices.Clone(st.items), func(it item) bool { return !d.deciding[it] })
	if len(items) == 0 {
		return st
	}
	only := *st
	only.items = items
	return &only
}

// trust lowers the confidence of what rests on pasted text alone: nothing proves
// where such a text comes from, nor when it was written.
func (d *draft) trust() {
	if d.confidence == finding.Confirmed && len(d.failures) > 0 && !slices.ContainsFunc(d.failures, func(it item) bool { return !it.pasted() }) {
		d.confidence = finding.Probable
	}
}

// borrow gives a finding that rests on other findings their proof, and tells
// whether there is any: what cannot be looked up is not reported.
func (d *draft) borrow() bool {
	if slices.ContainsFunc(d.items, item.placed) {
		return true
	}
	for _, it := range d.items {
		if it.finding != nil {
			d.items = append(d.items, it.finding.items...)
		}
	}
	return slices.ContainsFunc(d.items, item.placed)
}

// takeTimes dates the finding by the events among its items so far. One about
// state is dated by the events that support it.
func (d *draft) takeTimes() {
	d.failures, d.times = nil, nil
	for _, it := range d.items {
		if it.event == nil {
			continue
		}
		d.failures = append(d.failures, it)
		if t := it.time(); !t.IsZero() {
			d.times = append(d.times, t)
		}
	}
	slices.SortFunc(d.times, time.Time.Compare)
}

// add appends items that are not there yet; have holds those that are.
func (d *draft) add(st *state, have map[item]bool) {
	for _, it := range st.items {
		if !have[it] {
			have[it] = true
			d.items = append(d.items, it)
		}
	}
}

func (d *draft) first() time.Time {
	if len(d.times) == 0 {
		return time.Time{}
	}
	return d.times[0]
}

func (d *draft) last() time.Time {
	if len(d.times) == 0 {
		return time.Time{}
	}
	return d.times[len(d.times)-1]
}

func fillFrom(st *state, field string) string {
	for _, it := range st.items {
		if v := it.field(field); v != "" {
			return v
		}
	}
	return ""
}
