package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
	"hybriddiag/report"
	"hybriddiag/signatures"
)

func (a *app) signaturesShowCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "show ID", Short: a.text(i18n.ShowShort), Args: a.between(1, 1), RunE: a.showSignature}
	a.addSignaturesFlag(cmd)
	return cmd
}

// showSignature prints what a signature knows.
func (a *app) showSignature(_ *cobra.Command, args []string) error {
	lib, err := a.library(a.flags.signatures)
	if err != nil {
		return err
	}
	s, err := a.findSignature(lib, args[0])
	if err != nil {
		return err
	}
	var b strings.Builder
	opt := report.Options{Lang: a.lang, Width: a.width, Color: a.color("auto", false)}
	if err := report.Explain(&b, knowledge(s), opt); err != nil {
		return err
	}
	fmt.Fprintf(&b, "\n%s: %s\n", a.text(i18n.SignatureFile), s.File)
	return a.deliver([]byte(b.String()))
}

// knowledge returns the constant part of the findings of a signature.
func knowledge(s *signatures.Signature) finding.Finding {
	f := finding.Finding{
		ID: s.ID, Title: plain(s.Title), Cause: plain(s.Cause), Severity: s.Severity.Worst(),
		Confirm: s.Confirm, Rollback: s.Rollback, References: s.References,
	}
	for _, step := range s.Steps {
		t := plain(finding.Text{En: step.En, Ja: step.Ja})
		f.Steps = append(f.Steps, finding.Step{En: t.En, Ja: t.Ja, Command: step.Run})
	}
	return f
}

// plain shows where a text takes a value of a case.
func plain(t finding.Text) finding.Text {
	return finding.Text{En: signatures.Plain(t.En), Ja: signatures.Plain(t.Ja)}
}
