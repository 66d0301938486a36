package main

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"hybriddiag/internal/i18n"
	"hybriddiag/signatures/site"
)

func (a *app) signaturesSiteCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "site DIR", Short: a.text(i18n.SiteShort), Long: a.text(i18n.SiteLong), Example: "diag signatures site known-issues",
		Args: a.between(1, 1), RunE: a.writeSite,
	}
	a.addSignaturesFlag(cmd)
	return cmd
}

// writeSite renders the site into a folder and says where to begin.
func (a *app) writeSite(_ *cobra.Command, args []string) error {
	folder := args[0]
	lib, err := a.library(a.flags.signatures)
	if err != nil {
		return err
	}
	pages, err := site.Render(lib)
	if err != nil {
		return err
	}
	if err := a.checkSiteFolder(folder); err != nil {
		return err
	}
	if err := writeFiles(folder, pages); err != nil {
		return a.hinted(a.text(i18n.ErrOutputHint), i18n.ErrOutputFolder, "path", folder, "reason", reason(err))
	}
	start := filepath.Join(folder, "index.html")
	return a.deliver([]byte(a.text(i18n.SiteWritten, "n", len(lib.Signatures), "path", start) + "\n"))
}

// checkSiteFolder refuses a folder that holds other things than a site: a page
// could take the place of a file of the user's.
func (a *app) checkSiteFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return a.hinted(a.text(i18n.ErrOutputHint), i18n.ErrOutputFolder, "path", folder, "reason", reason(err))
	}
	isSite := slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == site.SearchIndex })
	if len(entries) > 0 && !isSite {
		return a.usage(i18n.ErrSiteFolder, "path", folder)
	}
	return nil
}

// writeFiles writes the files below a folder that need not be there yet.
func writeFiles(folder string, files site.Files) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, files[name], 0o644); err != nil {
			return err
		}
	}
	return nil
}
