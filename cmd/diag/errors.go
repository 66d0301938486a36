package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	diag "hybriddiag"
	"hybriddiag/internal/i18n"
	"hybriddiag/signatures"
)

// usageError is a mistake in the command line: what is wrong, and what to do.
type usageError struct{ message, hint string }

func (e *usageError) Error() string { return e.message }

// usage makes a usageError from a message of the catalogue; its hint is the
// help of the command.
func (a *app) usage(key i18n.Key, args ...any) error {
	return &usageError{message: a.text(key, args...), hint: a.text(i18n.SeeHelp, "command", a.usageOf)}
}

// hinted is a usageError with a hint of its own.
func (a *app) hinted(hint string, key i18n.Key, args ...any) error {
	return &usageError{message: a.text(key, args...), hint: hint}
}

// explain writes an error for the user: what, where, and what to do about it.
func (a *app) explain(err error) {
	var done *exitError
	var usage *usageError
	var signature *signatures.Error
	switch {
	case err == nil, errors.As(err, &done):
	case errors.As(err, &usage):
		a.complain(usage.message, usage.hint)
	case errors.As(err, &signature):
		lint := "diag signatures lint " + a.flags.signatures
		a.complain(a.text(i18n.ErrSignature)+"\n"+indented(err.Error()), a.text(i18n.ErrSignatureHint, "command", lint))
	case errors.Is(err, context.Canceled):
		a.complain(a.text(i18n.ErrInterrupted), "")
	case errors.Is(err, diag.ErrNoEvidence):
		a.complain(a.text(i18n.ErrNoEvidence, "paths", printable(strings.Join(a.paths, ", "))), a.text(i18n.ErrNoEvidHint))
	default:
		a.complain(a.text(i18n.ErrFault, "reason", err), a.text(i18n.ErrFaultHint))
	}
}

func (a *app) complain(message, hint string) {
	fmt.Fprintln(a.err, "diag: "+message)
	if hint != "" {
		fmt.Fprintln(a.err, hint)
	}
}

func indented(s string) string {
	return "  " + strings.ReplaceAll(s, "\n", "\n  ")
}

// flagError translates what the flag parser complains about.
func (a *app) flagError(err error) error {
	var unknown *pflag.NotExistError
	var valueless *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return a.usage(i18n.ErrUnknownFlag, "flag", flagName(unknown.GetSpecifiedName(), unknown.GetSpecifiedShortnames()))
	case errors.As(err, &valueless):
		return a.usage(i18n.ErrFlagValue, "flag", flagName(valueless.GetSpecifiedName(), valueless.GetSpecifiedShortnames()))
	case errors.As(err, &invalid):
		return a.usage(i18n.ErrFlagInvalid, "value", quoted(invalid.GetValue()), "flag", "--"+invalid.GetFlag().Name)
	}
	return &usageError{message: err.Error(), hint: a.text(i18n.SeeHelp, "command", a.usageOf)}
}

// flagName writes a flag as the user did: --name, or -n when it was one of
// several letters.
func flagName(name, letters string) string {
	if letters != "" {
		return "-" + name
	}
	return "--" + name
}

func quoted(s string) string { return fmt.Sprintf("%q", s) }
