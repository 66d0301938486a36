package inflate64

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// sample mixes repeats nearer and farther than 32 KiB, long runs and noise.
func sample(n int) []byte {
	r := rand.New(rand.NewPCG(3, 4))
	var b bytes.Buffer
	for b.Len() < n {
		switch r.IntN(4) {
		case 0:
			b.Write(bytes.Repeat([]byte{byte(r.IntN(256))}, r.IntN(70_000)))
		case 1:
			if from := b.Len() - 60_000; from > 0 {
				b.Write(bytes.Clone(b.Bytes()[from : from+r.IntN(10_000)]))
			}
		default:
			for range r.IntN(3000) {
				fmt.Fprintf(&b, "%d,", r.IntN(1000))
			}
		}
	}
	return b.Bytes()[:n]
}

// raw packs data as Deflate64 with 7-Zip and returns the bare stream.
func raw(t testing.TB, data []byte) []byte {
	t.Helper()
	if _, err := exec.LookPath("7zz"); err != nil {
		t.Skip("7zz is not installed")
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "x"), data, 0o600))
	cmd := exec.Command("7zz", "a", "-mm=Deflate64", "-mx=5", "x.zip", "x")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	z, err := zip.OpenReader(filepath.Join(dir, "x.zip"))
	require.NoError(t, err)
	defer z.Close()
	require.Equal(t, uint16(9), z.File[0].Method)
	r, err := z.File[0].OpenRaw()
	require.NoError(t, err)
	b, err := io.ReadAll(r)
	require.NoError(t, err)
	return b
}

func TestWhat7ZipPacksWithDeflate64IsRead(t *testing.T) {
	want := sample(3 << 20)
	got, err := io.ReadAll(NewReader(bytes.NewReader(raw(t, want))))
	require.NoError(t, err)
	require.True(t, bytes.Equal(want, got))
}

func TestADeflateStreamWithoutLengthCode285IsDeflate64(t *testing.T) {
	want := sample(200_000)
	for _, level := range []int{flate.NoCompression, flate.HuffmanOnly} {
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, level)
		require.NoError(t, err)
		_, err = w.Write(want)
		require.NoError(t, err)
		require.NoError(t, w.Close())
		got, err := io.ReadAll(NewReader(&b))
		require.NoError(t, err)
		require.True(t, bytes.Equal(want, got))
	}
}

func TestACutStreamGivesAllBeforeTheCut(t *testing.T) {
	want := sample(500_000)
	packed := raw(t, want)
	got, err := io.ReadAll(NewReader(bytes.NewReader(packed[:len(packed)/2])))
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.True(t, bytes.HasPrefix(want, got))
	require.Greater(t, len(got), 100_000)
}

func TestNonsenseIsRefused(t *testing.T) {
	for name, b := range map[string][]byte{
		"block type 3":          {0x07},
		"stored length":         {0x01, 0x01, 0x00, 0x00, 0x00},
		"distance before start": {0x03, 0x02, 0x00}, // fixed codes: length 3, distance 1
	} {
		t.Run(name, func(t *testing.T) {
			_, err := io.ReadAll(NewReader(bytes.NewReader(b)))
			require.ErrorIs(t, err, ErrCorrupt)
		})
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte{0x03, 0x00})
	f.Add([]byte{0x4B, 0x4C, 0x04, 0x00})
	f.Add([]byte{0x01, 0x03, 0x00, 0xFC, 0xFF, 'a', 'b', 'c'})
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, 9)
	w.Write([]byte("abcabcabcabc the quick brown fox abcabc"))
	w.Close()
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		n, err := io.Copy(io.Discard, io.LimitReader(NewReader(bytes.NewReader(b)), 4<<20))
		// No symbol of n bits gives more than 65,538 bytes.
		require.LessOrEqual(t, n, int64(len(b)+1)*8*maxMatch)
		_ = err
	})
}

func BenchmarkReader(b *testing.B) {
	want := sample(8 << 20)
	packed := raw(b, want)
	b.SetBytes(int64(len(want)))
	for b.Loop() {
		_, err := io.Copy(io.Discard, NewReader(bytes.NewReader(packed)))
		require.NoError(b, err)
	}
}
