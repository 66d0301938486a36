package main

import (
	"context"
	"errors"
	"slices"

	diag "hybriddiag"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// The exit codes. Where several apply, the order of precedence is
// fault, usage, no evidence, finding, incomplete, ok.
const (
	exitOK          = 0
	exitFinding     = 1
	exitUsage       = 2
	exitNoEvidence  = 3
	exitIncomplete  = 4
	exitFault       = 5
	exitInterrupted = 130 // as shells report SIGINT
)

// exitCode turns an error into an exit code.
func exitCode(err error) int {
	var usage *usageError
	var done *exitError
	var signature *signatures.Error
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &done):
		return done.code
	case errors.As(err, &usage), errors.As(err, &signature):
		return exitUsage
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.Is(err, diag.ErrNoEvidence):
		return exitNoEvidence
	}
	return exitFault
}

// exitError ends the program with a code and without a message: the result
// says it all.
type exitError struct{ code int }

func (e *exitError) Error() string { return "exit" }

// severities are the thresholds of --fail-on, worst first.
var severities = []finding.Severity{finding.Critical, finding.High, finding.Medium, finding.Low}

// verdict judges a finished run: does a finding reach the threshold, and was
// everything read?
func verdict(d *finding.Diagnosis, failOn string) error {
	limit := slices.Index(severities, finding.Severity(failOn)) // -1 for never
	for _, f := range d.Findings {
		if at := slices.Index(severities, f.Severity); at >= 0 && at <= limit {
			return &exitError{exitFinding}
		}
	}
	if !d.Complete {
		return &exitError{exitIncomplete}
	}
	return nil
}
