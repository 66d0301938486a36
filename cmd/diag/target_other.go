//go:build !unix

package main

import "os"

// newFileMode returns the permissions of a new file; the folder decides here.
func newFileMode() os.FileMode { return 0o666 }
