package diagnosis

import (
	"slices"

	"hybriddiag/signatures"
)

// open is a signature that could not be decided.
type open struct {
	sig     *signatures.Signature
	missing []string
	likely  bool // a part of it holds, or an event that would support it
}

// detect judges every signature on one host. Signatures that ask for other
// findings are judged again until nothing changes.
func detect(j *judge) ([]*draft, []open) {
	var base, later []*signatures.Signature
	for _, s := range j.table.lib.Signatures {
		if asksFindings(s) {
			later = append(later, s)
		} else {
			base = append(base, s)
		}
	}
	firm, opens := judgeAll(j, base)
	drafts := firm
	know(j, drafts)
	var restOpen []open
	for range 4 {
		before := ids(drafts)
		var rest []*draft
		rest, restOpen = judgeAll(j, later)
		drafts = slices.Concat(firm, rest)
		know(j, drafts)
		if slices.Equal(before, ids(drafts)) {
			break
		}
	}
	return drafts, append(opens, restOpen...)
}

// know tells the judge what was found so far.
func know(j *judge, drafts []*draft) {
	j.found = nil
	for _, d := range drafts {
		j.found = append(j.found, &d.found)
	}
}

func ids(drafts []*draft) []string {
	var out []string
	for _, d := range drafts {
		out = append(out, d.sig.ID)
	}
	return out
}

func asksFindings(s *signatures.Signature) bool {
	return slices.ContainsFunc(s.Select, func(sel *signatures.Selection) bool { return sel.Query.Asks().Has(signatures.AsksFindings) })
}

func judgeAll(j *judge, sigs []*signatures.Signature) ([]*draft, []open) {
	var drafts []*draft
	var opens []open
	for _, s := range sigs {
		a := j.answers(s.ID, s.Select)
		switch a.eval(s.Condition) {
		case yes:
			if d, _ := newDraft(j, s, a); d != nil {
				drafts = append(drafts, d)
			}
		case unknown:
			if d := unproven(j, s); d != nil {
				drafts = append(drafts, d)
				continue
			}
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
		o.likely = o.likely || a.get(name).val == yes && !s.Select.Get(name).Query.Asks().Has(signatures.AsksCircumstance)
	}
	for _, name := range s.Supports {
		o.likely = o.likely || a.get(name).val == yes && s.Select.Get(name).Query.Asks().Has(signatures.AsksEvents)
	}
	o.missing = a.judge.table.collectables(unique(o.missing))
	return o
}
