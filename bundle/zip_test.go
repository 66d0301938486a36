package bundle

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEveryFileOfAZipIsRead(t *testing.T) {
	long := strings.Repeat("a line of a log\r\n", 10_000)
	b := makeZip(t, deflated("EVENTLOG/Application.evtx", long), stored("readme.txt", "hello"), stored("empty.log", ""))
	for name, content := range map[string][]byte{
		"as it is":                       b,
		"behind a program":               append(append([]byte("MZ"), make([]byte, 5000)...), b...),
		"with 3 kB of rubbish behind it": append(bytes.Clone(b), bytes.Repeat([]byte("junk"), 750)...),
	} {
		t.Run(name, func(t *testing.T) {
			got := walk(t, Options{}, write(t, "collected.zip", content))
			require.Empty(t, got.problems)
			require.Equal(t, map[string]seen{
				"collected.zip!/EVENTLOG/Application.evtx": {data: long},
				"collected.zip!/readme.txt":                {data: "hello"},
				"collected.zip!/empty.log":                 {},
			}, got.files)
		})
	}
}

func TestAZipThatIsCutGivesBackWhatItHolds(t *testing.T) {
	files := map[string]string{}
	var members []member
	for i := range 20 {
		data := randomText(uint64(i), 3000)
		name := fmt.Sprintf("f%02d.log", i)
		files["cut.zip!/"+name] = data
		members = append(members, deflated(name, data))
	}
	b := makeZip(t, members...)

	t.Run("in half: all before the cut, and the start of one more", func(t *testing.T) {
		got := walk(t, Options{}, write(t, "cut.zip", b[:len(b)/2]))
		require.Equal(t, []string{CodeCut}, got.codes())
		require.True(t, got.problems[0].Loss)
		last := got.order[len(got.order)-1]
		for _, path := range got.order[:len(got.order)-1] {
			require.Equal(t, seen{data: files[path]}, got.files[path])
		}
		require.GreaterOrEqual(t, len(got.order), 9)
		require.Equal(t, []string{CodeEntryCut}, got.files[last].problems)
		require.True(t, strings.HasPrefix(files[last], got.files[last].data))
		require.NotEmpty(t, got.files[last].data)
		require.Contains(t, said(got.problems[0]), fmt.Sprintf("%d of at least %d files", len(got.order)-1, len(got.order)))
	})
	for name, content := range map[string][]byte{
		"without its last 10 bytes: all": b[:len(b)-10],
		"with 70 kB of zeros behind it":  append(bytes.Clone(b), make([]byte, 70_000)...),
	} {
		t.Run(name, func(t *testing.T) {
			got := walk(t, Options{}, write(t, "cut.zip", content))
			require.Equal(t, []string{CodeIndex}, got.codes())
			require.Len(t, got.files, len(files))
			for path, data := range files {
				require.Equal(t, seen{data: data}, got.files[path])
			}
		})
	}
	t.Run("at any byte: never more than a prefix is lost", func(t *testing.T) {
		for cut := 0; cut < len(b); cut += 211 {
			got := walk(t, Options{}, write(t, "cut.zip", b[:cut]))
			for path, s := range got.files {
				require.True(t, strings.HasPrefix(files[path], s.data), "%s cut at %d", path, cut)
			}
		}
	})
}

func TestACutZipInsideAZipIsSavedToo(t *testing.T) {
	inner := makeZip(t, deflated("one.log", randomText(1, 3000)), deflated("two.log", randomText(2, 3000)))
	outer := makeZip(t, stored("inner.zip", string(inner)))
	got := walk(t, Options{}, write(t, "outer.zip", outer[:len(outer)-len(inner)/2]))
	require.Equal(t, randomText(1, 3000), got.files["outer.zip!/inner.zip!/one.log"].data)
	require.Equal(t, []string{CodeCut, CodeCut}, got.codes())
}

func TestWrongSizesInTheHeadersDoNotMatter(t *testing.T) {
	text := randomText(3, 50_000)
	small, huge, packed := pack(t, "small.log", text), pack(t, "huge.log", text), pack(t, "packed.log", text)
	small.size = 10
	huge.size = 4_000_000_000
	packed.packed = 4_000_000_000
	got := walk(t, Options{}, write(t, "lies.zip", rawZip(small, huge, packed, pack(t, "true.log", text))))
	require.Equal(t, map[string]seen{
		"lies.zip!/small.log":  {data: text, problems: []string{CodeEntrySize}},
		"lies.zip!/huge.log":   {data: text, problems: []string{CodeEntrySize}},
		"lies.zip!/packed.log": {data: text},
		"lies.zip!/true.log":   {data: text},
	}, got.files)
	require.Empty(t, got.problems)
}

func TestOneDamagedEntryDoesNotCostItsNeighbours(t *testing.T) {
	text := randomText(4, 50_000)
	good, sum, data, place, method := pack(t, "good.log", text), pack(t, "sum.log", text), pack(t, "data.log", text), pack(t, "place.log", text), pack(t, "method.log", text)
	sum.crc++
	data.data = bytes.Clone(data.data)
	copy(data.data[len(data.data)/2:], bytes.Repeat([]byte{0xFF}, 40))
	method.method = 98

	got := walk(t, Options{}, write(t, "x.zip", rawZip(sum, data, method, good)))
	require.Equal(t, seen{data: text}, got.files["x.zip!/good.log"])
	require.Equal(t, seen{data: text, problems: []string{CodeChecksum}}, got.files["x.zip!/sum.log"])
	require.Equal(t, CodeMethod, got.files["x.zip!/method.log"].skip)
	require.Contains(t, said(got.problem(t, CodeMethod)), "PPMd")
	require.NotEmpty(t, got.files["x.zip!/data.log"].problems)
	require.NotEmpty(t, got.files["x.zip!/data.log"].data)

	place.offset = 5
	got = walk(t, Options{}, write(t, "x.zip", rawZip(place, good)))
	require.Equal(t, []string{CodeIndex}, got.codes())
	require.Equal(t, text, got.files["x.zip!/place.log"].data, "found by a scan")
	require.Equal(t, text, got.files["x.zip!/good.log"].data)
}

func TestAnIndexThatNamesLostFilesSaysSo(t *testing.T) {
	b := rawZip(pack(t, "gone.log", "abc"), pack(t, "here.log", "def"))
	copy(b, "XXXX")
	got := walk(t, Options{}, write(t, "x.zip", b))
	require.Equal(t, CodeEntryLost, got.files["x.zip!/gone.log"].skip)
	require.Equal(t, "def", got.files["x.zip!/here.log"].data)
}

func TestEntriesThatShareDataAreReadOnce(t *testing.T) {
	entries := []rawEntry{pack(t, "first.log", strings.Repeat("0", 1<<20))}
	for i := range 50 {
		e := entries[0]
		e.name, e.sameAs = fmt.Sprintf("copy%d.log", i), 1
		entries = append(entries, e)
	}
	got := walk(t, Options{}, write(t, "bomb.zip", rawZip(entries...)))
	require.Len(t, got.files["bomb.zip!/first.log"].data, 1<<20)
	require.Equal(t, CodeOverlap, got.files["bomb.zip!/copy7.log"].skip)
	require.Contains(t, said(got.problem(t, CodeOverlap)), "50 of 51 entries share")
}

func TestAQuotedHeaderIsNotReadTwice(t *testing.T) {
	// The stored block of the first entry quotes the local header and the data of
	// the second: the ranges overlap although the headers differ.
	second := pack(t, "second.log", strings.Repeat("x", 100_000))
	quoted := append(localHeader(second), second.data...)
	first := rawEntry{name: "first.log", method: methodStore, data: nil, packed: uint32(len(quoted)), size: uint32(len(quoted))}
	got := walk(t, Options{}, write(t, "quine.zip", rawZip(first, second)))
	require.Equal(t, strings.Repeat("x", 100_000), got.files["quine.zip!/second.log"].data)
	require.Empty(t, got.files["quine.zip!/first.log"].data)
	require.NotEmpty(t, got.files["quine.zip!/first.log"].problems)
}

func TestWhatIsNoArchiveStaysAFile(t *testing.T) {
	office := makeZip(t, deflated("[Content_Types].xml", "<Types/>"), deflated("word/document.xml", "<w/>"))
	for name, content := range map[string]string{
		"notes.zip":   "this is a text with PK in it",
		"report.docx": string(office),
		"report.bin":  string(office),
		"tiny.cab":    "M",
	} {
		t.Run(name, func(t *testing.T) {
			got := walk(t, Options{}, write(t, name, []byte(content)))
			require.Equal(t, map[string]seen{name: {data: content}}, got.files)
			require.Empty(t, got.problems)
		})
	}
}

func TestWhatCannotBeOpenedSaysWhatToDo(t *testing.T) {
	b := makeZip(t, deflated("a.log", randomText(9, 9000)), deflated("b.log", randomText(10, 9000)))
	cases := []struct {
		name, code, says string
		content          []byte
	}{
		{"empty.zip", CodeEmptyFile, "empty file", nil},
		{"x.rar", CodeArchive, "RAR", []byte("Rar!\x1A\x07\x01\x00....")},
		{"x.lzh", CodeArchive, "LZH", []byte("\x20\x10-lh5-" + strings.Repeat("\x01", 30))},
		{"x.zip.002", CodeSplit, "join the parts", []byte("\x00\x01\x02")},
		{"x.z01", CodeSplit, "join the parts", append([]byte("PK\x07\x08"), b[:5000]...)},
		{"x.zip.001", CodeSplit, "join the parts", b[:5000]},
		{"none.zip", CodeNoFiles, "no files", makeZip(t)},
		{"broken.7z", CodeDamaged, "no file can be found", []byte("7z\xBC\xAF\x27\x1C" + strings.Repeat("\xFF", 60))},
		{"broken.cab", CodeDamaged, "no file can be found", []byte("MSCF\x00\x00\x00\x00" + strings.Repeat("\xFF", 60))},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := walk(t, Options{}, write(t, c.name, c.content))
			require.Contains(t, said(got.problem(t, c.code)), c.says)
		})
	}
}

// randomText returns text that compresses little, the same for the same seed.
func randomText(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + r.IntN(64))
	}
	return string(b)
}
