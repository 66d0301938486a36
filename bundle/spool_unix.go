//go:build !windows

package bundle

import "os"

// createUnnamed makes a temporary file that only this user can open (0600) and
// takes its name away at once.
func createUnnamed() (*os.File, error) {
	f, err := os.CreateTemp("", "diag-*")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
