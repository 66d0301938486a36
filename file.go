package diag

import (
	"hybriddiag/bundle"
	"hybriddiag/diagnosis/casefile"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/parsers"
	"hybriddiag/parsers/paste"
)

// file is one file of the case with what came of it: what the engine gets to
// know, and what the reading of it was like.
type file struct {
	casefile.File
	sink     parsers.Sink // what took its content
	bytes    int64
	lines    paste.Span        // that its reader took
	problems []finding.Problem // all that was wrong or is worth a note
	losses   []finding.Reason  // of these, what makes the case incomplete
	fault    error             // of the program
}

func newFile(path string) *file {
	return &file{File: casefile.File{Path: path, Status: finding.Unknown}}
}

// note takes over what the archive knows about the file.
func (f *file) note(problems []bundle.Problem) {
	for _, p := range problems {
		if p.Loss {
			f.lost(p.Note, 0)
		} else {
			f.problems = append(f.problems, problem(p.Note, 0))
		}
	}
}

// noteResult takes over what the parser says about the content.
func (f *file) noteResult() {
	for _, p := range f.Result.Problems {
		if p.Loss {
			f.lost(p.Note, p.Offset)
		} else {
			f.problems = append(f.problems, problem(p.Note, p.Offset))
		}
	}
	for _, n := range f.Result.Notes {
		f.problems = append(f.problems, problem(n, 0))
	}
}

func (f *file) lost(n evidence.Note, offset int64) {
	f.problems = append(f.problems, problem(n, offset))
	f.losses = append(f.losses, reason(n, f.Path))
}

// judge sets the status from what was read and what was lost.
func (f *file) judge() {
	switch {
	case f.Result.Unknown:
		f.Format, f.Status = "", finding.Unknown
	case f.Unread:
		f.Status = finding.Skipped
	case len(f.losses) == 0:
	case f.Records > 0:
		f.Status = finding.Partial
	default:
		f.Status = finding.Damaged
	}
}

// source returns the file as the result lists it.
func (f *file) source() finding.Source {
	return finding.Source{
		Path: f.Path, Format: f.Format, Status: f.Status, Host: f.Host, Channel: f.Channel,
		Records: f.Records, RecordsDamaged: f.Damaged,
		FirstTime: finding.Time{Time: f.First}, LastTime: finding.Time{Time: f.Last},
		Problems: orEmpty(f.problems),
	}
}
