package zipdir

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// makeZip packs n files; stored ones hold text, the others are deflated and
// have a descriptor behind their data.
func makeZip(t testing.TB, n int, method uint16) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range n {
		f, err := w.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("dir/%d.log", i), Method: method})
		require.NoError(t, err)
		_, err = io.WriteString(f, strings.Repeat(fmt.Sprint("line ", i, "\n"), 50))
		require.NoError(t, err)
	}
	require.NoError(t, w.SetComment("a comment with PK\x05\x06 in it"))
	require.NoError(t, w.Close())
	return b.Bytes()
}

func read(t testing.TB, b []byte, limits Limits) *Directory {
	t.Helper()
	d, err := Read(bytes.NewReader(b), int64(len(b)), limits)
	require.NoError(t, err)
	return d
}

func entryNames(d *Directory) (names []string) {
	for _, e := range d.Entries {
		names = append(names, string(e.Name))
	}
	return names
}

func TestScanAndIndexFindTheSame(t *testing.T) {
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		b := makeZip(t, 30, method)
		byIndex := read(t, b, Limits{})
		require.True(t, byIndex.Indexed)
		require.Equal(t, uint64(30), byIndex.Claimed)
		at := bytes.LastIndex(b, []byte("PK\x05\x06\x00\x00\x00\x00"))
		byScan := read(t, b[:at], Limits{})
		require.False(t, byScan.Indexed)
		require.False(t, byScan.Tail, "the files are whole")
		require.Equal(t, entryNames(byIndex), entryNames(byScan))
		for i := range byIndex.Entries {
			a, b := byIndex.Entries[i], byScan.Entries[i]
			require.Equal(t, []any{a.Header, a.Data, a.CRC, a.Size, a.Compressed}, []any{b.Header, b.Data, b.CRC, b.Size, b.Compressed})
		}
	}
}

func TestLimitsStopTheListNotTheReading(t *testing.T) {
	b := makeZip(t, 30, zip.Deflate)
	d := read(t, b, Limits{Entries: 7})
	require.Len(t, d.Entries, 7)
	require.True(t, d.Limited)
	d = read(t, b[:len(b)-60], Limits{Entries: 7})
	require.Len(t, d.Entries, 7)
	require.True(t, d.Limited)
	d = read(t, b, Limits{Index: 200})
	require.Len(t, d.Entries, 30, "an index over its limit is replaced by a scan")
	require.True(t, d.IndexCut)
}

func TestBytesWithoutAnyHeaderAreNoZip(t *testing.T) {
	for _, s := range []string{"", "PK", "PK\x03\x04", "text", strings.Repeat("PK\x03\x04", 100)} {
		_, err := Read(strings.NewReader(s), int64(len(s)), Limits{})
		require.ErrorIs(t, err, ErrNotZip)
	}
}

// FuzzRead checks what everything above relies on: no byte of data belongs to
// two entries, and nothing lies before its header.
func FuzzRead(f *testing.F) {
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		b := makeZip(f, 3, method)
		f.Add(b)
		f.Add(b[:len(b)-40])
		f.Add(b[:len(b)/2])
		f.Add(append([]byte("MZ prefix"), b...))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := Read(bytes.NewReader(b), int64(len(b)), Limits{Entries: 100, Index: 1 << 20})
		if err != nil {
			require.ErrorIs(t, err, ErrNotZip)
			return
		}
		require.LessOrEqual(t, len(d.Entries), 200, "index and scan at most")
		var own []Entry
		for _, e := range d.Entries {
			if e.Data > 0 && e.SameAs < 0 {
				own = append(own, e)
			}
		}
		slices.SortFunc(own, func(a, b Entry) int { return int(a.Header - b.Header) })
		for i, e := range own {
			require.Greater(t, e.Data, e.Header)
			require.GreaterOrEqual(t, e.Limit, e.Data)
			if i > 0 && own[i-1].Limit > own[i-1].Data {
				require.LessOrEqual(t, own[i-1].Limit, e.Header)
			}
		}
	})
}

func TestArchivesGluedTogetherAreAllRead(t *testing.T) {
	one, two, three := makeZip(t, 3, zip.Deflate), makeZip(t, 2, zip.Store), makeZip(t, 1, zip.Deflate)
	d := read(t, slices.Concat(one, two, three), Limits{})
	require.True(t, d.Indexed)
	require.Equal(t, slices.Concat(entryNames(read(t, one, Limits{})), entryNames(read(t, two, Limits{})), entryNames(read(t, three, Limits{}))), entryNames(d))
	require.Equal(t, int64(len(one)), d.Entries[3].Header)
	for _, e := range d.Entries {
		require.Equal(t, -1, e.SameAs)
	}
	require.Len(t, read(t, slices.Concat([]byte("MZ and a program"), three), Limits{}).Entries, 1)
	d = read(t, slices.Concat(one[:len(one)/2], three), Limits{})
	require.Len(t, d.Entries, 1)
	require.Equal(t, int64(len(one)/2), d.Unread)
}
