package sigdoc_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/golden"
	"hybriddiag/signatures"
	"hybriddiag/signatures/pages"
)

const folder = "../../docs/signatures"

func TestPagesAreInStepWithTheSignatures(t *testing.T) {
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	pages, err := sigdoc.Pages(lib)
	require.NoError(t, err)
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		golden.Assert(t, filepath.Join(folder, name), pages[name])
	}
	files, err := os.ReadDir(folder)
	require.NoError(t, err)
	for _, f := range files {
		if pages[f.Name()] != nil {
			continue
		}
		if golden.Updating() {
			require.NoError(t, os.Remove(filepath.Join(folder, f.Name())))
			continue
		}
		t.Errorf("%s belongs to no signature; run go test -update", f.Name())
	}
}

func TestEveryPageHoldsBothLanguagesAndNoOpenPlace(t *testing.T) {
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	pages, err := sigdoc.Pages(lib)
	require.NoError(t, err)
	for _, s := range lib.Signatures {
		page := string(pages[s.ID+".md"])
		require.Contains(t, page, "## English")
		require.Contains(t, page, "## 日本語")
		before, _, _ := strings.Cut(page, "## Detection")
		for _, st := range s.Steps {
			before = strings.ReplaceAll(before, st.Run, "")
		}
		require.NotRegexp(t, `\{[a-z_0-9]+\.[A-Za-z]`, before, s.ID)
	}
}
