package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// samples is the folder of the samples as the tests see it.
var samples = ".."

// content is what an archive holds: names in their order, and the bytes. The
// compressed form may change with the release of Go.
type content struct {
	names []string
	files map[string][]byte
}

func unpack(t *testing.T, archive []byte) content {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	require.NoError(t, err)
	c := content{files: map[string][]byte{}}
	for _, f := range r.File {
		rc, err := f.Open()
		require.NoError(t, err)
		b, err := io.ReadAll(rc)
		require.NoError(t, err)
		require.NoError(t, rc.Close())
		c.names = append(c.names, f.Name)
		c.files[f.Name] = b
	}
	return c
}

func TestTheSamplesAreInStepWithTheirStories(t *testing.T) {
	for _, s := range stories() {
		t.Run(s.name, func(t *testing.T) {
			made, err := s.zip()
			require.NoError(t, err)
			kept, err := os.ReadFile(filepath.Join(samples, s.name, s.archive))
			require.NoError(t, err, "run go run ./samples/generate")
			want, got := unpack(t, made), unpack(t, kept)
			require.Equal(t, want.names, got.names)
			for _, name := range want.names {
				require.True(t, bytes.Equal(want.files[name], got.files[name]), "%s differs; run go run ./samples/generate", name)
			}
		})
	}
}

func TestEverySampleIsDescribed(t *testing.T) {
	for _, s := range stories() {
		text, err := os.ReadFile(filepath.Join(samples, s.name, "README.md"))
		require.NoError(t, err)
		require.Contains(t, string(text), s.archive)
	}
}

func TestAStoryIsTheSameOnEveryRun(t *testing.T) {
	first, second := stories(), stories()
	for i := range first {
		a, err := first[i].zip()
		require.NoError(t, err)
		b, err := second[i].zip()
		require.NoError(t, err)
		require.True(t, bytes.Equal(a, b), first[i].name)
	}
}
