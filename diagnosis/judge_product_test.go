package diagnosis

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/parsers"
)

func TestAServiceShowsItsProduct(t *testing.T) {
	for key, want := range map[string]bool{
		`service\ContosoAgent`:                                           true,
		`service\ContosoOther`:                                           false,
		`HKLM\SYSTEM\CurrentControlSet\Services\CONTOSOAGENT`:            true,
		`HKLM\SYSTEM\CurrentControlSet\Services\ContosoAgent\Parameters`: true,
		`HKLM\SYSTEM\CurrentControlSet\Services\ContosoAgentHelper`:      false,
	} {
		got := caseOf(t, library(t, absent), func(c *match.Collector) {
			require.Equal(t, want, c.WantsKey(key) != parsers.Unwanted, "%s: what shows a product is asked for", key)
			c.Setting(evidence.Setting{Key: key, Name: "State", Value: "Running"})
		})
		var shown []finding.Product
		for _, h := range got.Hosts {
			shown = append(shown, h.Products...)
		}
		require.Equal(t, want, len(shown) == 1 && shown[0].ID == "p", "%s: %v", key, shown)
	}
}
