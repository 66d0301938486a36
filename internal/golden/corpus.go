package golden

import (
	"os"
	"path/filepath"
	"testing"
)

// Corpus returns a path inside the corpus of real logs, which is not part of
// the repository: DIAG_CORPUS names it, or it lies at shared/data beside the
// checkout. The test is skipped when it is not there.
func Corpus(t testing.TB, elem ...string) string {
	t.Helper()
	root := os.Getenv("DIAG_CORPUS")
	if root == "" {
		root = filepath.Join(moduleRoot(t), "..", "shared", "data")
	}
	path := filepath.Join(append([]string{root}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the corpus of real logs is not here (%v); set DIAG_CORPUS to its folder", err)
	}
	return path
}

// moduleRoot finds the folder of go.mod above the test's working directory.
func moduleRoot(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the working directory")
		}
		dir = parent
	}
}
