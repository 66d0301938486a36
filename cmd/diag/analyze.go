package main

import (
	"bytes"
	"context"
	"errors"
	"os"

	"github.com/spf13/cobra"

	diag "hybriddiag"
	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
	"hybriddiag/report"
)

// analyze reads the case, writes the report and says by its error how the
// program ends.
func (a *app) analyze(cmd *cobra.Command, paths []string) error {
	if a.flags.version {
		return a.printVersion()
	}
	if len(paths) == 0 {
		return a.hinted(a.text(i18n.ErrNoPathHint, "command", "diag"), i18n.ErrNoPath)
	}
	a.paths = paths
	opt, err := a.options(cmd)
	if err != nil {
		return err
	}
	d, err := a.diagnose(cmd.Context(), opt)
	if d == nil {
		return err
	}
	nothing := errors.Is(err, diag.ErrNoEvidence)
	if nothing {
		a.listReasons(d.Reasons)
		a.listUnread(d)
	}
	if !nothing || a.flags.format != "text" {
		if writeErr := a.write(d); writeErr != nil {
			return writeErr
		}
	}
	if err != nil {
		return err
	}
	return verdict(d, a.flags.failOn)
}

// options turns the flags into options of the library.
func (a *app) options(cmd *cobra.Command) (diag.Options, error) {
	if err := a.checkFlags(cmd); err != nil {
		return diag.Options{}, err
	}
	at, err := a.time("--at", a.flags.at)
	if err != nil {
		return diag.Options{}, err
	}
	passwords, err := a.passwords()
	if err != nil {
		return diag.Options{}, err
	}
	lib, err := a.library(a.flags.signatures)
	if err != nil {
		return diag.Options{}, err
	}
	a.warnOfNoSignatures()
	return diag.Options{At: at, Library: lib, Jobs: a.flags.jobs, Passwords: passwords, Version: version()}, a.checkOutput()
}

// diagnose runs the library with a progress line on a terminal.
func (a *app) diagnose(ctx context.Context, opt diag.Options) (*finding.Diagnosis, error) {
	if a.errTerminal {
		line := newProgress(a.err, a.lang)
		opt.Progress = line.show
		defer line.clear()
	}
	d, err := diag.Analyze(ctx, diag.CaseOf(a.paths, os.Stdin), opt)
	if d != nil {
		d.Statistics.PeakRSSBytes = peakRSS()
	}
	return d, err
}

// write writes the report to standard output or to the file of -o.
func (a *app) write(d *finding.Diagnosis) error {
	opt := report.Options{Lang: a.lang, Width: a.width, Color: a.color(a.flags.color, a.toFile())}
	if a.toFile() {
		opt.Width = report.DefaultWidth
	}
	switch {
	case a.flags.quiet:
		opt.Detail = report.Quiet
	case a.flags.verbose:
		opt.Detail = report.Verbose
	}
	var b bytes.Buffer
	if err := report.Write(&b, a.flags.format, d, opt); err != nil {
		return err
	}
	return a.deliver(b.Bytes())
}
