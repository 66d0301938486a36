package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hybriddiag/internal/i18n"
	"hybriddiag/signatures"
)

func (a *app) collectCommand() *cobra.Command {
	return &cobra.Command{
		Use: "collect-help [PRODUCT]", Short: a.text(i18n.CollectShort), Args: a.between(0, 1), Example: "diag collect-help entra-connect",
		RunE: func(_ *cobra.Command, args []string) error {
			lib, err := a.library("")
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return a.deliver([]byte(a.productList(lib)))
			}
			recipe := a.recipe(lib, strings.ToLower(args[0]))
			if recipe == "" {
				return a.hinted(a.text(i18n.ErrListHint, "command", "diag collect-help"), i18n.ErrNoProduct, "name", quoted(args[0]))
			}
			return a.deliver([]byte(recipe))
		},
	}
}

// productList names the products that have something to collect.
func (a *app) productList(lib *signatures.Library) string {
	var rows [][]string
	for _, p := range lib.Products {
		if slices.ContainsFunc(lib.Collect, func(c signatures.Collectable) bool { return slices.Contains(c.Products, p.ID) }) {
			rows = append(rows, []string{"  " + p.ID, p.Name.In(string(a.lang))})
		}
	}
	return a.text(i18n.CollectList) + "\n" + table(rows)
}

// recipe prints everything to collect for a product, "" for an unknown one.
func (a *app) recipe(lib *signatures.Library, product string) string {
	var b strings.Builder
	for _, c := range lib.Collect {
		if !slices.Contains(c.Products, product) {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		a.step(&b, "- ", c.Title.In(string(a.lang)))
		a.step(&b, "  ", c.How.In(string(a.lang)))
		command(&b, c.Run)
	}
	return b.String()
}
