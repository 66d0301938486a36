package main

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hybriddiag/internal/i18n"
	"hybriddiag/report"
)

// analyzeFlags holds the flags as the user gave them.
type analyzeFlags struct {
	format, output, lang, failOn, at, signatures, color, passwordFile string
	jobs                                                              int
	quiet, verbose, version                                           bool
}

func (a *app) addAnalyzeFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	v := &a.flags
	f.StringVarP(&v.format, "format", "f", "text", a.text(i18n.FlagFormat, "names", strings.Join(report.Formats(), ", ")))
	f.StringVarP(&v.output, "output", "o", "", a.text(i18n.FlagOutput))
	f.StringVar(&v.failOn, "fail-on", "medium", a.text(i18n.FlagFailOn))
	f.StringVar(&v.at, "at", "", a.text(i18n.FlagAt))
	f.StringVar(&v.signatures, "signatures", "", a.text(i18n.FlagSignatures))
	f.StringVar(&v.passwordFile, "password-file", "", a.text(i18n.FlagPasswordFile))
	f.IntVar(&v.jobs, "jobs", 0, a.text(i18n.FlagJobs))
	f.StringVar(&v.color, "color", "auto", a.text(i18n.FlagColor))
	f.BoolVarP(&v.quiet, "quiet", "q", false, a.text(i18n.FlagQuiet))
	f.BoolVarP(&v.verbose, "verbose", "v", false, a.text(i18n.FlagVerbose))
	f.BoolVar(&v.version, "version", false, a.text(i18n.FlagVersion))
	cmd.PersistentFlags().StringVar(&v.lang, "lang", "", a.text(i18n.FlagLang))
	cmd.PersistentFlags().BoolP("help", "h", false, a.text(i18n.FlagHelp))
	cmd.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		a.usageOf = cmd.CommandPath()
		return a.checkLang()
	}
}

// checkFlags checks what the parser of the flags cannot.
func (a *app) checkFlags(cmd *cobra.Command) error {
	v := a.flags
	choices := []struct {
		flag, value string
		of          []string
	}{
		{"--format", v.format, report.Formats()},
		{"--fail-on", v.failOn, []string{"critical", "high", "medium", "low", "never"}},
		{"--color", v.color, []string{"auto", "always", "never"}},
	}
	for _, c := range choices {
		if err := a.oneOf(c.flag, c.value, c.of); err != nil {
			return err
		}
	}
	if cmd.Flags().Changed("jobs") && v.jobs < 1 {
		return a.usage(i18n.ErrJobs, "value", v.jobs)
	}
	if v.quiet && v.verbose {
		return a.usage(i18n.ErrQuietVerbose)
	}
	return nil
}

func (a *app) checkLang() error {
	if _, ok := i18n.Parse(a.flags.lang); a.flags.lang == "" || ok {
		return nil
	}
	return a.oneOf("--lang", a.flags.lang, []string{"en", "ja"})
}

func (a *app) oneOf(flag, value string, choices []string) error {
	if slices.Contains(choices, value) {
		return nil
	}
	return a.usage(i18n.ErrChoice, "value", quoted(value), "flag", flag, "choices", strings.Join(choices, ", "))
}

// time reads the value of a flag that is a moment; the zero time stands for a
// flag that was not given.
func (a *app) time(flag, value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339, value)
	if err != nil {
		return t, a.hinted(a.text(i18n.ErrTimeHint), i18n.ErrTime, "value", quoted(value), "flag", flag)
	}
	return t.UTC(), nil
}

// passwords reads the password file: one a line, empty lines left out.
func (a *app) passwords() ([]string, error) {
	if a.flags.passwordFile == "" {
		return nil, nil
	}
	file, err := os.Open(a.flags.passwordFile)
	if err != nil {
		return nil, a.usage(i18n.ErrPasswordFile, "path", a.flags.passwordFile, "reason", reason(err))
	}
	defer file.Close()
	var out []string
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if line := strings.TrimPrefix(strings.TrimRight(lines.Text(), "\r"), "\ufeff"); line != "" {
			out = append(out, line)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, a.usage(i18n.ErrPasswordFile, "path", a.flags.passwordFile, "reason", reason(err))
	}
	return out, nil
}
