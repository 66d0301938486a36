package main

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"hybriddiag/internal/i18n"
	"hybriddiag/report"
)

// help prints the help of a command on standard output.
func (a *app) help(cmd *cobra.Command) {
	h := helpText{lang: a.lang, width: a.width}
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	h.para(about)
	h.section(i18n.HelpUsage)
	h.usage(cmd)
	if cmd.Example != "" {
		h.section(i18n.HelpExamples)
		h.lines(cmd.Example)
	}
	if cmd.HasAvailableSubCommands() {
		h.section(i18n.HelpCommands)
		h.table(commandRows(cmd))
	}
	h.section(i18n.HelpFlags)
	h.table(flagRows(cmd))
	if !cmd.HasParent() {
		h.section(i18n.HelpExit)
		h.table(h.exitRows())
	}
	fmt.Fprint(a.out, h.out.String())
}

// helpText lays out a help page in memory.
type helpText struct {
	out   strings.Builder
	lang  i18n.Lang
	width int
}

func (h *helpText) para(text string) {
	for _, line := range report.Wrap(text, h.width) {
		h.out.WriteString(line + "\n")
	}
}

func (h *helpText) section(key i18n.Key) {
	h.out.WriteString("\n" + h.lang.Text(key) + ":\n")
}

func (h *helpText) lines(text string) {
	for _, line := range strings.Split(text, "\n") {
		h.out.WriteString("  " + line + "\n")
	}
}

func (h *helpText) usage(cmd *cobra.Command) {
	if cmd.Runnable() {
		h.lines(cmd.UseLine())
	}
	if cmd.HasAvailableSubCommands() {
		h.lines(cmd.CommandPath() + " COMMAND")
	}
}

// row is a name and what it means.
type row struct{ name, meaning string }

// table writes rows in two columns, or one below the other where the terminal
// is narrow.
func (h *helpText) table(rows []row) {
	left := 0
	for _, r := range rows {
		left = max(left, lipgloss.Width(r.name))
	}
	const gap = 2
	indent := left + 2*gap
	narrow := h.width-indent < 30
	if narrow {
		indent = 3 * gap
	}
	for _, r := range rows {
		name := "  " + r.name
		if narrow {
			h.out.WriteString(name + "\n")
			name = ""
		}
		for _, line := range report.Wrap(r.meaning, h.width-indent) {
			h.out.WriteString(name + strings.Repeat(" ", indent-lipgloss.Width(name)) + line + "\n")
			name = ""
		}
	}
}

func commandRows(cmd *cobra.Command) []row {
	var rows []row
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			rows = append(rows, row{c.Name(), c.Short})
		}
	}
	return rows
}

func flagRows(cmd *cobra.Command) []row {
	var rows []row
	add := func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		name := "    --" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", --" + f.Name
		}
		if word := valueNames[f.Name]; word != "" {
			name += " " + word
		}
		rows = append(rows, row{name, f.Usage})
	}
	cmd.LocalNonPersistentFlags().VisitAll(add)
	cmd.PersistentFlags().VisitAll(add)
	cmd.InheritedFlags().VisitAll(add)
	return rows
}

// valueNames names what stands for the value of a flag in the help.
var valueNames = map[string]string{
	"format": "FORMAT", "output": "FILE", "lang": "LANG", "fail-on": "SEVERITY", "at": "TIME", "signatures": "DIR",
	"jobs": "N", "color": "WHEN", "password-file": "FILE", "provider": "NAME", "id": "N,N", "level": "LEVEL",
	"since": "TIME", "until": "TIME",
}

func (h *helpText) exitRows() []row {
	keys := []i18n.Key{i18n.Exit0, i18n.Exit1, i18n.Exit2, i18n.Exit3, i18n.Exit4, i18n.Exit5}
	var rows []row
	for code, key := range keys {
		rows = append(rows, row{fmt.Sprint(code), h.lang.Text(key)})
	}
	return rows
}
