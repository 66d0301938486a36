package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"hybriddiag/internal/i18n"
	"hybriddiag/report"
	"hybriddiag/signatures"
)

func (a *app) guideCommand() *cobra.Command {
	return &cobra.Command{
		Use: "guide [LIST]", Short: a.text(i18n.GuideShort), Args: a.between(0, 1), Example: "diag guide connector",
		RunE: func(_ *cobra.Command, args []string) error {
			lib, err := a.library("")
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return a.deliver([]byte(a.checkLists(lib)))
			}
			for _, list := range lib.Checks {
				if strings.EqualFold(list.ID, args[0]) {
					return a.deliver([]byte(a.checkList(list)))
				}
			}
			return a.hinted(a.text(i18n.ErrListHint, "command", "diag guide"), i18n.ErrNoList, "name", quoted(args[0]))
		},
	}
}

// checkLists names the lists.
func (a *app) checkLists(lib *signatures.Library) string {
	rows := [][]string{}
	for _, list := range lib.Checks {
		rows = append(rows, []string{"  " + list.ID, list.Title.In(string(a.lang))})
	}
	return a.text(i18n.GuideLists) + "\n" + table(rows)
}

// checkList prints one list with how to do each step by hand.
func (a *app) checkList(list signatures.CheckList) string {
	var b strings.Builder
	b.WriteString(list.Title.In(string(a.lang)) + "\n")
	for i, st := range list.Steps {
		b.WriteByte('\n')
		a.step(&b, fmt.Sprintf("%2d. ", i+1), st.Title.In(string(a.lang)))
		a.step(&b, "    ", st.How.In(string(a.lang)))
		command(&b, st.Run)
	}
	return b.String()
}

// step writes a wrapped text behind a lead.
func (a *app) step(b *strings.Builder, lead, text string) {
	for _, line := range report.Wrap(text, a.width-len(lead)) {
		b.WriteString(lead + line + "\n")
		lead = strings.Repeat(" ", len(lead))
	}
}

// command writes a command on a line of its own, unwrapped.
func command(b *strings.Builder, run string) {
	if run != "" {
		b.WriteString("\n    " + run + "\n")
	}
}
