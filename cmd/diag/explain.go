package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"hybriddiag/internal/i18n"
	"hybriddiag/report"
	"hybriddiag/signatures"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use: "explain ID", Short: a.text(i18n.ExplainShort), Args: a.between(1, 1), Example: "diag explain TLS-002",
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := a.signature(args[0])
			if err != nil {
				return err
			}
			text, err := a.explanation(s)
			if err != nil {
				return err
			}
			return a.deliver([]byte(text))
		},
	}
}

// explanation is everything that the table knows about an issue.
func (a *app) explanation(s *signatures.Signature) (string, error) {
	var b strings.Builder
	if err := report.Explain(&b, knowledge(s), report.Options{Lang: a.lang, Width: a.width, Color: a.color("auto", false)}); err != nil {
		return "", err
	}
	if s.NotThis != nil {
		a.paragraph(&b, i18n.ExplainNot, s.NotThis.In(string(a.lang)))
	}
	fmt.Fprintf(&b, "\n%s: %s\n", a.text(i18n.ExplainProof), s.Condition)
	for _, line := range s.Proof(string(a.lang)) {
		b.WriteString("  - " + line + "\n")
	}
	var causes []string
	for _, e := range s.ExplainedBy {
		causes = append(causes, e.IDs...)
	}
	if len(causes) > 0 {
		a.paragraph(&b, i18n.ExplainBy, strings.Join(causes, ", "))
	}
	return b.String(), nil
}

func (a *app) paragraph(b *strings.Builder, heading i18n.Key, text string) {
	fmt.Fprintf(b, "\n%s\n", a.text(heading))
	for _, line := range report.Wrap(text, a.width-2) {
		b.WriteString("  " + line + "\n")
	}
}
