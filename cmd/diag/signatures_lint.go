package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	diag "hybriddiag"
	"hybriddiag/internal/i18n"
	"hybriddiag/signatures"
)

func (a *app) signaturesLintCommand() *cobra.Command {
	return &cobra.Command{Use: "lint [DIR]", Short: a.text(i18n.LintShort), Args: a.between(0, 1), RunE: a.lintSignatures}
}

// lintSignatures prints every mistake, one a line. A word of an earlier edition
// is shown as well, but is no mistake: it still works.
func (a *app) lintSignatures(_ *cobra.Command, args []string) error {
	lib, found, err := a.linted(args)
	if err != nil {
		return err
	}
	var b strings.Builder
	mistakes := 0
	for _, m := range found {
		fmt.Fprintln(&b, m)
		if old := (*signatures.OldWord)(nil); !errors.As(m, &old) {
			mistakes++
		}
	}
	fmt.Fprintln(&b, a.text(i18n.Linted, "n", len(lib.Signatures), "mistakes", mistakes))
	if err := a.deliver([]byte(b.String())); err != nil || mistakes == 0 {
		return err
	}
	return &exitError{diag.ExitUsage}
}

// linted returns the signatures that were checked and their mistakes. The
// built-in ones carry no cases in the program.
func (a *app) linted(args []string) (*signatures.Library, []error, error) {
	if len(args) == 0 {
		builtin, err := a.library("")
		if err != nil {
			return nil, nil, err
		}
		return builtin, signatures.Lint(builtin, nil), nil
	}
	files := os.DirFS(args[0])
	own, err := signatures.Load(files)
	if found := mistakesIn(err); len(found) > 0 {
		return own, found, nil
	}
	merged, err := a.library(args[0])
	if found := mistakesIn(err); len(found) > 0 {
		return own, found, nil
	} else if err != nil {
		return nil, nil, err
	}
	lib := *merged
	lib.Signatures, lib.Checks = own.Signatures, own.Checks
	found := signatures.Lint(&lib, files)
	if len(own.Codes) > 0 && len(own.Collect) > 0 { // a whole table, not somebody's own signatures
		found = append(found, signatures.LintOrder(files)...)
	}
	return &lib, found, nil
}

// mistakesIn returns the mistakes in signatures that an error consists of, none
// when it is of another kind.
func mistakesIn(err error) []error {
	var one *signatures.Error
	if !errors.As(err, &one) {
		return nil
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}
