package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"unicode"

	"hybriddiag/internal/i18n"
)

// toFile tells whether the result goes to a file.
func (a *app) toFile() bool { return a.flags.output != "" && a.flags.output != "-" }

// checkOutput finds out before the work whether the file of -o can be written,
// and that it is none of the inputs.
func (a *app) checkOutput() error {
	if !a.toFile() {
		return nil
	}
	path := a.flags.output
	folder, err := os.Stat(filepath.Dir(path))
	if err == nil && !folder.IsDir() {
		err = syscall.ENOTDIR
	}
	target, targetErr := os.Stat(path)
	if targetErr == nil && target.IsDir() {
		err = syscall.EISDIR
	}
	if err != nil {
		return a.hinted(a.text(i18n.ErrOutputHint), i18n.ErrOutputFolder, "path", path, "reason", reason(err))
	}
	for _, input := range a.paths {
		if info, err := os.Stat(input); err == nil && targetErr == nil && os.SameFile(info, target) {
			return a.hinted(a.text(i18n.ErrOutputHint), i18n.ErrOutputIsInput, "path", path)
		}
	}
	return nil
}

// deliver writes the result where the user wants it.
func (a *app) deliver(result []byte) error {
	if !a.toFile() {
		_, err := a.out.Write(result)
		return a.writeError(err)
	}
	err := os.WriteFile(a.flags.output, result, 0o644)
	if errors.Is(err, fs.ErrPermission) {
		return a.hinted(a.text(i18n.ErrOutputHint), i18n.ErrOutputFolder, "path", a.flags.output, "reason", reason(err))
	}
	return a.writeError(err)
}

// writeError judges a failed write: a reader that went away (diag … | head) is
// no failure.
func (a *app) writeError(err error) error {
	if err == nil || errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		return nil
	}
	a.complain(a.text(i18n.ErrWrite, "reason", reason(err)), "")
	return &exitError{exitFault}
}

// reason returns the system's own words, without the path that is told beside
// them.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// printable makes foreign text safe for the terminal that standard error is.
func printable(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if unicode.IsPrint(r) {
			out = append(out, r)
			continue
		}
		out = append(out, []rune(fmt.Sprintf(`\x%02x`, r))...)
	}
	return string(out)
}
