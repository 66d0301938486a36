package report

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

func TestAComputerThatShowsNothingOfTheIssueGetsItsVerdictOnly(t *testing.T) {
	none := func(host string) finding.Judgement {
		return finding.Judgement{
			Host: host, Value: finding.False,
			Verdict:    finding.Verdict{Reason: &finding.Because{Text: finding.Text{En: "the condition is false"}}},
			Selections: []finding.SelectionAnswer{{Name: "sel", Value: finding.False, Asks: finding.Text{En: "an event"}}},
		}
	}
	near := none("NEAR")
	near.Selections[0].Nearest = &finding.Nearest{Evidence: finding.Evidence{Path: "System.evtx"}}
	text := func(detail Detail, hosts ...finding.Judgement) string {
		var b bytes.Buffer
		require.NoError(t, WriteWhy(&b, "text", &finding.Why{ID: "AAA-001", Hosts: hosts}, Options{Lang: i18n.English, Detail: detail}))
		return b.String()
	}
	require.Contains(t, text(Normal, none("A")), "an event", "the only one is told in full")
	few := text(Normal, none("A"), near)
	require.Contains(t, few, "A\n  Not found: the condition is false\n\nNEAR\n  Not found: the condition is false\n\n  Selections\n")
	require.Contains(t, text(Verbose, none("A"), near), "A\n  Not found: the condition is false\n\n  Selections\n")
}
