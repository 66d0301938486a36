package main

import (
	"bufio"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	diag "hybriddiag"
	"hybriddiag/internal/i18n"
)

// eventFlags holds the filters as the user gave them.
type eventFlags struct{ provider, ids, level, since, until, format string }

func (a *app) eventsCommand() *cobra.Command {
	var v eventFlags
	cmd := &cobra.Command{
		Use:     "events [flags] PATH...",
		Short:   a.text(i18n.EventsShort),
		Long:    a.text(i18n.EventsLong),
		Example: "diag events Application.evtx --provider ADSync --id 6311,6401\ndiag events collected.zip --level error --since 2026-09-01T00:00:00Z",
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.events(cmd, args, v)
		},
	}
	f := cmd.Flags()
	f.StringVar(&v.provider, "provider", "", a.text(i18n.FlagProvider))
	f.StringVar(&v.ids, "id", "", a.text(i18n.FlagID))
	f.StringVar(&v.level, "level", "", a.text(i18n.FlagLevel))
	f.StringVar(&v.since, "since", "", a.text(i18n.FlagSince))
	f.StringVar(&v.until, "until", "", a.text(i18n.FlagUntil))
	f.StringVarP(&a.flags.output, "output", "o", "", a.text(i18n.FlagOutput))
	f.StringVar(&a.flags.passwordFile, "password-file", "", a.text(i18n.FlagPasswordFile))
	f.StringVarP(&v.format, "format", "f", "json", "")
	acceptAnalyzeFlags(f)
	return cmd
}

// acceptAnalyzeFlags lets scripts pass the flags of the analysis that change
// nothing here.
func acceptAnalyzeFlags(f *pflag.FlagSet) {
	f.Int("jobs", 0, "")
	f.String("color", "", "")
	f.BoolP("quiet", "q", false, "")
	f.BoolP("verbose", "v", false, "")
	for _, name := range []string{"format", "jobs", "color", "quiet", "verbose"} {
		_ = f.MarkHidden(name) // they exist
	}
}

// events prints the events of the paths that pass the filters.
func (a *app) events(cmd *cobra.Command, paths []string, v eventFlags) error {
	if len(paths) == 0 {
		return a.hinted(a.text(i18n.ErrNoPathHint, "command", "diag events"), i18n.ErrNoPath)
	}
	if err := a.oneOf("--format", v.format, []string{"json"}); err != nil {
		return err
	}
	a.paths = paths
	filter, err := a.eventFilter(v)
	if err != nil {
		return err
	}
	passwords, err := a.passwords()
	if err != nil {
		return err
	}
	target, err := a.target()
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(target, 64<<10)
	w := &failingWriter{out: out}
	reasons, err := diag.WriteEvents(cmd.Context(), w, diag.Case{Paths: paths}, filter, diag.Options{Passwords: passwords})
	written := cmp.Or(w.err, out.Flush())
	if cmd.Context().Err() != nil {
		written = cmp.Or(written, err)
	}
	if w.err = target.finish(written); w.err != nil && cmd.Context().Err() == nil {
		return a.writeError(w.err)
	}
	a.listReasons(reasons)
	if err == nil && a.incomplete {
		err = &exitError{diag.ExitIncomplete}
	}
	return err
}

// failingWriter remembers the first error of its writer, which tells a failed
// write from a failed read.
type failingWriter struct {
	out *bufio.Writer
	err error
}

func (w *failingWriter) Write(p []byte) (int, error) {
	n, err := w.out.Write(p)
	if w.err == nil {
		w.err = err
	}
	return n, err
}

// eventFilter turns the flags into a filter.
func (a *app) eventFilter(v eventFlags) (filter diag.EventFilter, err error) {
	filter.Provider = v.provider
	if filter.IDs, err = a.eventIDs(v.ids); err != nil {
		return filter, err
	}
	if filter.Level, err = a.level(v.level); err != nil {
		return filter, err
	}
	if filter.Since, err = a.time("--since", v.since); err != nil {
		return filter, err
	}
	filter.Until, err = a.time("--until", v.until)
	return filter, err
}

func (a *app) eventIDs(list string) ([]uint32, error) {
	if list == "" {
		return nil, nil
	}
	var ids []uint32
	for _, s := range strings.Split(list, ",") {
		n, err := strconv.ParseUint(strings.TrimSpace(s), 10, 32)
		if err != nil {
			return nil, a.usage(i18n.ErrNumbers, "value", quoted(s))
		}
		ids = append(ids, uint32(n))
	}
	return ids, nil
}

// levels are the levels of Windows by name, from 1 on.
var levels = []string{"critical", "error", "warning", "information", "verbose"}

func (a *app) level(name string) (uint8, error) {
	if name == "" {
		return 0, nil
	}
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(levels) {
		return uint8(n), nil
	}
	if err := a.oneOf("--level", strings.ToLower(name), levels); err != nil {
		return 0, err
	}
	return uint8(slices.Index(levels, strings.ToLower(name)) + 1), nil
}
