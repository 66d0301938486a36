package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hybriddiag/cmd/diag/internal/casetest"
	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
	"hybriddiag/report"
	"hybriddiag/signatures"
)

func (a *app) signaturesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "signatures",
		Short: a.text(i18n.SignaturesShort),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.usage(i18n.ErrNoCommand, "command", cmd.CommandPath())
			}
			return a.usage(i18n.ErrCommand, "command", cmd.CommandPath(), "name", quoted(args[0]))
		},
		Args: cobra.ArbitraryArgs,
	}
	sub := func(use string, short i18n.Key, low, high int, run func(*cobra.Command, []string) error) *cobra.Command {
		return &cobra.Command{Use: use, Short: a.text(short), Args: a.between(low, high), RunE: run}
	}
	var filter listFilter
	list := sub("list", i18n.ListShort, 0, 0, func(*cobra.Command, []string) error { return a.listSignatures(filter) })
	list.Flags().StringVar(&filter.product, "product", "", a.text(i18n.FlagProduct))
	list.Flags().StringVar(&filter.severity, "severity", "", a.text(i18n.FlagSeverity))
	list.Flags().StringVar(&filter.words, "text", "", a.text(i18n.FlagText))
	show := sub("show ID", i18n.ShowShort, 1, 1, a.showSignature)
	for _, c := range []*cobra.Command{list, show} {
		c.Flags().StringVar(&a.flags.signatures, "signatures", "", a.text(i18n.FlagSignatures))
	}
	cmd.AddCommand(list, show,
		sub("lint [DIR]", i18n.LintShort, 0, 1, a.lintSignatures),
		sub("test [DIR]", i18n.TestShort, 0, 1, a.testSignatures))
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

// signature returns the built-in signature of that id.
func (a *app) signature(id string) (*signatures.Signature, error) {
	lib, err := a.library("")
	if err != nil {
		return nil, err
	}
	return a.findSignature(lib, id)
}

func (a *app) findSignature(lib *signatures.Library, id string) (*signatures.Signature, error) {
	if s := lib.Get(id); s != nil {
		return s, nil
	}
	hint := a.text(i18n.ErrListHint, "command", "diag signatures list")
	return nil, a.hinted(hint, i18n.ErrNoSignature, "id", quoted(id))
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

// lintSignatures prints every mistake, one a line.
func (a *app) lintSignatures(_ *cobra.Command, args []string) error {
	lib, mistakes, err := a.linted(args)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, m := range mistakes {
		fmt.Fprintln(&b, m)
	}
	fmt.Fprintln(&b, a.text(i18n.Linted, "n", len(lib.Signatures), "mistakes", len(mistakes)))
	if err := a.deliver([]byte(b.String())); err != nil || len(mistakes) == 0 {
		return err
	}
	return &exitError{exitUsage}
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
	return &lib, signatures.Lint(&lib, files), nil
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
	return &exitError{exitFinding}
}
