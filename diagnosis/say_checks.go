package diagnosis

import (
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
	"hybriddiag/signatures"
)

// checks walks the check lists of the products that are on this host.
func (j *judge) checks() []finding.Check {
	out := []finding.Check{}
	present := j.products
	for _, list := range j.table.lib.Checks {
		if !intersect(list.Products, present) {
			continue
		}
		a := j.answers("", list.Select)
		for i := range list.Steps {
			out = append(out, j.check(list, &list.Steps[i], a))
		}
	}
	return out
}

func (j *judge) check(list signatures.CheckList, st *signatures.CheckStep, a *answers) finding.Check {
	c := finding.Check{ID: list.ID + "." + st.ID, List: list.ID, ListTitle: list.Title, Title: st.Title, Host: j.computer.Host, Outcome: finding.Unjudged}
	switch {
	case !st.Unless.Empty() && a.eval(st.Unless) == yes:
		c.Outcome = finding.NotApplicable
	case !st.Failed.Empty() && a.eval(st.Failed) == yes:
		c.Outcome, c.Note = finding.Failed, st.How
	case !st.Passed.Empty() && a.eval(st.Passed) == yes:
		c.Outcome = finding.Passed
	default:
		c.Note = j.toCollect(st)
	}
	return c
}

// toCollect says what would decide the step.
func (j *judge) toCollect(st *signatures.CheckStep) finding.Text {
	var list []finding.Text
	for _, id := range st.Collect {
		if col := j.table.collectable(id); col != nil {
			list = append(list, col.Title)
		}
	}
	if len(list) == 0 {
		return st.How
	}
	return finding.Text(i18n.Message(evidence.Say("check/to-collect", "list", list)))
}
