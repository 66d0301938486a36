package main

import (
	"errors"
	"io/fs"
	"os"
	"runtime/debug"

	diag "hybriddiag"
	"hybriddiag/internal/i18n"
	"hybriddiag/signatures"
)

// library loads the built-in signatures, and those of a folder on top.
func (a *app) library(folder string) (*signatures.Library, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(loadingGCPercent))
	lib, err := diag.LoadLibrary(folder)
	var path *fs.PathError
	switch {
	case errors.As(err, &path):
		return nil, a.usage(i18n.ErrFolder, "path", folder, "reason", reason(err))
	case err != nil && folder == "":
		return nil, errors.New(err.Error()) // our own table is broken: no mistake of the user
	}
	return lib, err
}

// loadingGCPercent is the pace of the garbage collector while the table is read.
// The decoder leaves some 20 MB behind and the program holds nothing yet: at the
// usual pace the collector runs again and again over next to nothing, for a
// third of the time.
const loadingGCPercent = 800

// warnOfNoSignatures tells about a folder of signatures without any, which is
// likely the wrong one.
func (a *app) warnOfNoSignatures() {
	if a.flags.signatures == "" {
		return
	}
	if own, err := signatures.Load(os.DirFS(a.flags.signatures)); err == nil && len(own.Signatures) == 0 {
		a.complain(a.text(i18n.WarnNoSignatures, "path", printable(a.flags.signatures)), "")
	}
}
