package bundle

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzWalk looks for archives of any kind that make the walk fail, run out of
// its limits or give a file that cannot be named.
func FuzzWalk(f *testing.F) {
	text := strings.Repeat("a line of a log\r\n", 100)
	plainZip := makeZip(f, deflated("a.log", text), stored("b.log", text), deflated("c.zip", string(makeZip(f, stored("d.log", "d")))))
	f.Add(plainZip)
	f.Add(plainZip[:len(plainZip)-30])
	f.Add(plainZip[:len(plainZip)/2])
	f.Add(rawZip(zipCrypto(pack(f, "a.log", text), "pw"), pack(f, "b.log", text)))
	f.Add(rawZip(pack(f, "a.log", text), rawEntry{name: "b.log", sameAs: 1, method: methodDeflate}))
	f.Add([]byte("MSCF\x00\x00\x00\x00"))
	f.Add([]byte("7z\xBC\xAF\x27\x1C\x00\x04" + strings.Repeat("\x00", 30)))
	f.Add([]byte("\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\xFF\x03\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		limits := Limits{Entries: 50, Entry: 1 << 20, Produced: 4 << 20, HoldMember: 64 << 10, HoldNested: 64 << 10}
		paths := map[string]bool{}
		_, summary, err := walkBytes(t, b, Options{Passwords: []string{"pw"}, Limits: limits}, func(file File) error {
			require.False(t, paths[file.Path], "path %q twice", file.Path)
			paths[file.Path] = true
			require.True(t, strings.HasPrefix(file.Path, "x.zip"))
			r, err := file.Open()
			if err != nil {
				return nil
			}
			defer r.Close()
			n, err := io.Copy(io.Discard, r)
			require.NoError(t, err)
			require.LessOrEqual(t, n, limits.Entry)
			return nil
		})
		require.NoError(t, err)
		require.LessOrEqual(t, summary.Files, limits.Entries+1)
	})
}

// walkBytes walks one input without a disk.
func walkBytes(t testing.TB, b []byte, opt Options, visit func(File) error) ([]Problem, Summary, error) {
	t.Helper()
	w := newWalker(context.Background(), opt, visit)
	err := w.file(node{path: "x.zip", name: "x.zip", content: section(
		func() (readerAt, error) { return nopCloserAt{bytes.NewReader(b)}, nil }, 0, int64(len(b)))})
	return w.problems.list(), w.summary, err
}
