package main

import (
	"errors"

	diag "hybriddiag"
	"hybriddiag/finding"
)

// exitCode turns an error into an exit code. What is wrong with the command
// line is known here only; the rest is the library's.
func exitCode(err error) diag.Exit {
	var usage *usageError
	var done *exitError
	switch {
	case errors.As(err, &done):
		return done.code
	case errors.As(err, &usage):
		return diag.ExitUsage
	}
	return diag.ExitCode(nil, err, "")
}

// exitError ends the program with a code and without a message: the result
// says it all.
type exitError struct{ code diag.Exit }

func (e *exitError) Error() string { return "exit" }

// verdict judges a finished run: does a finding reach the threshold, and was
// everything read?
func verdict(d *finding.Diagnosis, failOn string) error {
	if code := diag.ExitCode(d, nil, finding.Severity(failOn)); code != diag.ExitOK {
		return &exitError{code}
	}
	return nil
}
