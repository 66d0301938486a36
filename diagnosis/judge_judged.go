package diagnosis

import "hybriddiag/signatures"

// Judged answers by the moment of judgement.
func (a *answers) Judged(q *signatures.JudgedQuery) *state {
	at := a.judge.at
	if at.IsZero() {
		return &state{}
	}
	return &state{val: truth((q.From.IsZero() || !at.Before(q.From)) && (q.Before.IsZero() || at.Before(q.Before)))}
}
