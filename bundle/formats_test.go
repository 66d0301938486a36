package bundle

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/require"
	"github.com/ulikunitz/xz"
	"github.com/ulikunitz/xz/lzma"

	"hybriddiag/bundle/internal/zipdir"
)

func TestCompressedFilesAndTarsAreOpened(t *testing.T) {
	text := strings.Repeat("a line\n", 5000)
	tarred := makeTar(t, map[string]string{"EVENTLOG/a.evtx": text})
	for name, c := range map[string]struct {
		content []byte
		want    map[string]seen
	}{
		"trace.log.gz":   {gzipped(t, text), map[string]seen{"trace.log.gz!/trace.log": {data: text}}},
		"trace.log.xz":   {xzipped(t, text), map[string]seen{"trace.log.xz!/trace.log": {data: text}}},
		"trace.log.zst":  {zstded(t, text), map[string]seen{"trace.log.zst!/trace.log": {data: text}}},
		"case.tar":       {[]byte(tarred), map[string]seen{"case.tar!/EVENTLOG/a.evtx": {data: text}}},
		"case.tgz":       {gzipped(t, tarred), map[string]seen{"case.tgz!/EVENTLOG/a.evtx": {data: text}}},
		"case.tar.xz":    {xzipped(t, tarred), map[string]seen{"case.tar.xz!/EVENTLOG/a.evtx": {data: text}}},
		"named wrong.js": {gzipped(t, tarred), map[string]seen{"named wrong.js!/EVENTLOG/a.evtx": {data: text}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := walk(t, Options{}, write(t, name, c.content))
			require.Empty(t, got.problems)
			require.Equal(t, c.want, got.files)

			zipped := makeZip(t, deflated(name, string(c.content)))
			require.Len(t, walk(t, Options{}, write(t, "outer.zip", zipped)).files, 1, "inside a zip")
		})
	}
}

func TestACutTarGivesBackWhatItHolds(t *testing.T) {
	one, two := randomText(1, 5000), randomText(2, 5000)
	b := []byte(makeTar(t, map[string]string{"1.log": one, "2.log": two}))
	got := walk(t, Options{}, write(t, "x.tar", b[:512+5120+512+1000]))
	require.Equal(t, map[string]seen{"x.tar!/1.log": {data: one}, "x.tar!/2.log": {data: two[:1000], problems: []string{CodeEntryCut}}}, got.files)
	require.Equal(t, []string{CodeCut}, got.codes())

	b = gzipped(t, one)
	got = walk(t, Options{}, write(t, "x.log.gz", b[:len(b)/2]))
	require.Equal(t, []string{CodeEntryCut}, got.files["x.log.gz!/x.log"].problems)
	require.NotEmpty(t, got.files["x.log.gz!/x.log"].data)
}

func TestRareMethodsOfZipAreRead(t *testing.T) {
	text := strings.Repeat("a line of a log\n", 5000)
	for id, data := range map[uint16][]byte{
		methodZstd: zstded(t, text),
		methodXZ:   xzipped(t, text),
		methodLZMA: lzmaForZip(t, text),
	} {
		t.Run(methodOf(&zipdir.Entry{Method: id}).name, func(t *testing.T) {
			e := store("a.log", text)
			e.method, e.data, e.packed = id, data, uint32(len(data))
			got := walk(t, Options{}, write(t, "x.zip", rawZip(e)))
			require.Equal(t, map[string]seen{"x.zip!/a.log": {data: text}}, got.files)
		})
	}
}

// makeTar packs the files in the order of their names.
func makeTar(t *testing.T, files map[string]string) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		require.NoError(t, w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(files[name]))}))
		_, err := io.WriteString(w, files[name])
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.String()
}

func gzipped(t *testing.T, s string) []byte {
	var b bytes.Buffer
	return packedBy(t, gzip.NewWriter(&b), &b, s)
}

func xzipped(t *testing.T, s string) []byte {
	var b bytes.Buffer
	w, err := xz.NewWriter(&b)
	require.NoError(t, err)
	return packedBy(t, w, &b, s)
}

func zstded(t *testing.T, s string) []byte {
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b)
	require.NoError(t, err)
	return packedBy(t, w, &b, s)
}

func lzmaForZip(t *testing.T, s string) []byte {
	var b bytes.Buffer
	w, err := lzma.WriterConfig{Size: int64(len(s))}.NewWriter(&b)
	require.NoError(t, err)
	classic := packedBy(t, w, &b, s)
	return append(append([]byte{24, 1, 5, 0}, classic[:5]...), classic[13:]...)
}

func packedBy(t *testing.T, w io.WriteCloser, b *bytes.Buffer, s string) []byte {
	_, err := io.WriteString(w, s)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

// The tests below compare with packers that are installed.

// packWith runs a packer over a folder of two files and walks the result.
func packWith(t *testing.T, opt Options, archive, tool string, args ...string) result {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Skipf("%s is not installed", tool)
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.log"), []byte(packText()), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "b.bin"), []byte(randomText(7, 300_000)), 0o600))
	cmd := exec.Command(tool, append(args, archive, "a.log", "b.bin")...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	return walk(t, opt, filepath.Join(dir, archive))
}

// packText compresses well and has matches far longer than those of Deflate.
func packText() string {
	return randomText(8, 1000) + strings.Repeat("0123456789abcdef", 40_000) + randomText(8, 1000)
}

func TestArchivesOfOtherPackersAreRead(t *testing.T) {
	pw := Options{Passwords: []string{"geheim"}}
	for name, c := range map[string]struct {
		opt     Options
		archive string
		tool    string
		args    []string
	}{
		"Deflate64":                {Options{}, "x.zip", "7zz", []string{"a", "-mm=Deflate64"}},
		"bzip2":                    {Options{}, "x.zip", "7zz", []string{"a", "-mm=BZip2"}},
		"LZMA with end mark":       {Options{}, "x.zip", "7zz", []string{"a", "-mm=LZMA", "-mx=9"}},
		"ZipCrypto":                {pw, "x.zip", "7zz", []string{"a", "-pgeheim", "-mem=ZipCrypto"}},
		"AES-256":                  {pw, "x.zip", "7zz", []string{"a", "-pgeheim", "-mem=AES256"}},
		"Info-ZIP":                 {Options{}, "x.zip", "zip", []string{"-q"}},
		"Info-ZIP encrypted":       {pw, "x.zip", "zip", []string{"-q", "-P", "geheim"}},
		"Zip64":                    {Options{}, "x.zip", "zip", []string{"-q", "-fz"}},
		"7z solid":                 {Options{}, "x.7z", "7zz", []string{"a"}},
		"7z stored":                {Options{}, "x.7z", "7zz", []string{"a", "-mx=0"}},
		"7z PPMd":                  {Options{}, "x.7z", "7zz", []string{"a", "-m0=PPMd"}},
		"7z bzip2":                 {Options{}, "x.7z", "7zz", []string{"a", "-m0=BZip2"}},
		"7z encrypted":             {pw, "x.7z", "7zz", []string{"a", "-pgeheim"}},
		"7z encrypted and stored":  {pw, "x.7z", "7zz", []string{"a", "-pgeheim", "-mx=0"}},
		"7z with encrypted header": {pw, "x.7z", "7zz", []string{"a", "-pgeheim", "-mhe=on"}},
		"cab MSZIP":                {Options{}, "x.cab", "gcab", []string{"-c", "-z"}},
		"cab stored":               {Options{}, "x.cab", "gcab", []string{"-c"}},
		"tar.bz2":                  {Options{}, "x.tar.bz2", "tar", []string{"cjf"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := packWith(t, c.opt, c.archive, c.tool, c.args...)
			require.Empty(t, got.problems)
			require.Equal(t, map[string]seen{
				c.archive + "!/a.log": {data: packText()},
				c.archive + "!/b.bin": {data: randomText(7, 300_000)},
			}, got.files)
		})
	}
}

func TestAnEncrypted7zSaysWhichPasswordIsMissing(t *testing.T) {
	for name, args := range map[string][]string{"data": {"a", "-pgeheim"}, "stored": {"a", "-pgeheim", "-mx=0"}, "header": {"a", "-pgeheim", "-mhe=on"}} {
		t.Run(name, func(t *testing.T) {
			for code, opt := range map[string]Options{CodeEncrypted: {}, CodePassword: {Passwords: []string{"x", "y"}}} {
				got := packWith(t, opt, "x.7z", "7zz", args...)
				require.Contains(t, got.codes(), code)
				for path, f := range got.files {
					require.Equal(t, seen{skip: code}, f, path)
				}
			}
		})
	}
}
