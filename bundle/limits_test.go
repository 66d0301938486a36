package bundle

import (
	"archive/tar"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEveryLimitIsNamedAndTheRestIsRead(t *testing.T) {
	b := makeZip(t, deflated("a.log", strings.Repeat("a", 1000)), deflated("b.log", strings.Repeat("b", 5000)), deflated("c.log", "c"))
	path := write(t, "x.zip", b)
	c := seen{data: "c"}

	t.Run("size of one file", func(t *testing.T) {
		got := walk(t, Options{Limits: Limits{Entry: 1000}}, path)
		require.Equal(t, seen{data: strings.Repeat("a", 1000)}, got.files["x.zip!/a.log"], "exactly at the limit")
		require.Equal(t, seen{data: strings.Repeat("b", 1000), problems: []string{CodeLimitEntry}}, got.files["x.zip!/b.log"])
		require.Equal(t, c, got.files["x.zip!/c.log"])
	})
	t.Run("bytes in all", func(t *testing.T) {
		got := walk(t, Options{Limits: Limits{Produced: 3000}}, path)
		require.Equal(t, seen{data: strings.Repeat("b", 2000), problems: []string{CodeLimitOutput}}, got.files["x.zip!/b.log"])
		require.Equal(t, seen{problems: []string{CodeLimitOutput}}, got.files["x.zip!/c.log"])
	})
	t.Run("number of files", func(t *testing.T) {
		got := walk(t, Options{Limits: Limits{Entries: 2}}, path)
		require.Len(t, got.files, 2)
		require.Equal(t, []string{CodeLimitCount}, got.codes())
		require.True(t, got.problems[0].Loss)
	})
	t.Run("input", func(t *testing.T) {
		other := write(t, "other.log", make([]byte, 5000))
		got := walk(t, Options{Limits: Limits{Input: 2000}}, path, other)
		require.Equal(t, c, got.files["x.zip!/c.log"])
		require.Equal(t, CodeLimitInput, got.files["other.log"].skip)
	})
	t.Run("temporary file", func(t *testing.T) {
		got := walkInputs(t, Options{Limits: Limits{Spool: 1 << 20, HoldNested: 1}}, Stream("long.txt", strings.NewReader(strings.Repeat("x", 1<<20+1))))
		require.Equal(t, seen{data: strings.Repeat("x", 1<<20), problems: []string{CodeLimitSpool}}, got.files["long.txt"])
		got = walkInputs(t, Options{Limits: Limits{Spool: 1 << 20, HoldNested: 1}}, Stream("full.txt", strings.NewReader(strings.Repeat("x", 1<<20))))
		require.Empty(t, got.files["full.txt"].problems, "exactly at the limit")
	})
	t.Run("size of the index", func(t *testing.T) {
		got := walk(t, Options{Limits: Limits{Index: 60}}, path)
		require.Equal(t, []string{CodeIndex}, got.codes())
		require.Len(t, got.files, 3, "found by a scan")
	})
}

func TestArchivesDeeperThanTheLimitAreNotOpened(t *testing.T) {
	inner := makeZip(t, stored("level12.log", "deep"))
	for level := 11; level >= 1; level-- {
		inner = makeZip(t, deflated(fmt.Sprintf("level%d.zip", level), string(inner)), stored(fmt.Sprintf("level%d.log", level), "text"))
	}
	got := walk(t, Options{}, write(t, "nest.zip", inner))
	require.Equal(t, []string{CodeLimitDepth}, got.codes())
	require.Equal(t, CodeLimitDepth, got.files["nest.zip!/level1.zip!/level2.zip!/level3.zip!/level4.zip"].skip)
	require.Equal(t, seen{data: "text"}, got.files["nest.zip!/level1.zip!/level2.zip!/level3.zip!/level4.log"])
	require.Len(t, got.files, 5)
}

func TestAMillionEntriesCostNoMoreThanTheLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("writes a zip of a million entries")
	}
	path := write(t, "many.zip", manyEntries(1_000_000))
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	files := 0
	problems, _, err := Walk(context.Background(), Paths(path), Options{}, func(File) error { files++; return nil })
	require.NoError(t, err)
	runtime.ReadMemStats(&after)
	require.Equal(t, 100_000, files)
	require.Equal(t, CodeLimitCount, problems[0].Kind())
	t.Logf("%d MiB allocated in all", (after.TotalAlloc-before.TotalAlloc)>>20)
}

// manyEntries writes a zip of empty files without keeping headers as objects.
func manyEntries(n int) []byte {
	var out, index []byte
	for i := range n {
		e := rawEntry{name: fmt.Sprintf("%07d", i)}
		index = append(index, centralHeader(e, len(out))...)
		out = append(out, localHeader(e)...)
	}
	start := len(out)
	return append(append(out, index...), endRecord(n, len(index), start)...)
}

func TestAReaderMayStopEarly(t *testing.T) {
	path := write(t, "zeros.zip", zeros(t, 1<<30))
	_, _, err := Walk(context.Background(), Paths(path), Options{}, func(f File) error {
		r, err := f.Open()
		require.NoError(t, err)
		_, err = io.CopyN(io.Discard, r, 64<<10)
		require.NoError(t, err)
		require.NoError(t, r.Close())
		require.Equal(t, int64(64<<10), r.Count())
		_, err = r.Read(make([]byte, 1))
		require.Equal(t, io.EOF, err)
		return nil
	})
	require.NoError(t, err)
}

// zeros is a zip with one entry of n zeros.
func zeros(t testing.TB, n int64) []byte {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestSpeed)
	require.NoError(t, err)
	sum := crc32.NewIEEE()
	_, err = io.CopyN(io.MultiWriter(w, sum), zeroReader{}, n)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return rawZip(rawEntry{
		name: "zeros.bin", data: packed.Bytes(), method: methodDeflate,
		crc: sum.Sum32(), packed: uint32(packed.Len()), size: uint32(n),
	})
}

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestWhatIsTooLargeForMemoryGoesToATemporaryFileWithoutAName(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	big, small := randomText(1, 300_000), randomText(2, 10_000)
	inner := makeZip(t, deflated("big.log", big), deflated("small.log", small))
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	for name, data := range map[string]string{"inner.zip": string(inner), "big.log": big, "small.log": small} {
		require.NoError(t, w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(data))}))
		_, err := io.WriteString(w, data)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())

	got := walk(t, Options{Limits: Limits{HoldMember: 50_000, HoldNested: 50_000}}, write(t, "x.tar", archive.Bytes()))
	require.Empty(t, got.problems)
	require.Equal(t, map[string]seen{
		"x.tar!/inner.zip!/big.log": {data: big}, "x.tar!/inner.zip!/small.log": {data: small},
		"x.tar!/big.log": {data: big}, "x.tar!/small.log": {data: small},
	}, got.files)
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestATemporaryFolderThatCannotBeWrittenIsNamed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("TMPDIR is not used here")
	}
	path := write(t, "x.zip", makeZip(t, deflated("inner.zip", string(makeZip(t, deflated("a.log", randomText(1, 90_000)))))))
	t.Setenv("TMPDIR", "/nonexistent")
	got := walk(t, Options{Limits: Limits{HoldNested: 10_000}}, path)
	require.Equal(t, CodeTempFile, got.problems[0].Kind())
}

func TestACancelledContextEndsTheWalkAndTheReaders(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	path := write(t, "x.zip", makeZip(t, deflated("a.log", "a"), deflated("b.log", "b")))
	_, summary, err := Walk(ctx, Paths(path), Options{}, func(f File) error {
		r, err := f.Open()
		require.NoError(t, err)
		defer r.Close()
		cancel()
		_, err = r.Read(make([]byte, 1))
		require.ErrorIs(t, err, context.Canceled)
		return nil
	})
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, 1, summary.Files)
}

func TestAnErrorOfTheVisitorEndsTheWalk(t *testing.T) {
	stop := errors.New("enough")
	path := write(t, "x.zip", makeZip(t, deflated("a.zip", string(makeZip(t, stored("a.log", "a")))), stored("b.log", "b")))
	_, summary, err := Walk(context.Background(), Paths(path), Options{}, func(File) error { return stop })
	require.ErrorIs(t, err, stop)
	require.Equal(t, 1, summary.Files)
}

func TestTheSameProblemManyTimesIsSaidOnce(t *testing.T) {
	var members []rawEntry
	for i := range 100 {
		members = append(members, zipCrypto(pack(t, fmt.Sprintf("%d.log", i), "x"), "pw"))
	}
	got := walk(t, Options{}, write(t, "x.zip", rawZip(members...)))
	require.Len(t, got.files, 100)
	require.Len(t, got.problems, sameInArchive+1)
	last := got.problems[sameInArchive]
	require.Equal(t, "x.zip", last.Path)
	require.Contains(t, said(last), "80 more files")
}
