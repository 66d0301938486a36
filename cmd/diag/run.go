package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	diag "hybriddiag"
	"hybriddiag/internal/i18n"
)

// app is one run of the program.
type app struct {
	console
	lang    i18n.Lang
	flags   analyzeFlags
	paths   []string
	usageOf string // the command that errors point to for help

	incomplete bool // something could not be read, and was told
}

// run runs the command line and returns the exit code.
func run(ctx context.Context, args []string, c console) (code diag.Exit) {
	a := &app{console: c, lang: language(args, c.getenv), usageOf: "diag"}
	defer func() {
		if fault := recover(); fault != nil {
			a.explain(fmt.Errorf("%v", fault))
			code = diag.ExitFault
		}
	}()
	root := a.rootCommand()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	a.explain(err)
	return exitCode(err)
}

// language is needed before the flags are parsed, because help and the errors
// of the parser speak it too.
func language(args []string, getenv func(string) string) i18n.Lang {
	lang := i18n.FromEnv(getenv)
	for i, arg := range args {
		value, found := strings.CutPrefix(arg, "--lang=")
		switch {
		case arg == "--":
			return lang
		case arg == "--lang" && i+1 < len(args):
			value = args[i+1]
		case !found:
			continue
		}
		if l, ok := i18n.Parse(value); ok {
			lang = l
		}
	}
	return lang
}

// text returns a message in the language of the run.
func (a *app) text(key i18n.Key, args ...any) string { return a.lang.Text(key, args...) }

// rootCommand builds the tree of commands in the language of the run.
func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "diag [flags] PATH...",
		Short:         a.text(i18n.RootShort),
		Long:          a.text(i18n.RootLong),
		Example:       "diag collected.zip\ndiag --format json -o result.json C:\\logs",
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.analyze(cmd, args)
		},
	}
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		a.usageOf = cmd.CommandPath()
		return a.flagError(err)
	})
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { a.help(cmd) })
	a.addAnalyzeFlags(root)
	root.AddCommand(a.eventsCommand(), a.tlsCommand(), a.inventoryCommand(), a.explainCommand(), a.whyCommand(), a.guideCommand(),
		a.collectCommand(), a.signaturesCommand(), a.versionCommand())
	a.addPlatformCommands(root)
	a.ownCobraWords(root)
	return root
}

// ownCobraWords puts the words that cobra brings with it into the language of
// the run.
func (a *app) ownCobraWords(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Short = a.text(i18n.HelpShort)
		case "completion":
			cmd.Short = a.text(i18n.CompletionShort)
		}
	}
}

// between accepts from low to high arguments.
func (a *app) between(low, high int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) >= low && len(args) <= high {
			return nil
		}
		a.usageOf = cmd.CommandPath()
		return a.usage(i18n.ErrArgs, "usage", cmd.UseLine(), "n", len(args))
	}
}
