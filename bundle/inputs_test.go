package bundle

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

func TestAnUploadIsReadLikeTheFileOnDisk(t *testing.T) {
	upload := makeZip(t, deflated("EVENTLOG/a.evtx", "a"), deflated("in.zip", string(makeZip(t, deflated("b.log", "b")))), stored("in.7z", "no archive"))
	want := walk(t, Options{}, write(t, "case.zip", upload))
	require.Len(t, want.files, 3)
	for name, input := range map[string]Input{
		"at any place": ReaderAt("case.zip", bytes.NewReader(upload), int64(len(upload))),
		"once":         Stream("case.zip", iotest.HalfReader(bytes.NewReader(upload))),
	} {
		require.Equal(t, want, walkInputs(t, Options{}, input), name)
	}
}

func TestAFolderOfAnotherFileSystemIsReadLikeOneOnDisk(t *testing.T) {
	inner := makeZip(t, deflated("b.log", "b"))
	want := map[string]seen{"up/EVENTLOG/a.evtx": {data: "a"}, "up/in.zip!/b.log": {data: "b"}}
	packed := makeZip(t, stored("EVENTLOG/a.evtx", "a"), deflated("in.zip", string(inner)))
	inZip, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	require.NoError(t, err)

	got := walkInputs(t, Options{}, FS("up", fstest.MapFS{"EVENTLOG/a.evtx": {Data: []byte("a")}, "in.zip": {Data: inner}}))
	require.Equal(t, want, got.files, "files that can be read at any place")
	got = walkInputs(t, Options{}, FS("up", inZip))
	require.Equal(t, want, got.files, "files that cannot")
	require.Equal(t, []string{"up"}, got.summary.Inputs)
	require.Equal(t, int64(1+len(inner)), got.summary.InputBytes)
}

func TestInputsKeepTheNamesTheyAreGiven(t *testing.T) {
	onDisk := write(t, "a.log", []byte("disk"))
	got := walkInputs(t, Options{},
		Path(onDisk),
		Stream("a.log", strings.NewReader("stream")),
		Stream("a.log", strings.NewReader("again")),
		Stream("2026/a.log", strings.NewReader("longer")),
		Stream("../../etc/\x1b[2J", strings.NewReader("hostile")),
		Stream("", strings.NewReader("nameless")))
	require.Equal(t, map[string]seen{
		filepath.Base(filepath.Dir(onDisk)) + "/a.log": {data: "disk"},
		"a.log": {data: "stream"}, "a.log#2": {data: "again"}, "2026/a.log": {data: "longer"},
		"etc/<U+001B>[2J": {data: "hostile"}, "(unnamed)": {data: "nameless"},
	}, got.files)
}

func TestThePartsOfAnArchiveMayBeUploads(t *testing.T) {
	whole := makeZip(t, stored("a.log", randomText(1, 9000)))
	first, second := whole[:5000], whole[5000:]
	got := walkInputs(t, Options{},
		ReaderAt("x.zip.002", bytes.NewReader(second), int64(len(second))),
		ReaderAt("x.zip.001", bytes.NewReader(first), int64(len(first))))
	require.Equal(t, map[string]seen{"x.zip.002": {skip: CodePart}, "x.zip.001!/a.log": {data: randomText(1, 9000)}}, got.files)
	require.Equal(t, `archive-part name="x.zip.001"`, got.problems[0].String())
}

func TestAStreamThatBreaksGivesWhatCameBefore(t *testing.T) {
	broken := io.MultiReader(strings.NewReader("first half"), iotest.ErrReader(errors.New("connection reset")))
	got := walkInputs(t, Options{}, Stream("a.log", broken))
	require.Equal(t, seen{data: "first half", problems: []string{CodeEntryData}}, got.files["a.log"])
}

func TestSizeAddsUpWhatIsKnown(t *testing.T) {
	path := write(t, "a.log", []byte("four"))
	inputs := []Input{
		Path(path), Path(path + "-not-there"), ReaderAt("b", strings.NewReader("b"), 1),
		Stream("c", strings.NewReader("c")), FS("d", fstest.MapFS{"x/y": {Data: []byte("yy")}}),
	}
	require.Equal(t, int64(4+1+2), Size(inputs))
}

// countedAt counts reads and ends a context at one of them.
type countedAt struct {
	io.ReaderAt
	reads, last int
	cancel      func()
}

func (c *countedAt) ReadAt(p []byte, at int64) (int, error) {
	if c.reads++; c.reads == c.last {
		c.cancel()
	}
	return c.ReaderAt.ReadAt(p, at)
}

func TestACancelledContextEndsTheSearchInADamagedArchive(t *testing.T) {
	damaged := append(makeZip(t, stored("a.log", "a"))[:40], make([]byte, 64<<20)...)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	in := &countedAt{ReaderAt: bytes.NewReader(damaged), last: 8, cancel: cancel}
	_, _, err := Walk(ctx, []Input{ReaderAt("x.zip", in, int64(len(damaged)))}, Options{}, func(File) error { return nil })
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, in.last, in.reads)
}
