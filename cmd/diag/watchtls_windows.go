//go:build windows && cgo

package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"hybriddiag/evidence"
	"hybriddiag/internal/i18n"
	"hybriddiag/tlsstory"
	"hybriddiag/tlsstory/livetrace"
)

// addPlatformCommands adds diag watch-tls, which needs a live Windows session.
func (a *app) addPlatformCommands(root *cobra.Command) {
	root.AddCommand(&cobra.Command{
		Use: "watch-tls", Short: a.text(i18n.WatchShort), Args: a.between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			fmt.Fprintln(a.out, strings.Join(tlsstory.Columns(), "  "))
			return livetrace.Watch(cmd.Context(), func(e *evidence.Event) {
				if row, ok := tlsstory.RowOf(e); ok {
					fmt.Fprintln(a.out, printable(strings.Join(row.Cells(a.lang.Say), "  ")))
				}
			})
		},
	})
}
