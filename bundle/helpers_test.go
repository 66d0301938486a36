package bundle

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/i18n"
)

// seen is what a walk gave for one file.
type seen struct {
	data     string
	skip     string // code
	problems []string
}

// result is what a walk gave.
type result struct {
	order    []string
	files    map[string]seen
	problems []Problem
	summary  Summary
}

func (r result) codes() []string {
	var codes []string
	for _, p := range r.problems {
		codes = append(codes, p.Kind())
	}
	return codes
}

// said returns what the user reads.
func said(p Problem) string { return i18n.English.Say(p.Note) }

func (r result) problem(t testing.TB, code string) Problem {
	t.Helper()
	for _, p := range r.problems {
		if p.Kind() == code {
			return p
		}
	}
	require.Failf(t, "no such problem", "want %s, got %v", code, r.problems)
	return Problem{}
}

// walk reads every file of the inputs to its end.
func walk(t testing.TB, opt Options, paths ...string) result {
	t.Helper()
	return walkInputs(t, opt, Paths(paths...)...)
}

// walkInputs reads every file of inputs of any kind.
func walkInputs(t testing.TB, opt Options, inputs ...Input) result {
	t.Helper()
	res := result{files: map[string]seen{}}
	var err error
	res.problems, res.summary, err = Walk(context.Background(), inputs, opt, func(f File) error {
		require.NotContains(t, res.files, f.Path, "a path is unique in the case")
		res.order = append(res.order, f.Path)
		res.files[f.Path] = read(t, f)
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, len(res.order), res.summary.Files)
	return res
}

func read(t testing.TB, f File) seen {
	t.Helper()
	var s seen
	for _, p := range f.Problems {
		s.problems = append(s.problems, p.Kind())
	}
	if f.Skip != nil {
		s.skip = f.Skip.Kind()
		_, err := f.Open()
		require.ErrorIs(t, err, f.Skip)
		return s
	}
	r, err := f.Open()
	require.NoError(t, err)
	defer r.Close()
	b, err := io.ReadAll(r)
	require.NoError(t, err, "damage is no error of reading")
	s.data = string(b)
	for _, p := range r.Problems() {
		require.Equal(t, f.Path, p.Path)
		s.problems = append(s.problems, p.Kind())
	}
	return s
}

// write puts content into a file of that name in a folder of its own.
func write(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, content, 0o600))
	return path
}

// member is one entry of a zip made for a test.
type member struct {
	name string
	data string
	zip.FileHeader
}

func stored(name, data string) member {
	return member{name: name, data: data, FileHeader: zip.FileHeader{Method: zip.Store}}
}

func deflated(name, data string) member {
	return member{name: name, data: data, FileHeader: zip.FileHeader{Method: zip.Deflate}}
}

// makeZip packs members with the standard library: deflate with descriptors.
func makeZip(t testing.TB, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		h := m.FileHeader
		h.Name = m.name
		f, err := w.CreateHeader(&h)
		require.NoError(t, err)
		_, err = io.WriteString(f, m.data)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.Bytes()
}
