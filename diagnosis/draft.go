package diagnosis

import (
	"slices"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// draft is a finding before causes and ranking are known.
type draft struct {
	sig        *signatures.Signature
	host       string
	severity   finding.Severity
	confidence finding.Confidence
	items      []item
	failures   []item // the events among them that the condition asks for
	count      int
	times      []time.Time
	resolved   time.Time // the success after the last failure
	causes     []*draft
	fill       func(signatures.Placeholder) string
}

// open is a signature that could not be decided.
type open struct {
	sig     *signatures.Signature
	missing []string
	likely  bool // a part of it holds, or an event that would support it
}

// detect judges every signature on one host. Signatures that ask for other
// findings are judged again until nothing changes.
func (j *judge) detect() ([]*draft, []open) {
	var base, later []*signatures.Signature
	for _, s := range j.engine.lib.Signatures {
		if asksFindings(s) {
			later = append(later, s)
		} else {
			base = append(base, s)
		}
	}
	firm, opens := j.judgeAll(base)
	j.found = firm
	var rest []*draft
	var restOpen []open
	for range 4 {
		before := ids(j.found)
		rest, restOpen = j.judgeAll(later)
		j.found = slices.Concat(firm, rest)
		if slices.Equal(before, ids(j.found)) {
			break
		}
	}
	return j.found, append(opens, restOpen...)
}

func ids(drafts []*draft) []string {
	var out []string
	for _, d := range drafts {
		out = append(out, d.sig.ID)
	}
	return out
}

func asksFindings(s *signatures.Signature) bool {
	return slices.ContainsFunc(s.Select, func(sel *signatures.Selection) bool { return sel.Finding != nil })
}

func (j *judge) judgeAll(sigs []*signatures.Signature) ([]*draft, []open) {
	var drafts []*draft
	var opens []open
	for _, s := range sigs {
		a := j.answers(s.ID, s.Select)
		switch a.eval(s.Condition) {
		case yes:
			if d := j.newDraft(s, a); d != nil {
				drafts = append(drafts, d)
			}
		case unknown:
			opens = append(opens, newOpen(s, a))
		}
	}
	return drafts, opens
}

func newOpen(s *signatures.Signature, a *answers) open {
	o := open{sig: s}
	for _, name := range s.Condition.Names(false) {
		if st := a.get(name); st.val == unknown {
			o.missing = append(o.missing, st.missing...)
		}
	}
	for _, name := range s.Condition.Names(true) {
		sel := s.Select.Get(name)
		o.likely = o.likely || a.get(name).val == yes && sel.Product == nil && sel.Judged == nil && sel.Source == nil
	}
	for _, name := range s.Supports {
		o.likely = o.likely || a.get(name).val == yes && s.Select.Get(name).Event != nil
	}
	o.missing = a.judge.engine.collectables(unique(o.missing))
	return o
}

// newDraft turns a signature that holds into a draft; nil when something in the
// case refutes it.
func (j *judge) newDraft(s *signatures.Signature, a *answers) *draft {
	for _, name := range s.RefutedBy {
		if a.get(name).val == yes {
			return nil
		}
	}
	d := &draft{sig: s, host: j.facts.host}
	d.severity = finding.Severity(choose(s.Severity, a, string(finding.Info)))
	d.confidence = finding.Confidence(choose(signatures.Severities(s.Confidence), a, string(finding.Possible)))
	d.collect(a)
	if !d.borrow() {
		return nil
	}
	d.resolve(a)
	d.fill = func(p signatures.Placeholder) string {
		st := a.get(p.Selection)
		if p.Field == "count" {
			return itoa(st.count)
		}
		return fillFrom(st, p.Field)
	}
	return d
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
	dropped := 0 // events that were counted but not kept
	for _, name := range names {
		if st := a.get(name); st.val == yes {
			d.add(st)
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
			d.add(st)
		}
	}
	if len(d.times) == 0 {
		d.takeTimes()
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

// add appends items that are not there yet.
func (d *draft) add(st *state) {
	for _, it := range st.items {
		if !slices.ContainsFunc(d.items, func(o item) bool { return o == it }) {
			d.items = append(d.items, it)
		}
	}
}

// resolve looks for a later success of every operation that failed. A
// certificate that was issued after the failure is one.
func (d *draft) resolve(a *answers) {
	var successes []item
	for _, name := range d.sig.ResolvedBy {
		for _, it := range a.get(name).items {
			if it.cert == nil || !slices.Contains(d.items, it) { // not the certificate that is at fault
				successes = append(successes, it)
			}
		}
	}
	slices.SortStableFunc(successes, func(a, b item) int { return a.began().Compare(b.began()) })
	var resolved time.Time
	for _, it := range d.failures {
		if it.time().IsZero() {
			continue
		}
		i := slices.IndexFunc(successes, func(s item) bool { return s.began().After(it.time()) && sameOperation(s.event, it.event) })
		if i < 0 {
			return
		}
		if t := successes[i].began(); t.After(resolved) {
			resolved = t
		}
	}
	d.resolved = resolved
}

// operationFields tell operations of one kind apart.
var operationFields = []string{"ConnectorName", "Connector", "RunProfileName", "Domain", "Host"}

// sameOperation tells whether two events are about the same connector, run,
// domain or host, as far as both name one.
func sameOperation(success, failure *evidence.Event) bool {
	if success == nil {
		return true
	}
	for _, f := range operationFields {
		have, _ := success.Get(f)
		want, _ := failure.Get(f)
		if have != "" && want != "" && operation(have) != operation(want) {
			return false
		}
	}
	return true
}

// operation is the name of an operation whether all is taken or the changes
// only: a full import shows as well as a delta import that imports work.
func operation(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, scope := range []string{"delta ", "full "} {
		name = strings.TrimPrefix(name, scope)
	}
	return name
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
