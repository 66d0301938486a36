package diagnosis

import (
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// Judged answers by the moment of judgement.
func (a *answers) Judged(q *signatures.JudgedQuery) *state {
	at := a.judge.at
	if at.IsZero() {
		return &state{reason: evidence.Say("judged/no-time")}
	}
	when := finding.Time{Time: at}
	switch {
	case !q.From.IsZero() && at.Before(q.From):
		return &state{val: no, reason: evidence.Say("judged/early", "at", when)}
	case !q.Before.IsZero() && !at.Before(q.Before):
		return &state{val: no, reason: evidence.Say("judged/late", "at", when)}
	}
	return &state{val: yes, reason: evidence.Say("judged/at", "at", when)}
}

// Judged returns nothing: the reason says the moment.
func (nearest) Judged(*signatures.JudgedQuery) *near { return &near{} }
