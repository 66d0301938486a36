package diagnosis

import (
	"slices"

	"hybriddiag/signatures"
)

// open is a signature that could not be decided.
type open struct {
	sig     *signatures.Signature
	missing []string
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
		if j.idle(s) {
			continue
		}
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
			if o := newOpen(s, a); o != nil {
				opens = append(opens, *o)
			}
		}
	}
	return drafts, opens
}

// newOpen returns the signature with what would decide it. It is nil when nobody
// would miss the answer: nothing speaks for it, and the computer has none of its
// products or it does not ask for the state of one.
func newOpen(s *signatures.Signature, a *answers) *open {
	all := s.Condition.Names(false)
	likely := a.likely(s)
	if !likely && (!intersect(s.Products, a.judge.products) || !slices.ContainsFunc(all, func(n string) bool { return isState(s.Select.Get(n)) })) {
		return nil
	}
	var missing []string
	for _, name := range all {
		if st := a.get(name); st.val == unknown {
			missing = append(missing, st.missing...)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return &open{s, a.judge.table.collectables(unique(missing))}
}

// likely reports whether something that the case shows speaks for a signature that
// is not decided.
func (a *answers) likely(s *signatures.Signature) bool {
	speaks := func(names []string, may func(signatures.Asks) bool) bool {
		return slices.ContainsFunc(names, func(name string) bool {
			return a.get(name).val == yes && may(s.Select.Get(name).Query.Asks())
		})
	}
	return speaks(s.Condition.Names(true), func(q signatures.Asks) bool { return !q.Has(signatures.AsksCircumstance) }) ||
		speaks(s.Supports, func(q signatures.Asks) bool { return q.Has(signatures.AsksEvents) })
}

// isState reports whether a selection asks for the state of the server.
func isState(s *signatures.Selection) bool {
	return s != nil && s.Query.Asks().Has(signatures.AsksState)
}
