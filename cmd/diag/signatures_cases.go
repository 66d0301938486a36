package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	diag "hybriddiag"
	"hybriddiag/cmd/diag/internal/casetest"
	"hybriddiag/internal/i18n"
	"hybriddiag/signatures"
)

func (a *app) signaturesTestCommand() *cobra.Command {
	return &cobra.Command{Use: "test [DIR]", Short: a.text(i18n.TestShort), Args: a.between(0, 1), RunE: a.testSignatures}
}

// testSignatures runs the cases beside the signatures.
func (a *app) testSignatures(cmd *cobra.Command, args []string) error {
	folder, cases := "", signatures.BuiltinCases()
	if len(args) == 1 {
		a.flags.signatures = args[0]
		folder, cases = args[0], os.DirFS(args[0])
	}
	lib, err := a.library(folder)
	if err != nil {
		return err
	}
	outcomes, err := casetest.Run(cmd.Context(), lib, cases, "")
	if err != nil {
		return err
	}
	var b strings.Builder
	failed := 0
	for _, o := range outcomes {
		if o.Err != nil {
			failed++
			fmt.Fprintf(&b, "%s %s: %v\n", o.ID, o.Case, o.Err)
		}
	}
	fmt.Fprintln(&b, a.text(i18n.Tested, "n", len(outcomes), "failed", failed))
	if err := a.deliver([]byte(b.String())); err != nil || failed == 0 {
		return err
	}
	return &exitError{diag.ExitFinding}
}
