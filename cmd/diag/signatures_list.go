package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hybriddiag/internal/i18n"
	"hybriddiag/signatures"
)

func (a *app) signaturesListCommand() *cobra.Command {
	var filter listFilter
	cmd := &cobra.Command{
		Use: "list", Short: a.text(i18n.ListShort), Args: a.between(0, 0),
		RunE: func(*cobra.Command, []string) error { return a.listSignatures(filter) },
	}
	cmd.Flags().StringVar(&filter.product, "product", "", a.text(i18n.FlagProduct))
	cmd.Flags().StringVar(&filter.severity, "severity", "", a.text(i18n.FlagSeverity))
	cmd.Flags().StringVar(&filter.words, "text", "", a.text(i18n.FlagText))
	a.addSignaturesFlag(cmd)
	return cmd
}

// listFilter chooses signatures; empty parts choose all.
type listFilter struct{ product, severity, words string }

func (f listFilter) passes(s *signatures.Signature) bool {
	if f.product != "" && !slices.Contains(s.Products, f.product) {
		return false
	}
	if f.severity != "" && !slices.ContainsFunc(s.Severity, func(c signatures.Case) bool { return c.Is == f.severity }) {
		return false
	}
	all := strings.ToLower(strings.Join([]string{s.ID, s.Title.En, s.Title.Ja, s.Cause.En, s.Cause.Ja}, "\n"))
	return strings.Contains(all, strings.ToLower(f.words))
}

// listSignatures prints one line for each signature.
func (a *app) listSignatures(filter listFilter) error {
	lib, err := a.library(a.flags.signatures)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, s := range lib.Signatures {
		if !filter.passes(s) {
			continue
		}
		severity := a.text(i18n.Key("severity." + string(s.Severity.Worst())))
		fmt.Fprintf(&b, "%s  %s  %s\n", s.ID, severity, s.Title.In(string(a.lang)))
	}
	return a.deliver([]byte(b.String()))
}
