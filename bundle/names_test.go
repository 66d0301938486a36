package bundle

import (
	"archive/zip"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/japanese"
)

func TestNamesAreShownAsTheyWereMeant(t *testing.T) {
	sjis := func(s string) string {
		b, err := japanese.ShiftJIS.NewEncoder().String(s)
		require.NoError(t, err)
		return b
	}
	for name, c := range map[string]struct{ raw, want string }{
		"PowerShell 5.1 backslashes":       {`EVENTLOG\ECS01\Application.evtx`, "EVENTLOG/ECS01/Application.evtx"},
		"UTF-8":                            {"収集/表示.log", "収集/表示.log"},
		"CP932":                            {sjis("収集/表示.log"), "収集/表示.log"},
		"CP932 whose bytes hold backslash": {sjis(`表\ソ\予.log`), "表/ソ/予.log"},
		"half-width kana":                  {sjis("ﾛｸﾞ.txt"), "ﾛｸﾞ.txt"},
		"neither":                          {"\x81\xFFx.log", "ü\u00a0x.log"},
		"zip slip":                         {"../../etc/passwd", "etc/passwd"},
		"inner dots":                       {"a/./b/../c.log", "a/c.log"},
		"absolute":                         {"/var/log/x.log", "var/log/x.log"},
		"drive":                            {`C:\Windows\x.log`, "C:/Windows/x.log"},
		"share":                            {`\\server\share\x.log`, "server/share/x.log"},
		"device and stream":                {"aux/nul.txt:zone", "aux/nul.txt:zone"},
		"control characters":               {"a\x00b\x1b[31mc\r\n.log", "a<U+0000>b<U+001B>[31mc<U+000D><U+000A>.log"},
		"turned direction":                 {"fdp\u202Egol.exe", "fdp<U+202E>gol.exe"},
		"nothing":                          {"", unnamed},
		"only dots":                        {"../..", unnamed},
	} {
		t.Run(name, func(t *testing.T) {
			got, long := cleanName(decodeName([]byte(c.raw)), 4096)
			require.Equal(t, c.want, got)
			require.False(t, long)
		})
	}
}

func TestEveryEntryOfAZipHasAPathOfItsOwn(t *testing.T) {
	sjis, err := japanese.ShiftJIS.NewEncoder().String(`収集\表.log`)
	require.NoError(t, err)
	b := makeZip(t,
		stored("a.log", "1"), stored("A.LOG", "2"), stored("a.log", "3"), stored(`.\a.log`, "4"), stored("a.log#2", "5"),
		member{name: sjis, data: "6", FileHeader: zip.FileHeader{NonUTF8: true}},
		member{name: "収集/ソ.log", data: "7", FileHeader: zip.FileHeader{NonUTF8: true}},
		stored("../../../tmp/evil", "8"), stored(strings.Repeat("n", 40_000), "9"),
		stored("dir/", ""), stored(`dir\`, ""),
	)
	got := walk(t, Options{}, write(t, "names.zip", b))
	require.Equal(t, []string{
		"names.zip!/a.log", "names.zip!/A.LOG", "names.zip!/a.log#2", "names.zip!/a.log#3", "names.zip!/a.log#2#2",
		"names.zip!/収集/表.log", "names.zip!/収集/ソ.log", "names.zip!/tmp/evil",
		"names.zip!/" + strings.Repeat("n", 4096) + "…",
	}, got.order)
	require.Equal(t, []string{CodeName}, got.codes())
	require.False(t, got.problems[0].Loss)
}

func TestAUnicodePathFieldWins(t *testing.T) {
	e := pack(t, "raw?.log", "x")
	field := append([]byte{1}, binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(e.name)))...)
	field = append(field, "本当.log"...)
	e.extra = binary.LittleEndian.AppendUint16(nil, 0x7075)
	e.extra = binary.LittleEndian.AppendUint16(e.extra, uint16(len(field)))
	e.extra = append(e.extra, field...)
	got := walk(t, Options{}, write(t, "x.zip", rawZip(e)))
	require.Equal(t, []string{"x.zip!/本当.log"}, got.order)
}

func FuzzCleanName(f *testing.F) {
	for _, s := range []string{"a/b", `..\..\x`, "\x95\x5C.log", "\x1b[0m", strings.Repeat("é", 3000), "#2", "a!/b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		name, _ := cleanName(decodeName(raw), 4096)
		require.NotEmpty(t, name)
		require.True(t, utf8.ValidString(name))
		require.NotContains(t, name, `\`)
		require.False(t, strings.HasPrefix(name, "/"))
		require.Negative(t, strings.IndexFunc(name, hidden))
		for _, elem := range strings.Split(name, "/") {
			require.NotContains(t, []string{"", ".", ".."}, elem)
		}
		again, _ := cleanName(name, 1<<20)
		require.Equal(t, name, again, "cleaning twice changes nothing")
		used := names{}
		require.NotEqual(t, used.unique(name), used.unique(name))
	})
}
