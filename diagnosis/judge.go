package diagnosis

import (
	"slices"
	"time"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/diagnosis/match"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// table is a library made ready for judging.
type table struct {
	lib      *signatures.Library
	set      *match.Set
	collects []collectRoot

	needsEvidence map[*signatures.Signature]bool
}

func newTable(lib *signatures.Library, set *match.Set) *table {
	t := &table{lib: lib, set: set, needsEvidence: map[*signatures.Signature]bool{}}
	t.collects = t.collectRoots()
	for _, s := range lib.Signatures {
		t.needsEvidence[s] = needsEvidence(s)
	}
	return t
}

// judge answers selections on one computer. Answers to equal selections are
// shared.
type judge struct {
	docket   *docket
	table    *table
	computer *casefile.Computer
	at       time.Time
	cache    map[string]*state
	products []string // that are in the case on this computer
	found    []*found // findings so far, for selections on findings
}

// found is a finding as selections on findings see it.
type found struct {
	sig      *signatures.Signature
	severity finding.Severity
	items    []item
	resolved time.Time // the success after the last failure
}

// answers resolves the selections of one signature or check list by name.
type answers struct {
	judge *judge
	sels  signatures.Selections
	self  string                        // id of the signature, which is no evidence for itself
	open  map[string]bool               // being answered, against endless references
	refer map[reference]map[string]bool // what tests compare with
	lax   bool                          // events that nothing proves absent count as absent: see unproven
}

func (j *judge) answers(self string, sels signatures.Selections) *answers {
	return &answers{judge: j, sels: sels, self: self, open: map[string]bool{}, refer: map[reference]map[string]bool{}}
}

// get answers the selection of that name.
func (a *answers) get(name string) *state {
	sel := a.sels.Get(name)
	if sel == nil || a.open[name] {
		return &state{}
	}
	a.open[name] = true
	defer delete(a.open, name)
	if !shared(sel.Query) {
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

// shared reports whether the answer to a query is that of every signature that
// asks the same: it depends neither on selections beside it nor on findings.
func shared(q signatures.Query) bool {
	return len(q.Needs()) == 0 && q.Kind() != signatures.KindCorrelation && !q.Asks().Has(signatures.AsksFindings)
}

// answer asks the judge of the query's kind: see the files judge_*.go.
func (a *answers) answer(sel *signatures.Selection) *state {
	return signatures.Ask(sel.Query, signatures.Judge[*state](a))
}

// eval answers a condition.
func (a *answers) eval(c signatures.Condition) tri {
	if c.Empty() {
		return yes
	}
	return eval(c.Root, func(name string) tri {
		s := a.get(name)
		if a.lax && s.val == unknown && !slices.Contains(c.Names(true), name) && a.sels.Get(name).Query.Asks().Has(signatures.AsksEvents) {
			return no
		}
		return s.val
	})
}

// shows evaluates a condition for what is told: a selection that cannot be
// judged counts as one that does not hold.
func (a *answers) shows(c signatures.Condition) bool {
	return c.Empty() || eval(c.Root, func(name string) tri { return truth(a.get(name).val == yes) }) == yes
}

// seen evaluates a condition over what the case shows: a selection that cannot
// be judged counts as one that does not hold, and so does one that only pasted
// text shows, which proves nothing against a finding.
func (a *answers) seen(c signatures.Condition) bool {
	return eval(c.Root, func(name string) tri {
		s := a.get(name)
		return truth(s.val == yes && (len(s.items) == 0 || slices.ContainsFunc(s.items, func(it item) bool { return !it.pasted() })))
	}) == yes
}
