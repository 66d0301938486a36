package diag

import (
	"context"
	"errors"
	"fmt"

	"hybriddiag/finding"
	"hybriddiag/internal/secrets"
	"hybriddiag/signatures"
)

// ErrUnknownIssue says that the library has no signature of that id.
var ErrUnknownIssue = errors.New("unknown issue")

// Why reads the case and says, computer by computer, how one issue was judged:
// what each selection of its signature found or missed by what, what refuted or
// resolved it, and which causes explain it. As with Analyze, ErrNoEvidence and
// ErrFault come with what there is to say.
func (a *Analyzer) Why(ctx context.Context, c Case, id string, opt Options) (*finding.Why, error) {
	s := a.lib.Get(id)
	if s == nil {
		return nil, fmt.Errorf("%w: %q", ErrUnknownIssue, id)
	}
	traced := &Analyzer{a.lib, a.engine.Trace(s)}
	r, err := traced.read(ctx, c, opt)
	if err != nil {
		return nil, err
	}
	_, _, at := r.moments()
	hosts, err := traced.engine.Why(ctx, r.caseFiles(), at, s)
	if err != nil {
		return nil, err
	}
	reasons := r.reasons()
	why := &finding.Why{
		SchemaVersion: finding.SchemaVersion, ID: s.ID, Title: finding.Text{En: signatures.Plain(s.Title.En), Ja: signatures.Plain(s.Title.Ja)}, Condition: s.Condition.String(),
		JudgedAt: finding.Time{Time: at}, Hosts: orEmpty(hosts),
		Complete: len(reasons) == 0, Reasons: reasons,
	}
	secrets.MaskAll(why)
	return why, r.verdict()
}
