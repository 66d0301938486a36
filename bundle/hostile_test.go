package bundle

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/ulikunitz/xz"
)

// emptyBlocks is gzip whose data is n stored blocks without a byte.
func emptyBlocks(n int) []byte {
	head := []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff}
	return append(head, bytes.Repeat([]byte{0, 0, 0, 0xff, 0xff}, n)...)
}

func TestCompressedDataThatGivesNoByteIsLeft(t *testing.T) {
	limit := Options{Limits: Limits{Idle: 100_000}}
	path := write(t, "a.tar", []byte(makeTar(t, map[string]string{
		"endless.log.gz": string(emptyBlocks(50_000)), "good.log": "good",
	})))
	got := walk(t, limit, path)
	require.Equal(t, seen{data: "good"}, got.files["a.tar!/good.log"])
	require.Equal(t, []string{CodeLimitIdle}, got.files["a.tar!/endless.log.gz!/endless.log"].problems)

	behind := append(emptyBlocks(10_000), gzipped(t, "content")[10:]...)
	got = walk(t, limit, write(t, "pauses.log.gz", behind))
	require.Equal(t, "content", got.files["pauses.log.gz!/pauses.log"].data, "a pause is not the end")
}

func TestALargeMemberThatIsNoEvidenceIsNotSpooled(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", "/nonexistent")
	big := randomText(3, 300_000)
	evidence := func(name string, _ []byte) bool { return strings.HasSuffix(name, ".evtx") }
	path := dir + "/a.tar"
	require.NoError(t, os.WriteFile(path, []byte(makeTar(t, map[string]string{
		"dump.bin": big, "small.log": "small", "x.evtx": big,
	})), 0o600))
	got := walk(t, Options{Wanted: evidence, Limits: Limits{HoldMember: 100_000}}, path)
	require.Len(t, got.files, 3)
	require.Empty(t, got.files["a.tar!/dump.bin"].problems)
	require.True(t, strings.HasPrefix(big, got.files["a.tar!/dump.bin"].data))
	require.Equal(t, seen{data: "small"}, got.files["a.tar!/small.log"])
	require.Equal(t, []string{CodeTempFile}, got.files["a.tar!/x.evtx"].problems, "what is needed goes to the temporary file")
}

func TestGettingPastABombIsUnderALimit(t *testing.T) {
	opt := Options{
		Wanted: func(name string, _ []byte) bool { return name != "bomb.bin" },
		Limits: Limits{HoldMember: 100_000, Skipped: 4 << 20},
	}
	for name, c := range map[string]struct {
		size  int64
		found bool
	}{
		"64 MiB of zeros in front": {64 << 20, false},
		"2 MiB of zeros in front":  {2 << 20, true},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			w := tar.NewWriter(z)
			require.NoError(t, w.WriteHeader(&tar.Header{Name: "bomb.bin", Size: c.size}))
			_, err := io.CopyN(w, ones{}, c.size)
			require.NoError(t, err)
			require.NoError(t, w.WriteHeader(&tar.Header{Name: "good.log", Size: 4}))
			_, err = io.WriteString(w, "good")
			require.NoError(t, err)
			require.NoError(t, w.Close())
			require.NoError(t, z.Close())
			got := walk(t, opt, write(t, "a.tar.gz", b.Bytes()))
			if c.found {
				require.Equal(t, seen{data: "good"}, got.files["a.tar.gz!/good.log"])
				return
			}
			require.Equal(t, []string{CodeLimitSkip}, got.codes())
			require.Contains(t, said(got.problems[0]), "4.0 MiB")
		})
	}
}

// ones gives bytes that are not zero: pages of zeros are held for nothing.
type ones struct{}

func (ones) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 1
	}
	return len(p), nil
}

func TestADictionaryBeyondMemoryIsNamedAndTheRestIsRead(t *testing.T) {
	huge := xzipped(t, "text")
	// The dictionary is the byte behind the id of LZMA2 and the size of its
	// properties in the block header, which a CRC-32 ends.
	block := huge[12:]
	at := bytes.Index(block, []byte{0x21, 1}) + 2
	block[at] = 40
	size := (int(block[0]) + 1) * 4
	binary.LittleEndian.PutUint32(block[size-4:], crc32.ChecksumIEEE(block[:size-4]))
	path := write(t, "x.tar", []byte(makeTar(t, map[string]string{"huge.log.xz": string(huge), "good.log": "good"})))
	got := walk(t, Options{}, path)
	require.Equal(t, seen{data: "good"}, got.files["x.tar!/good.log"])
	require.Equal(t, []string{CodeMethod}, got.codes())
	require.Contains(t, said(got.problems[0]), "64.0 MiB")

	_, err := xz.NewReader(bytes.NewReader(huge))
	require.NoError(t, err, "the header is valid")
}

func TestEveryEntryOfAnArchiveIsRefusedWhenNoPasswordFits(t *testing.T) {
	var entries []rawEntry
	for i := range maxRefused + 20 {
		entries = append(entries, winZipAES(t, store(fmt.Sprintf("%d.log", i), "secret"), "right", 3, 2))
	}
	got := walk(t, Options{Passwords: []string{"wrong"}}, write(t, "x.zip", rawZip(entries...)))
	require.Len(t, got.files, maxRefused+20)
	require.Equal(t, CodePassword, got.files[fmt.Sprintf("x.zip!/%d.log", maxRefused+10)].skip)
}
