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

	diag "hybriddiag"
	"hybriddiag/internal/i18n"
	"hybriddiag/internal/secrets"
)

// toFile reports whether the result goes to a file.
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

// deliver writes the result where the user wants it. A secret that a writer has
// put together out of parts is masked here.
func (a *app) deliver(result []byte) error {
	result = secrets.MaskLines(result)
	if !a.toFile() {
		_, err := a.out.Write(result)
		return a.writeError(err)
	}
	file, err := a.create()
	if err != nil {
		return err
	}
	_, err = file.Write(result)
	return a.writeError(file.finish(err))
}

// target opens what a result is written to as it comes.
func (a *app) target() (target, error) {
	if !a.toFile() {
		return stream{a.out}, nil
	}
	if err := a.checkOutput(); err != nil {
		return nil, err
	}
	for _, input := range a.paths {
		if isBelow(a.flags.output, input) { // it would be read while it grows
			return nil, a.hinted(a.text(i18n.ErrOutputHint), i18n.ErrOutputIsInput, "path", a.flags.output)
		}
	}
	return a.create()
}

// isBelow reports whether a path leads into a folder.
func isBelow(path, folder string) bool {
	to, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	from, err := filepath.Abs(folder)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(from, to)
	return err == nil && filepath.IsLocal(rel)
}

// create opens the file of -o for writing. A place that does not take a file is
// a mistake in the command line.
func (a *app) create() (target, error) {
	file, err := createTarget(a.flags.output)
	if err != nil {
		return nil, a.hinted(a.text(i18n.ErrOutputHint), i18n.ErrOutputFolder, "path", a.flags.output, "reason", reason(err))
	}
	return file, nil
}

// writeError judges a failed write: a reader that went away (diag … | head) is
// no failure.
func (a *app) writeError(err error) error {
	if err == nil || errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		return nil
	}
	a.complain(a.text(i18n.ErrWrite, "reason", reason(err)), "")
	return &exitError{diag.ExitFault}
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
