package cab

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// block is one CFDATA of a cabinet made for a test.
type block struct {
	packed []byte
	plain  int
}

type file struct {
	name           string
	size, offset   int
	folder, attrib uint16
}

// makeCab writes a cabinet with one folder and right checksums.
func makeCab(compression uint16, blocks []block, files []file) []byte {
	le := binary.LittleEndian
	folders := headerLen
	filesAt := folders + folderLen
	var list []byte
	for _, f := range files {
		list = le.AppendUint32(list, uint32(f.size))
		list = le.AppendUint32(list, uint32(f.offset))
		list = le.AppendUint16(list, f.folder)
		list = append(list, 0, 0, 0, 0)
		list = le.AppendUint16(list, f.attrib)
		list = append(append(list, f.name...), 0)
	}
	dataAt := filesAt + len(list)
	var data []byte
	for _, b := range blocks {
		counts := le.AppendUint16(le.AppendUint16(nil, uint16(len(b.packed))), uint16(b.plain))
		data = le.AppendUint32(data, checksum(b.packed, checksum(counts, 0)))
		data = append(append(data, counts...), b.packed...)
	}
	out := append([]byte("MSCF"), 0, 0, 0, 0)
	out = le.AppendUint32(out, uint32(dataAt+len(data)))
	out = append(out, 0, 0, 0, 0)
	out = le.AppendUint32(out, uint32(filesAt))
	out = append(out, 0, 0, 0, 0, 3, 1)
	out = le.AppendUint16(out, 1)
	out = le.AppendUint16(out, uint16(len(files)))
	out = append(out, make([]byte, 6)...)
	out = le.AppendUint32(out, uint32(dataAt))
	out = le.AppendUint16(out, uint16(len(blocks)))
	out = le.AppendUint16(out, compression)
	return append(append(out, list...), data...)
}

func storedBlocks(plain []byte) []block {
	var blocks []block
	for len(plain) > 0 {
		n := min(frameLen, len(plain))
		blocks = append(blocks, block{plain[:n], n})
		plain = plain[n:]
	}
	return blocks
}

// lzxBlocks packs frame after frame; kinds names the LZX blocks of each frame,
// over and over.
func lzxBlocks(plain []byte, window uint, e8 uint32, kinds ...[]int) []block {
	p := newLZXPacker(plain, window)
	p.e8size = e8
	var blocks []block
	for i := 0; p.pos < len(plain); i++ {
		packed, n := p.frame(kinds[i%len(kinds)]...)
		blocks = append(blocks, block{bytes.Clone(packed), n})
	}
	return blocks
}

// readAll reads every file and returns content by name, and the errors.
func readAll(t testing.TB, b []byte) (map[string]string, map[string]error) {
	t.Helper()
	c, err := NewReader(bytes.NewReader(b), int64(len(b)), nil)
	require.NoError(t, err)
	files, errs := map[string]string{}, map[string]error{}
	for {
		f, err := c.Next()
		if err == io.EOF {
			return files, errs
		}
		require.NoError(t, err)
		data, err := io.ReadAll(c)
		files[string(f.Name)] = string(data)
		if err != nil {
			errs[string(f.Name)] = err
		}
	}
}

// logText has long and short repeats, and no bytes a text would not have.
func logText(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	for b.Len() < n {
		fmt.Fprintf(&b, "2026-03-0%d 10:%02d:%02d ERROR provider %d failed\r\n", 1+r.IntN(9), r.IntN(60), r.IntN(60), r.IntN(5))
		if r.IntN(20) == 0 {
			for range r.IntN(400) {
				b.WriteByte(byte(r.IntN(256)))
			}
		}
	}
	return b.Bytes()[:n]
}

func lzxCompression(window uint16) uint16 { return methodLZX | window<<8 }

func lzxCases() map[string][]byte {
	text := logText(200_000)
	program := bytes.Repeat(append([]byte("\x55\x8B\xEC\xE8\x10\x20\x00\x00\x90\x90"), logText(90)...), 1500)
	cases := map[string][]byte{}
	add := func(name string, plain []byte, window uint16, e8 uint32, kinds ...[]int) {
		half := len(plain) / 2
		cases[name] = makeCab(lzxCompression(window), lzxBlocks(plain, uint(window), e8, kinds...), []file{
			{name: "one.log", size: half}, {name: "two.log", size: len(plain) - half, offset: half},
		})
	}
	add("verbatim", text, 15, 0, []int{blockVerbatim})
	add("aligned", text, 16, 0, []int{blockAligned})
	add("stored", text, 17, 0, []int{blockStored})
	add("largest window", text, 21, 0, []int{blockVerbatim, blockAligned})
	add("mixed", text[:199_999], 20, 0, []int{blockAligned, blockStored, blockVerbatim}, []int{blockStored, blockAligned}, []int{blockVerbatim})
	add("translated calls", program, 18, uint32(len(program)), []int{blockVerbatim}, []int{blockStored})
	return cases
}

// With E8 translation the plain bytes differ from the packed ones, and only the
// independent reader of the next test can say what they must be.
func TestLZXGivesWhatWasPacked(t *testing.T) {
	text := string(logText(200_000))
	for name, b := range lzxCases() {
		if name == "translated calls" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			files, errs := readAll(t, b)
			require.Empty(t, errs)
			got := files["one.log"] + files["two.log"]
			require.Equal(t, text[:len(got)], got)
			require.GreaterOrEqual(t, len(got), 199_999)
		})
	}
}

func TestLZXAgreesWithCabextract(t *testing.T) {
	if _, err := exec.LookPath("cabextract"); err != nil {
		t.Skip("cabextract is not installed")
	}
	for name, b := range lzxCases() {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "x.cab")
			require.NoError(t, os.WriteFile(path, b, 0o600))
			out, err := exec.Command("cabextract", "-q", "-d", dir, path).CombinedOutput()
			require.NoError(t, err, string(out))
			files, errs := readAll(t, b)
			require.Empty(t, errs)
			for name, data := range files {
				want, err := os.ReadFile(filepath.Join(dir, name))
				require.NoError(t, err)
				require.True(t, string(want) == data, name)
			}
		})
	}
}

func TestAStoredCabinetGivesItsFiles(t *testing.T) {
	text := logText(100_000)
	b := makeCab(methodNone, storedBlocks(text), []file{
		{name: "two.log", size: 60_000, offset: 40_000}, {name: "one.log", size: 40_000}, {name: "empty.log"},
	})
	files, errs := readAll(t, b)
	require.Empty(t, errs)
	require.Equal(t, map[string]string{"one.log": string(text[:40_000]), "two.log": string(text[40_000:]), "empty.log": ""}, files)
}

func TestACutCabinetGivesBackWhatItHolds(t *testing.T) {
	text := logText(200_000)
	b := makeCab(lzxCompression(16), lzxBlocks(text, 16, 0, []int{blockVerbatim}), []file{
		{name: "1.log", size: 30_000}, {name: "2.log", size: 150_000, offset: 30_000}, {name: "3.log", size: 20_000, offset: 180_000},
	})
	files, errs := readAll(t, b[:len(b)/2])
	require.Equal(t, string(text[:30_000]), files["1.log"])
	require.True(t, strings.HasPrefix(string(text[30_000:]), files["2.log"]))
	require.NotEmpty(t, files["2.log"])
	require.ErrorIs(t, errs["2.log"], io.ErrUnexpectedEOF)
	require.ErrorIs(t, errs["3.log"], io.ErrUnexpectedEOF)
	require.NoError(t, errs["1.log"])
}

func TestWhatIsWrongWithAFileShowsWhenItIsRead(t *testing.T) {
	text := logText(1000)
	two := []file{{name: "1.log", size: 600}, {name: "2.log", size: 400, offset: 600}}
	wrongSum := makeCab(methodNone, storedBlocks(text), two)
	wrongSum[len(wrongSum)-1] ^= 1
	for name, c := range map[string]struct {
		cab  []byte
		want error
		data string
	}{
		"Quantum":         {makeCab(methodQuantum, storedBlocks(text), two[:1]), ErrMethod, ""},
		"other cabinet":   {makeCab(methodNone, storedBlocks(text), []file{{name: "1.log", size: 10, folder: 0xFFFD}}), ErrSpanned, ""},
		"unknown folder":  {makeCab(methodNone, storedBlocks(text), []file{{name: "1.log", size: 10, folder: 7}}), ErrFormat, ""},
		"wrong checksum":  {wrongSum, ErrChecksum, string(text[:600])},
		"not MSZIP":       {makeCab(methodMSZIP, storedBlocks(text), two[:1]), ErrData, ""},
		"beyond the data": {makeCab(methodNone, storedBlocks(text), []file{{name: "1.log", size: 5000}}), io.ErrUnexpectedEOF, string(text)},
	} {
		t.Run(name, func(t *testing.T) {
			files, errs := readAll(t, c.cab)
			require.ErrorIs(t, errs["1.log"], c.want)
			require.Equal(t, c.data, files["1.log"])
		})
	}

	shared := makeCab(methodNone, storedBlocks(text), []file{{name: "1.log", size: 600}, {name: "2.log", size: 600}})
	files, errs := readAll(t, shared)
	require.Equal(t, string(text[:600]), files["1.log"])
	require.ErrorIs(t, errs["2.log"], ErrOverlap)
}

func TestFoldersThatShareTheirBlocksAreReadOnce(t *testing.T) {
	text := logText(200_000)
	b := makeCab(methodNone, storedBlocks(text), []file{{name: "1.log", size: 1, offset: 199_999}, {name: "2.log", size: 1, offset: 199_999, folder: 1}})
	// A second folder over the same blocks: its entry goes in front of the files.
	le := binary.LittleEndian
	folder := bytes.Clone(b[headerLen : headerLen+folderLen])
	for _, at := range []int{16, headerLen} {
		le.PutUint32(b[at:], le.Uint32(b[at:])+folderLen)
	}
	le.PutUint32(folder, le.Uint32(b[headerLen:]))
	le.PutUint16(b[26:], 2)
	b = slices.Insert(b, headerLen+folderLen, folder...)
	files, errs := readAll(t, b)
	require.NoError(t, errs["1.log"])
	require.Equal(t, string(text[199_999:]), files["1.log"])
	require.ErrorIs(t, errs["2.log"], ErrOverlap)
}

func TestSkippingAsksForEachBlock(t *testing.T) {
	stop := errors.New("enough")
	b := makeCab(methodNone, storedBlocks(logText(200_000)), []file{{name: "1.log", size: 1, offset: 199_999}})
	var skipped int64
	c, err := NewReader(bytes.NewReader(b), int64(len(b)), func(n, ratio int64) error {
		require.LessOrEqual(t, ratio, int64(1))
		if skipped += n; skipped > 100_000 {
			return stop
		}
		return nil
	})
	require.NoError(t, err)
	_, err = c.Next()
	require.NoError(t, err)
	require.ErrorIs(t, c.Err(), stop)
}

func FuzzReader(f *testing.F) {
	text := logText(40_000)
	f.Add(makeCab(methodNone, storedBlocks(text[:500]), []file{{name: "a", size: 500}}))
	f.Add(makeCab(methodMSZIP, []block{{[]byte("CK\x03\x00"), 0}}, []file{{name: "a", size: 1}}))
	f.Add(makeCab(lzxCompression(15), lzxBlocks(text, 15, 100, []int{blockAligned, blockStored}), []file{{name: "a", size: 40_000}}))
	f.Add(makeCab(lzxCompression(16), lzxBlocks(text[:3000], 16, 0, []int{blockVerbatim}), []file{{name: "a", size: 2999}, {name: "b", size: 1, offset: 2999}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := NewReader(bytes.NewReader(b), int64(len(b)), nil)
		if err != nil {
			require.ErrorIs(t, err, ErrFormat)
			return
		}
		for range c.Files() {
			file, err := c.Next()
			require.NoError(t, err)
			n, err := io.Copy(io.Discard, io.LimitReader(c, 1<<20))
			require.LessOrEqual(t, n, file.Size)
			if err == nil && n < 1<<20 {
				require.Equal(t, file.Size, n, "a short file has an error")
			}
		}
		_, err = c.Next()
		require.True(t, errors.Is(err, io.EOF))
	})
}

func BenchmarkLZX(b *testing.B) {
	text := logText(4 << 20)
	cab := makeCab(lzxCompression(21), lzxBlocks(text, 21, 0, []int{blockVerbatim}), []file{{name: "a", size: len(text)}})
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		readAll(b, cab)
	}
}
