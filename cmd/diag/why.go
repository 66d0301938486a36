package main

import (
	"bytes"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	diag "hybriddiag"
	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
	"hybriddiag/report"
)

func (a *app) whyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "why [flags] ID PATH...", Short: a.text(i18n.WhyShort), Long: a.text(i18n.WhyLong),
		Example: "diag why TLS-002 collected.zip\ndiag why --signatures my-signatures ABC-001 collected.zip",
		RunE:    a.why,
	}
	f := cmd.Flags()
	v := &a.flags
	f.StringVarP(&v.format, "format", "f", "text", a.text(i18n.FlagToolFormat))
	f.StringVarP(&v.output, "output", "o", "", a.text(i18n.FlagOutput))
	f.StringVar(&v.at, "at", "", a.text(i18n.FlagAt))
	f.StringVar(&v.signatures, "signatures", "", a.text(i18n.FlagSignatures))
	f.StringVar(&v.passwordFile, "password-file", "", a.text(i18n.FlagPasswordFile))
	f.StringVar(&v.color, "color", "auto", a.text(i18n.FlagColor))
	f.BoolVarP(&v.verbose, "verbose", "v", false, a.text(i18n.WhyVerbose))
	return cmd
}

// why says how one issue was judged. That something could not be read is told,
// and does not change how the program ends.
func (a *app) why(cmd *cobra.Command, args []string) error {
	if len(args) < 2 {
		return a.hinted(a.text(i18n.SeeHelp, "command", "diag why"), i18n.ErrArgs, "usage", cmd.UseLine(), "n", len(args))
	}
	if err := a.oneOf("--format", a.flags.format, report.WhyFormats()); err != nil {
		return err
	}
	a.paths = args[1:]
	opt, err := a.options(cmd)
	if err != nil {
		return err
	}
	if _, err := a.findSignature(opt.Library, args[0]); err != nil {
		return err
	}
	analyzer, err := diag.NewAnalyzer(opt.Library)
	if err != nil {
		return err
	}
	why, err := analyzer.Why(cmd.Context(), diag.Case{Paths: a.paths}, strings.ToUpper(args[0]), opt)
	if why == nil || errors.Is(err, diag.ErrNoEvidence) {
		if why != nil {
			a.listReasons(why.Reasons)
		}
		return err
	}
	if writeErr := a.writeWhy(why); writeErr != nil {
		return writeErr
	}
	return err
}

func (a *app) writeWhy(why *finding.Why) error {
	opt := report.Options{Lang: a.lang, Width: a.width, Color: a.color(a.flags.color, a.toFile())}
	if a.toFile() {
		opt.Width = report.DefaultWidth
	}
	if a.flags.verbose {
		opt.Detail = report.Verbose
	}
	var b bytes.Buffer
	if err := report.WriteWhy(&b, a.flags.format, why, opt); err != nil {
		return err
	}
	return a.deliver(b.Bytes())
}
