package bundle

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAFolderIsWalkedInOrderOfNames(t *testing.T) {
	root := filepath.Join(t.TempDir(), "case")
	for name, data := range map[string]string{
		"EVENTLOG/b.evtx": "b", "EVENTLOG/a.evtx": "a", "CONFIG/x.log": "x", "top.txt": "t",
		"in.zip": string(makeZip(t, stored("m.log", "m"))), "empty.log": "",
	} {
		path := filepath.Join(root, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(data), 0o600))
	}
	got := walk(t, Options{}, root)
	require.Empty(t, got.problems)
	require.Equal(t, []string{
		"case/CONFIG/x.log", "case/EVENTLOG/a.evtx", "case/EVENTLOG/b.evtx", "case/empty.log", "case/in.zip!/m.log", "case/top.txt",
	}, got.order)
	require.Equal(t, "m", got.files["case/in.zip!/m.log"].data)
}

func TestLinksAreNotFollowed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making links needs a privilege here")
	}
	dir := t.TempDir()
	root := filepath.Join(dir, "case")
	require.NoError(t, os.MkdirAll(root, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "secret"), []byte("s"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(root, "a.log"), []byte("a"), 0o600))
	require.NoError(t, os.Symlink("../secret", filepath.Join(root, "out")))
	require.NoError(t, os.Symlink("..", filepath.Join(root, "up")))
	require.NoError(t, os.Symlink(dir, filepath.Join(root, "loop")))
	got := walk(t, Options{}, root)
	require.Equal(t, map[string]seen{
		"case/a.log": {data: "a"}, "case/out": {skip: CodeLink}, "case/up": {skip: CodeLink}, "case/loop": {skip: CodeLink},
	}, got.files)
	for _, p := range got.problems {
		require.False(t, p.Loss)
	}

	link := filepath.Join(dir, "linked")
	require.NoError(t, os.Symlink(root, link))
	got = walk(t, Options{}, link)
	require.Equal(t, "a", got.files["linked/a.log"].data, "a link that the user names is followed")
}

func TestInputsThatCannotBeReadAreNamedAndTheOthersAreRead(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "1", "same.log"), filepath.Join(dir, "2", "same.log")
	for _, path := range []string{a, b} {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(path), 0o600))
	}
	got := walk(t, Options{}, filepath.Join(dir, "gone.zip"), a, b, a, filepath.Join(dir, "1", ".", "same.log"))
	require.Equal(t, []string{"1/same.log", "2/same.log"}, got.order, "the same file is read once")
	require.Equal(t, []string{"gone.zip", "1/same.log", "2/same.log"}, got.summary.Inputs)
	_, _, err := Walk(context.Background(), Paths(a, b), Options{}, func(f File) error {
		require.Equal(t, "same.log", f.Name)
		return nil
	})
	require.NoError(t, err)
	p := got.problem(t, CodeNotFound)
	require.Equal(t, "gone.zip", p.Path)
	require.True(t, p.Loss)
	require.NotContains(t, said(p), dir)
}

func TestFilesCanBeReadLaterAndAtOnce(t *testing.T) {
	inner := makeZip(t, deflated("1.log", randomText(1, 200_000)), deflated("2.log", randomText(2, 200_000)))
	path := write(t, "x.zip", makeZip(t, deflated("inner.zip", string(inner)), stored("stored.zip", string(inner)), deflated("3.log", randomText(3, 200_000))))
	var files []File
	_, _, err := Walk(context.Background(), Paths(path), Options{}, func(f File) error {
		files = append(files, f)
		return nil
	})
	require.NoError(t, err)
	require.Len(t, files, 5)
	var wg sync.WaitGroup
	for range 4 {
		for _, f := range files {
			wg.Go(func() {
				r, err := f.Open()
				if err != nil {
					t.Errorf("%s: %v", f.Path, err)
					return
				}
				defer r.Close()
				if n, err := io.Copy(io.Discard, r); n != 200_000 || err != nil || len(r.Problems()) > 0 {
					t.Errorf("%s: %d bytes, %v, %v", f.Path, n, err, r.Problems())
				}
			})
		}
	}
	wg.Wait()
}

func TestInputsOfTheSameNameAreToldApartByTheirFolders(t *testing.T) {
	for _, c := range []struct{ paths, want []string }{
		{[]string{"/c/a.zip"}, []string{"a.zip"}},
		{[]string{"/c/a.zip", "/c/b.zip"}, []string{"a.zip", "b.zip"}},
		{[]string{"/c/a.zip", "/c/a.zip"}, []string{"a.zip", "a.zip"}},
		{[]string{"/1/EVENTLOG/S.evtx", "/2/EVENTLOG/S.evtx", "/2/b"}, []string{"1/EVENTLOG/S.evtx", "2/EVENTLOG/S.evtx", "b"}},
		{[]string{"/S.evtx", "/2/S.evtx"}, []string{"S.evtx", "2/S.evtx"}},
		{[]string{""}, []string{`""`}},
	} {
		if runtime.GOOS != "windows" {
			require.Equal(t, c.want, inputNames(Paths(c.paths...)))
		}
	}
}
