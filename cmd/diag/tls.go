package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/spf13/cobra"

	diag "hybriddiag"
	"hybriddiag/internal/i18n"
	"hybriddiag/tlsstory"
)

// traceCommand is the command that makes a trace with a TLS story in it.
const traceCommand = `netsh trace start scenario=InternetClient_dbg capture=yes maxsize=2048 tracefile="%TEMP%\NetTrace.etl"`

func (a *app) tlsCommand() *cobra.Command {
	cmd := a.caseCommand("tls", i18n.TLSShort, i18n.TLSLong, func(ctx context.Context, c diag.Case, opt diag.Options) ([]byte, error) {
		t, err := diag.ReadTLS(ctx, c, opt)
		if t == nil {
			return nil, err
		}
		a.listReasons(t.Reasons)
		if errors.Is(err, diag.ErrNoEvidence) {
			return nil, err
		}
		if a.flags.format == "json" {
			return asJSON(t), err
		}
		return []byte(a.tlsText(t)), err
	})
	cmd.Example = "diag tls NetTrace.etl\ndiag tls --format json collected.zip"
	return cmd
}

// caseCommand is a command that reads paths and prints text or JSON.
func (a *app) caseCommand(name string, short, long i18n.Key, run func(context.Context, diag.Case, diag.Options) ([]byte, error)) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: name + " [flags] PATH...", Short: a.text(short), Long: a.text(long),
		RunE: func(cmd *cobra.Command, paths []string) error {
			if len(paths) == 0 {
				return a.hinted(a.text(i18n.ErrNoPathHint, "command", "diag "+name), i18n.ErrNoPath)
			}
			if err := a.oneOf("--format", format, []string{"text", "json"}); err != nil {
				return err
			}
			a.paths, a.flags.format = paths, format
			passwords, err := a.passwords()
			if err != nil {
				return err
			}
			out, err := run(cmd.Context(), diag.Case{Paths: paths}, diag.Options{Passwords: passwords, Version: version()})
			if len(out) > 0 {
				if writeErr := a.deliver(out); writeErr != nil {
					return writeErr
				}
			}
			if err == nil && a.incomplete {
				return &exitError{diag.ExitIncomplete}
			}
			return err
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "text", a.text(i18n.FlagToolFormat))
	cmd.Flags().StringVar(&a.flags.passwordFile, "password-file", "", a.text(i18n.FlagPasswordFile))
	return cmd
}

func asJSON(v any) []byte {
	out, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return nil // only for values that cannot be written; ours can
	}
	return append(out, '\n')
}

// tlsText prints the connections as a table, and what traces without any hold.
func (a *app) tlsText(t *diag.TLS) string {
	var b strings.Builder
	if len(t.Connections) == 0 {
		b.WriteString(a.text(i18n.TLSNone) + "\n")
	} else {
		rows := [][]string{tlsstory.Columns()}
		for _, r := range t.Connections {
			rows = append(rows, r.Cells(a.lang.Say))
		}
		b.WriteString(table(rows))
	}
	for _, tr := range t.Traces {
		b.WriteString("\n" + a.text(i18n.TLSTrace, "path", printable(tr.Path), "records", tr.Records, "packets", tr.Packets, "webio", tr.WebIO) + "\n")
		if !tr.FirstTime.IsZero() {
			fmt.Fprintf(&b, "  %s – %s\n", tr.FirstTime, tr.LastTime)
		}
		for _, p := range tr.Providers {
			fmt.Fprintf(&b, "  %8d  %s %s\n", p.Records, printable(p.Name), p.GUID)
		}
		if tr.WebIO == 0 {
			b.WriteString("\n" + a.text(i18n.TLSNoWebIO) + "\n\n  " + traceCommand + "\n")
		}
	}
	return b.String()
}

// table lays cells out in columns. Foreign text cannot break out of its line.
func table(rows [][]string) string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			row[i] = printable(cell)
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], lipgloss.Width(row[i]))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell + strings.Repeat(" ", widths[i]-lipgloss.Width(cell)+2))
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}
