package diagnosis

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/parsers"
	"hybriddiag/products"
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

func TestAnEventAboutAServiceShowsItsProduct(t *testing.T) {
	scm := func(id uint32, service string) *evidence.Event {
		ev := event(id, 1, "param1", service)
		ev.Provider.Name, ev.Channel = "Service Control Manager", "System"
		return ev
	}
	for _, c := range []struct {
		name string
		ev   *evidence.Event
		want int
	}{
		{"its service started", scm(7036, "ContosoAgent"), 1},
		{"another service started", scm(7036, "Spooler"), 0},
		{"an event about no service", scm(6, "ContosoAgent"), 0},
		{"another provider", event(7036, 1, "param1", "ContosoAgent"), 0},
	} {
		lib := library(t, absent)
		lib.Products = append(lib.Products, products.Product{ID: "q", Services: []products.Service{{Name: "ContosoAgent"}}})
		var collector *match.Collector
		caseOf(t, lib, func(collected *match.Collector) {
			collector = collected
			collected.Event(c.ev)
			collected.Event(c.ev)
		})
		shown := 0
		for _, p := range collector.Products {
			if p.ID == "q" {
				shown++
			}
		}
		require.Equal(t, c.want, shown, c.name)
		require.Zero(t, collector.Matched, "no selection asks for it")
	}
}
