package bundle

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// cutInto writes the parts of a file and returns their paths.
func cutInto(t *testing.T, dir, name string, b []byte, sizes ...int) []string {
	t.Helper()
	require.NoError(t, os.MkdirAll(dir, 0o755))
	var paths []string
	for i, suffix := range []string{".001", ".002", ".003"}[:len(sizes)] {
		paths = append(paths, filepath.Join(dir, name+suffix))
		require.NoError(t, os.WriteFile(paths[i], b[:sizes[i]], 0o600))
		b = b[sizes[i]:]
	}
	return paths
}

func TestTheFilesOfASplitArchiveAreReadAsOne(t *testing.T) {
	a, b := randomText(1, 9000), randomText(2, 9000)
	zip := makeZip(t, deflated("a.log", a), stored("b.log", b))
	dir := filepath.Join(t.TempDir(), "case")
	parts := cutInto(t, dir, "x.zip", zip, 5000, 5000, len(zip)-10000)

	got := walk(t, Options{}, parts...)
	require.Equal(t, a, got.files["x.zip.001!/a.log"].data)
	require.Equal(t, b, got.files["x.zip.001!/b.log"].data)
	require.Equal(t, CodePart, got.files["x.zip.002"].skip)
	require.Equal(t, int64(len(zip)), got.summary.InputBytes)
	for _, p := range got.problems {
		require.False(t, p.Loss, said(p))
	}

	got = walk(t, Options{}, dir)
	require.Equal(t, []string{"case/x.zip.001!/a.log", "case/x.zip.001!/b.log", "case/x.zip.002", "case/x.zip.003"}, got.order)
	require.Equal(t, b, got.files["case/x.zip.001!/b.log"].data)
}

func TestASplitArchiveThatLacksAPartSaysSo(t *testing.T) {
	zip := makeZip(t, stored("a.log", randomText(1, 9000)), stored("b.log", randomText(2, 9000)))
	parts := cutInto(t, t.TempDir(), "x.zip", zip, 5000, 6000, len(zip)-11000)
	for _, given := range [][]string{parts[:1], parts[:2], {parts[0], parts[2]}, parts[1:]} {
		got := walk(t, Options{}, given...)
		require.Contains(t, said(got.problem(t, CodeSplit)), "join the parts")
	}
	got := walk(t, Options{}, parts[:2]...)
	require.Len(t, got.files["x.zip.001!/a.log"].data, 9000)
}
