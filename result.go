package diag

import (
	"cmp"
	"context"
	"time"

	"hybriddiag/evidence"
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

// moments settles the times of the case: its first and its last one, and the
// one that dates are judged against.
func (r *reading) moments() (first, last, at time.Time) {
	r.shiftLocalTimes()
	first, last = r.span()
	return first, last, cmp.Or(r.opt.At, last)
}

// Times outside these years come from a clock that was never set or from
// damage; they do not say when the case happened.
var (
	saneFrom = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	saneTo   = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
)

// span returns the first and the last time of the evidence. Where a part of it
// is in UTC, the whole is told so: a clock of unknown zone is hours off at most.
func (r *reading) span() (first, last time.Time) {
	zoned := false
	for _, f := range r.files {
		for _, t := range []time.Time{f.First, f.Last} {
			if t.Before(saneFrom) || t.After(saneTo) {
				continue
			}
			zoned = zoned || !evidence.IsWall(t)
			if first.IsZero() || t.Before(first) {
				first = t
			}
			if t.After(last) {
				last = t
			}
		}
	}
	if zoned {
		return first.UTC(), last.UTC()
	}
	return first, last
}

// shiftLocalTimes turns wall-clock times into UTC where another file of the
// same host proves the zone.
func (r *reading) shiftLocalTimes() {
	offsets := map[string]time.Duration{}
	for _, f := range r.files {
		if _, ok := offsets[f.Host]; !ok && f.ZoneOffset != nil {
			offsets[f.Host] = *f.ZoneOffset
		}
	}
	for _, f := range r.files {
		offset, ok := offsets[f.Host]
		if !ok {
			continue
		}
		shifted := f.Facts.Shift(func(e *evidence.Event) bool {
			if e.LocalTime && !e.Time.IsZero() {
				e.Time, e.LocalTime = e.Time.Add(-offset).UTC(), false
				return true
			}
			return false
		})
		if shifted {
			f.First, f.Last = f.First.Add(-offset).UTC(), f.Last.Add(-offset).UTC()
		}
	}
}
