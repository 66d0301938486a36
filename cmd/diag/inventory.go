package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	diag "hybriddiag"
	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

func (a *app) inventoryCommand() *cobra.Command {
	return a.caseCommand("inventory", i18n.InventoryShort, i18n.InventoryLong, func(ctx context.Context, c diag.Case, opt diag.Options) ([]byte, error) {
		inv, err := diag.TakeInventory(ctx, c, opt)
		if inv == nil {
			return nil, err
		}
		a.listReasons(inv.Reasons)
		if len(inv.Sources) == 0 {
			return nil, err
		}
		if errors.Is(err, diag.ErrNoEvidence) {
			err = nil // a list of files that nobody reads is an answer too
		}
		if a.flags.format == "json" {
			return asJSON(inv), err
		}
		return []byte(a.inventoryText(inv)), err
	})
}

func (a *app) inventoryText(inv *diag.Inventory) string {
	var b strings.Builder
	var read, unread [][]string
	for _, s := range inv.Sources {
		if s.Status == finding.Unknown {
			unread = append(unread, []string{"  " + s.Path})
			continue
		}
		read = append(read, []string{"  " + s.Format, a.text(i18n.Key("status." + string(s.Status))), s.Host, strconv.Itoa(s.Records), minutes(s.FirstTime, s.LastTime), s.Path})
	}
	section := func(key i18n.Key, rows [][]string) {
		if len(rows) > 0 {
			fmt.Fprintf(&b, "%s\n%s\n", a.text(key), table(rows))
		}
	}
	section(i18n.InvFiles, read)
	section(i18n.InvUnread, unread)
	section(i18n.InvFacts, a.factRows(inv.Facts))
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func (a *app) factRows(facts []diag.Fact) [][]string {
	var rows [][]string
	for _, f := range facts {
		note := ""
		if f.Conflict {
			note = a.text(i18n.InvConflict)
		}
		rows = append(rows, []string{"  " + f.Host, f.Name, f.Value, f.Path, note})
	}
	return rows
}

// minutes shows a time span by the minute.
func minutes(from, to finding.Time) string {
	if from.IsZero() {
		return ""
	}
	const layout = "2006-01-02 15:04"
	return from.Format(layout) + " – " + to.Format(layout)
}
