package diag

import (
	"cmp"
	"context"
	"time"

	"hybriddiag/finding"
)

// diagnose puts the result together from all files, in the order of their
// paths.
func (r *reading) diagnose(ctx context.Context) (*finding.Diagnosis, error) {
	first, last, at := r.moments()
	c, err := r.engine.Conclude(ctx, r.caseFiles(), at)
	if err != nil {
		return nil, err
	}
	d := &finding.Diagnosis{
		SchemaVersion: finding.SchemaVersion,
		Case: finding.Case{
			Inputs: r.summary.Inputs, Files: len(r.files),
			FirstTime: finding.Time{Time: first}, LastTime: finding.Time{Time: last}, JudgedAt: finding.Time{Time: at},
			TimeZone: r.zone,
		},
		Hosts: orEmpty(c.Hosts), Sources: []finding.Source{}, Findings: orEmpty(c.Findings),
		Unexplained: orEmpty(c.Unexplained), NotJudged: orEmpty(c.NotJudged), Checks: orEmpty(c.Checks),
	}
	for _, f := range r.files {
		d.Case.Bytes += f.bytes
		d.Sources = append(d.Sources, f.source())
		d.Statistics.EventsRead += f.Records
		d.Statistics.EventsMatched += f.Facts.Matched
	}
	d.Reasons = r.reasons()
	d.Complete = len(d.Reasons) == 0
	return d, nil
}

// moments returns the times of the case: its first and its last one, and the
// one that dates are judged against.
func (r *reading) moments() (first, last, at time.Time) {
	first, last = r.span()
	return first, last, cmp.Or(r.opt.At, last)
}

// Times outside these years come from a clock that was never set or from
// damage; they do not say when the case happened.
var (
	saneFrom = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	saneTo   = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
)

// span returns the first and the last time of the evidence. One on a clock of
// unknown zone stays so, and is hours off at most.
func (r *reading) span() (first, last time.Time) {
	for _, f := range r.files {
		for _, t := range []time.Time{f.First, f.Last} {
			if t.Before(saneFrom) || t.After(saneTo) {
				continue
			}
			if first.IsZero() || t.Before(first) {
				first = t
			}
			if t.After(last) {
				last = t
			}
		}
	}
	return first, last
}
