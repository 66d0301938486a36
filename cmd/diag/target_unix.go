//go:build unix

package main

import (
	"os"
	"syscall"
)

// newFileMode returns the permissions of a new file of this user.
func newFileMode() os.FileMode {
	mask := syscall.Umask(0)
	syscall.Umask(mask)
	return 0o666 &^ os.FileMode(mask)
}
