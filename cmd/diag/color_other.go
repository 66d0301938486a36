//go:build !windows

package main

import "os"

// enableColor is needed on Windows only.
func enableColor(*os.File) {}
