package diag

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/evidence"
	"hybriddiag/finding"
)

// diagnose puts the result together from all files, in the order of their
// paths.
func (r *reading) diagnose() *finding.Diagnosis {
	files := r.caseFiles()
	r.shiftLocalTimes(files)
	first, last := r.span()
	at := cmp.Or(r.opt.At, last)
	c := r.engine.Conclude(files, at)
	d := &finding.Diagnosis{
		SchemaVersion: finding.SchemaVersion,
		Case: finding.Case{
			Inputs: r.summary.Inputs, Files: len(r.files),
			FirstTime: finding.Time{Time: first}, LastTime: finding.Time{Time: last}, JudgedAt: finding.Time{Time: at},
		},
		Hosts: orEmpty(c.Hosts), Sources: []finding.Source{}, Findings: orEmpty(c.Findings),
		NotJudged: orEmpty(c.NotJudged), Checks: orEmpty(c.Checks),
	}
	for i, s := range r.files {
		d.Case.Bytes += s.bytes
		d.Sources = append(d.Sources, s.source(files[i].Host))
		d.Statistics.EventsRead += s.result.Records
		d.Statistics.EventsMatched += s.facts.Matched
	}
	d.Reasons = r.allReasons()
	d.Complete = len(d.Reasons) == 0
	return d
}

// caseFiles hands the files over to the engine, each with its computer.
func (r *reading) caseFiles() []*casefile.File {
	files := make([]*casefile.File, len(r.files))
	for i, s := range r.files {
		files[i] = &casefile.File{
			Path: s.path, Format: s.format, Channel: s.result.Channel, Status: string(s.status),
			Host: s.result.Host, Facts: s.facts,
			Zone: s.result.ZoneOffset, WindowFrom: s.result.WindowFrom, WindowTo: s.result.WindowTo, Taken: s.result.Taken,
		}
	}
	casefile.AssignHosts(files)
	return files
}

// allReasons returns what could not be read, from the files and from what they
// lay in, each reason once and ordered by path; those of one file stay in its
// order.
func (r *reading) allReasons() []finding.Reason {
	out := []finding.Reason{}
	for _, s := range r.files {
		out = append(out, fewOfEach(s.losses)...)
	}
	for _, p := range r.reasons {
		reason := finding.Reason{Code: p.Code, Path: p.Path, Message: p.Message}
		if p.Loss && !slices.Contains(out, reason) {
			out = append(out, reason)
		}
	}
	slices.SortStableFunc(out, func(a, b finding.Reason) int { return cmp.Compare(a.Path, b.Path) })
	return out
}

// Of one code, this many reasons of a file are listed before and after the rest
// is counted. The last one may itself stand for many.
const (
	firstOfCode = 3
	lastOfCode  = 1
)

// fewOfEach thins out the reasons of one file, so that a log with a hundred
// damaged records does not hide the next file. The source lists them all.
func fewOfEach(losses []finding.Reason) []finding.Reason {
	total, seen := map[string]int{}, map[string]int{}
	for _, l := range losses {
		total[l.Code]++
	}
	var out []finding.Reason
	for _, l := range losses {
		seen[l.Code]++
		more := total[l.Code] - firstOfCode - lastOfCode
		switch n := seen[l.Code]; {
		case more <= 1 || n <= firstOfCode || n > total[l.Code]-lastOfCode:
			out = append(out, l)
		case n == firstOfCode+1:
			out = append(out, finding.Reason{Code: "more", Path: l.Path, Message: fmt.Sprintf("%d more of the kind %s", more, l.Code)})
		}
	}
	return out
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func (s *source) source(host string) finding.Source {
	return finding.Source{
		Path: s.path, Format: s.format, Status: s.status, Host: host, Channel: s.result.Channel,
		Records: s.result.Records, RecordsDamaged: s.result.Damaged,
		FirstTime: finding.Time{Time: s.result.First}, LastTime: finding.Time{Time: s.result.Last},
		Problems: orEmpty(s.problems),
	}
}

// Times outside these years come from a clock that was never set or from
// damage; they do not say when the case happened.
var (
	saneFrom = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	saneTo   = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
)

// span returns the first and the last time of the evidence.
func (r *reading) span() (first, last time.Time) {
	for _, s := range r.files {
		for _, t := range []time.Time{s.result.First, s.result.Last} {
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

// shiftLocalTimes turns wall-clock times into UTC where another file of the
// same host proves the zone.
func (r *reading) shiftLocalTimes(files []*casefile.File) {
	offsets := map[string]time.Duration{}
	for i, s := range r.files {
		if s.result.ZoneOffset != nil {
			if _, ok := offsets[files[i].Host]; !ok {
				offsets[files[i].Host] = *s.result.ZoneOffset
			}
		}
	}
	for i, s := range r.files {
		offset, ok := offsets[files[i].Host]
		if !ok {
			continue
		}
		shifted := s.facts.Shift(func(e *evidence.Event) bool {
			if e.LocalTime && !e.Time.IsZero() {
				e.Time, e.LocalTime = e.Time.Add(-offset), false
				return true
			}
			return false
		})
		if shifted {
			s.result.First, s.result.Last = s.result.First.Add(-offset), s.result.Last.Add(-offset)
		}
	}
}

// verdict returns the error that belongs to what was read, if any.
func (r *reading) verdict() error {
	if r.fault != nil {
		return r.fault
	}
	usable := slices.ContainsFunc(r.files, func(s *source) bool { return s.status == finding.Read || s.status == finding.Partial })
	if !usable {
		return ErrNoEvidence
	}
	return nil
}

// inputSize adds up the sizes of the inputs, for progress only.
func inputSize(paths []string) int64 {
	var total int64
	for _, p := range paths {
		_ = filepath.WalkDir(p, func(_ string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				if info, err := os.Lstat(p); err == nil && info.Mode().IsRegular() {
					total += info.Size()
				} else if info, err := d.Info(); err == nil {
					total += info.Size()
				}
			}
			return nil
		})
	}
	return total
}
