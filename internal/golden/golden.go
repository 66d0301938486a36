// Package golden compares what a test got with a file that holds what it
// should get. `go test ./... -update` renews the files.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "renew the golden files")

// Updating reports whether the golden files are being renewed.
func Updating() bool { return *update }

// Assert compares got with the content of the file at path, or writes the file
// when -update is given.
func Assert(t testing.TB, path string, got []byte) {
	t.Helper()
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, got, 0o644))
		return
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "no golden file; run go test -update and read what it wrote")
	require.Equal(t, string(want), string(got), "differs from %s; if the change is wanted, run go test -update", path)
}
