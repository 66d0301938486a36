package diag

import (
	"context"
	"errors"
	"slices"

	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// Exit is the exit code of a program that answers for a case.
type Exit int

// The exit codes. Scripts rely on them.
const (
	ExitOK          Exit = 0   // everything was read, and nothing reaches the threshold
	ExitFinding     Exit = 1   // a finding reaches the threshold
	ExitUsage       Exit = 2   // wrong usage, or a broken signature of the user's
	ExitNoEvidence  Exit = 3   // no usable evidence at all: see ErrNoEvidence
	ExitIncomplete  Exit = 4   // nothing reaches the threshold, but something could not be read
	ExitFault       Exit = 5   // a fault of the program itself: see ErrFault
	ExitInterrupted Exit = 130 // the context ended first; what shells report for SIGINT
)

// precedence orders the exit codes where several apply, the strongest first.
var precedence = [...]Exit{ExitInterrupted, ExitFault, ExitUsage, ExitNoEvidence, ExitFinding, ExitIncomplete, ExitOK}

// Worst returns the exit code that takes precedence over the others: an
// interruption, then a fault, usage, no evidence, a finding, incomplete, and ok
// when there are none. A code that is none of those counts as a fault.
func Worst(codes ...Exit) Exit {
	worst := len(precedence) - 1
	for _, c := range codes {
		at := slices.Index(precedence[:], c)
		if at < 0 {
			at = slices.Index(precedence[:], ExitFault)
		}
		worst = min(worst, at)
	}
	return precedence[worst]
}

// ExitCode returns how a program ends that got d and err from an analysis. A
// finding counts from the severity failOn on: critical, high, medium or low;
// with any other value none does. d may be nil.
func ExitCode(d *finding.Diagnosis, err error, failOn finding.Severity) Exit {
	code := exitOf(err)
	if d == nil {
		return code
	}
	if !d.Complete {
		code = Worst(code, ExitIncomplete)
	}
	if slices.ContainsFunc(d.Findings, func(f finding.Finding) bool { return reaches(f.Severity, failOn) }) {
		code = Worst(code, ExitFinding)
	}
	return code
}

// exitOf returns the exit code of an error alone.
func exitOf(err error) Exit {
	var signature *signatures.Error
	switch {
	case err == nil:
		return ExitOK
	case errors.As(err, &signature):
		return ExitUsage
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return ExitInterrupted
	case errors.Is(err, ErrNoEvidence):
		return ExitNoEvidence
	}
	return ExitFault
}

// thresholds are the severities that may fail a run, worst first.
var thresholds = []finding.Severity{finding.Critical, finding.High, finding.Medium, finding.Low}

// reaches reports whether a severity is at least as bad as the threshold.
func reaches(s, threshold finding.Severity) bool {
	at := slices.Index(thresholds, s)
	return at >= 0 && at <= slices.Index(thresholds, threshold)
}
