package main

import (
	"cmp"
	"io"
	"os"
	"path/filepath"
)

// target is what a result is written to.
type target interface {
	io.Writer
	// finish ends the writing, which went wrong when err is not nil, and returns
	// the first error.
	finish(err error) error
}

// stream is a target that others close.
type stream struct{ io.Writer }

func (stream) finish(err error) error { return err }

// fileTarget is a file that is not seen under its name before it is whole: it is
// written beside its place and renamed.
type fileTarget struct {
	*os.File
	path string
}

// createTarget opens a file for writing. What is no file, such as /dev/null or a
// pipe, is written as it is.
func createTarget(path string) (target, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		return &fileTarget{f, ""}, err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.part")
	if err != nil {
		return nil, err
	}
	return &fileTarget{f, path}, nil
}

func (t *fileTarget) finish(err error) error {
	err = cmp.Or(err, t.Close())
	if t.path == "" {
		return err
	}
	if err == nil {
		err = cmp.Or(os.Chmod(t.Name(), modeOf(t.path)), os.Rename(t.Name(), t.path))
	}
	if err != nil {
		os.Remove(t.Name())
	}
	return err
}

// modeOf returns the permissions that a file of that name has, or would get.
func modeOf(path string) os.FileMode {
	if info, err := os.Stat(path); err == nil {
		return info.Mode().Perm()
	}
	return newFileMode()
}
