package sevenhead

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

const maxHeader = 1 << 20

// archive wraps a header as a 7z file without packed data.
func archive(header ...byte) []byte {
	b := append([]byte("7z\xBC\xAF\x27\x1C\x00\x04"), make([]byte, 24)...)
	binary.LittleEndian.PutUint64(b[20:], uint64(len(header)))
	return append(b, header...)
}

func head(b []byte) (Head, error) {
	return Read(bytes.NewReader(b), int64(len(b)), Limits{Bytes: maxHeader, Count: maxHeader})
}

// folder is the start of a header up to its only folder's coder, which follows.
func withCoder(coder ...byte) []byte {
	h := []byte{idHeader, idMainStreams, idPackInfo, 0, 1, idSize, 10, idEnd, idUnpackInfo, idFolder, 1, 0, 1}
	h = append(h, coder...)
	return append(h, idUnpackSize, 20, idEnd, idEnd, idFiles, 1, 0, 0, idEnd)
}

func TestWhatAnArchiveWouldCostIsKnownBefore(t *testing.T) {
	for name, c := range map[string]struct {
		coder []byte
		want  Folder
	}{
		"LZMA, 4 GiB":  {[]byte{0x23, 3, 1, 1, 5, 0x5D, 0xFF, 0xFF, 0xFF, 0xFF}, Folder{Memory: 1<<32 - 1}},
		"LZMA2, 3 GiB": {[]byte{0x21, 0x21, 1, 39}, Folder{Memory: 3 << 30}},
		"PPMd, 2 GiB":  {[]byte{0x23, 3, 4, 1, 5, 6, 0, 0, 0, 0x80}, Folder{Memory: 2 << 30}},
		"AES":          {[]byte{0x24, 6, 0xF1, 7, 1, 2, 0xD3, 0x00}, Folder{Encrypted: true}},
		"unknown":      {[]byte{0x02, 0xAB, 0xCD}, Folder{Method: "method abcd"}},
	} {
		t.Run(name, func(t *testing.T) {
			h, err := head(archive(withCoder(c.coder...)...))
			require.NoError(t, err)
			require.Equal(t, Head{Files: 1, Folders: []Folder{c.want}, Unpacked: 20}, h)
		})
	}
}

func TestHeadersThatPromiseMoreThanTheyHoldAreRefused(t *testing.T) {
	for name, h := range map[string][]byte{
		"1,000 files":       {idHeader, idFiles, 0x83, 0xE8},
		"2^63 checksums":    {idHeader, idMainStreams, idPackInfo, 0, 1, idCRC, 1},
		"unknown property":  {idHeader, 0x77},
		"no header":         {0x00},
		"cut":               {idHeader, idMainStreams, idPackInfo},
		"packed in nothing": {idEncodedHeader, idEnd},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := head(archive(h...))
			require.ErrorIs(t, err, ErrFormat)
		})
	}
	for name, h := range map[string][]byte{
		"4 billion files": {idHeader, idFiles, 0xF0, 0xFF, 0xFF, 0xFF, 0xFF},
		"2^63 folders":    {idHeader, idMainStreams, idUnpackInfo, idFolder, 0xFF, 1, 2, 3, 4, 5, 6, 7, 0x7F, 0},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := head(archive(h...))
			require.ErrorIs(t, err, ErrTooMany)
		})
	}
	_, err := head(archive(withCoder(0x01, 0)...)[:40])
	require.ErrorIs(t, err, ErrFormat, "the file ends before its header")
}

func TestHeadersThat7ZipWritesAreUnderstood(t *testing.T) {
	if _, err := exec.LookPath("7zz"); err != nil {
		t.Skip("7zz is not installed")
	}
	for name, c := range map[string]struct {
		args []string
		want func(t *testing.T, h Head)
	}{
		"solid":            {nil, func(t *testing.T, h Head) { require.Equal(t, uint64(100), h.Files) }},
		"not solid":        {[]string{"-ms=off"}, func(t *testing.T, h Head) { require.Len(t, h.Folders, 100) }},
		"plain header":     {[]string{"-mhc=off"}, func(t *testing.T, h Head) { require.Equal(t, uint64(100), h.Files) }},
		"encrypted":        {[]string{"-ppw"}, func(t *testing.T, h Head) { require.True(t, h.Folders[0].Encrypted) }},
		"encrypted header": {[]string{"-ppw", "-mhe=on"}, func(t *testing.T, h Head) { require.Equal(t, Head{HeaderEncrypted: true}, h) }},
	} {
		t.Run(name, func(t *testing.T) {
			h, err := head(packed(t, c.args...))
			require.NoError(t, err)
			c.want(t, h)
		})
	}
}

// packed lets 7-Zip pack 100 small files.
func packed(t testing.TB, args ...string) []byte {
	dir := t.TempDir()
	for i := range 100 {
		require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.log", i)), []byte(fmt.Sprint("content ", i)), 0o600))
	}
	cmd := exec.Command("7zz", append(append([]string{"a"}, args...), "x.7z", "*.log")...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	b, err := os.ReadFile(filepath.Join(dir, "x.7z"))
	require.NoError(t, err)
	return b
}

func FuzzRead(f *testing.F) {
	f.Add(archive(withCoder(0x01, 0)...))
	f.Add(archive(withCoder(0x23, 3, 1, 1, 5, 0x5D, 0, 0, 1, 0)...))
	f.Add(archive(idEncodedHeader, idPackInfo, 0, 1, idSize, 10, idEnd, idUnpackInfo, idFolder, 1, 0, 1, 0x23, 3, 1, 1, 5, 0x5D, 0, 0, 1, 0, idUnpackSize, 20, idEnd, idEnd))
	f.Fuzz(func(t *testing.T, b []byte) {
		h, err := head(b)
		if err == nil {
			require.LessOrEqual(t, h.Files, uint64(maxHeader))
		}
	})
}
