package textenc

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/japanese"
)

const japaneseText = "現在の WinHTTP プロキシ設定:\r\n\r\n    直接アクセス (プロキシ サーバーなし)。\r\n"

func utf16Bytes(s string, order binary.AppendByteOrder, mark bool) []byte {
	var b []byte
	if mark {
		b = order.AppendUint16(b, 0xFEFF)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func sjis(t testing.TB, s string) []byte {
	b, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte(s))
	require.NoError(t, err)
	return b
}

func TestDetectFindsTheEncodingOfWindowsTools(t *testing.T) {
	tests := []struct {
		name string
		in   []byte
		enc  Encoding
		mark int
	}{
		{"empty", nil, UTF8, 0},
		{"ascii", []byte("Name : Value\r\n"), UTF8, 0},
		{"utf-8 mark", []byte("\xEF\xBB\xBFx"), UTF8, 3},
		{"utf-8 japanese", []byte(japaneseText), UTF8, 0},
		{"utf-8 cut in a rune", []byte(japaneseText)[:4], UTF8, 0},
		{"utf-16le mark", utf16Bytes(japaneseText, binary.LittleEndian, true), UTF16LE, 2},
		{"utf-16be mark", utf16Bytes(japaneseText, binary.BigEndian, true), UTF16BE, 2},
		{"utf-16le without mark", utf16Bytes("MSI (s) (A0:5C) [10:20:30:123]: 名", binary.LittleEndian, false), UTF16LE, 0},
		{"utf-16be without mark", utf16Bytes("MSI (s) (A0:5C) [10:20:30:123]: 名", binary.BigEndian, false), UTF16BE, 0},
		{"cp932", sjis(t, japaneseText), CP932, 0},
		{"cp932 one kanji", sjis(t, "OS 名: x"), CP932, 0},
		{"cp932 ellipsis", []byte("HKLM:\\SYSTEM\\Curr\x81\x63 Enabled"), CP932, 0},
		{"cp1252 umlaut", []byte("M\xFCller"), CP1252, 0},
		{"cp1252 quote", []byte("don\x92t"), CP1252, 0},
		{"cp1252 eszett", []byte("gr\xF6\xDFer"), CP1252, 0},
		{"zeros are not text", make([]byte, 64), UTF8, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			enc, mark := Detect(tt.in)
			require.Equal(t, tt.enc, enc, enc.String())
			require.Equal(t, tt.mark, mark)
		})
	}
}

func TestEveryEncodingReadsAsTheSameLines(t *testing.T) {
	want := []string{"現在の WinHTTP プロキシ設定:", "", "    直接アクセス (プロキシ サーバーなし)。"}
	inputs := map[string][]byte{
		"utf-8":         []byte(japaneseText),
		"utf-8 mark":    []byte("\xEF\xBB\xBF" + japaneseText),
		"utf-16le":      utf16Bytes(japaneseText, binary.LittleEndian, true),
		"utf-16be":      utf16Bytes(japaneseText, binary.BigEndian, true),
		"cp932":         sjis(t, japaneseText),
		"lf":            []byte(strings.ReplaceAll(japaneseText, "\r\n", "\n")),
		"cr":            []byte(strings.ReplaceAll(japaneseText, "\r\n", "\r")),
		"cr cr lf":      []byte(strings.ReplaceAll(japaneseText, "\r\n", "\r\r\n")),
		"no last break": []byte(strings.TrimSuffix(japaneseText, "\r\n")),
	}
	for name, in := range inputs {
		for _, slow := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/slow=%v", name, slow), func(t *testing.T) {
				var r io.Reader = bytes.NewReader(in)
				if slow {
					r = iotest.OneByteReader(r)
				}
				require.Equal(t, want, readLines(t, r))
			})
		}
	}
}

func readLines(t testing.TB, r io.Reader) []string {
	lines := NewLines(context.Background(), r)
	var got []string
	for lines.Next() {
		got = append(got, lines.Text())
		require.Equal(t, len(got), lines.Number())
	}
	require.NoError(t, lines.Err())
	return got
}

func TestALogThatTurnsJapaneseLaterIsStillRead(t *testing.T) {
	ascii := strings.Repeat("an English line of a long log\r\n", 5000)
	for name, tail := range map[string][]byte{
		"cp932": sjis(t, "エラーが発生しました\r\n"),
		"utf-8": []byte("エラーが発生しました\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			got := readLines(t, bytes.NewReader(append([]byte(ascii), tail...)))
			require.Len(t, got, 5001)
			require.Equal(t, "エラーが発生しました", got[5000])
		})
	}
}

func TestALineOfAnyLengthIsCutAndTheNextOneIsWhole(t *testing.T) {
	for name, long := range map[string]string{
		"ascii":           strings.Repeat("x", 3*MaxLine),
		"japanese":        strings.Repeat("あ", MaxLine),
		"just over":       strings.Repeat("x", MaxLine+1),
		"ends with blank": strings.Repeat("x ", MaxLine),
	} {
		t.Run(name, func(t *testing.T) {
			lines := NewLines(context.Background(), strings.NewReader("first\n"+long+"\nlast\n"))
			require.True(t, lines.Next())
			require.True(t, lines.Next())
			require.True(t, lines.Cut())
			require.LessOrEqual(t, len(lines.Bytes()), MaxLine+len(cutMark))
			require.True(t, utf8.Valid(lines.Bytes()))
			require.True(t, strings.HasSuffix(lines.Text(), cutMark))
			require.True(t, lines.Next())
			require.Equal(t, "last", lines.Text())
			require.Equal(t, 3, lines.Number())
			require.False(t, lines.Next())
			require.Equal(t, 1, lines.Cuts())
		})
	}
}

func TestAFailingSourceGivesTheLinesBeforeTheFailure(t *testing.T) {
	broken := errors.New("disk gone")
	lines := NewLines(context.Background(), io.MultiReader(strings.NewReader("one\ntw"), iotest.ErrReader(broken)))
	var got []string
	for lines.Next() {
		got = append(got, lines.Text())
	}
	require.Equal(t, []string{"one", "tw"}, got)
	require.ErrorIs(t, lines.Err(), broken)
}

func TestACancelledContextEndsTheReading(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	lines := NewLines(ctx, strings.NewReader("one\n"))
	require.False(t, lines.Next())
	require.ErrorIs(t, lines.Err(), context.Canceled)
}

func TestNormalizePastedMakesDocumentTextMatchable(t *testing.T) {
	require.Equal(t, "failed-connection -1", NormalizeDashes("failed\u2011connection \u22121"))
	require.Equal(t, `it's "x" y`, NormalizePasted("it\u2019s \u201Cx\u201D\u00A0y"))
}

func FuzzReader(f *testing.F) {
	f.Add([]byte(japaneseText))
	f.Add(utf16Bytes(japaneseText, binary.LittleEndian, true))
	f.Add(utf16Bytes("a\U0001F600b", binary.BigEndian, true))
	f.Add(sjis(f, japaneseText))
	f.Add([]byte{0xFF, 0xFE, 0x00, 0xD8})
	f.Fuzz(func(t *testing.T, in []byte) {
		whole, err := io.ReadAll(NewReader(context.Background(), bytes.NewReader(in)))
		require.NoError(t, err)
		require.True(t, utf8.Valid(whole))
		slow, err := io.ReadAll(NewReader(context.Background(), iotest.OneByteReader(bytes.NewReader(in))))
		require.NoError(t, err)
		require.Equal(t, whole, slow)
		readLines(t, bytes.NewReader(in))
		require.True(t, utf8.ValidString(Decode(in)))
	})
}

func BenchmarkLines(b *testing.B) {
	line := "[10:20:30.123] [ 12] [INFO ] a line of an ordinary log with some words in it\r\n"
	text := strings.Repeat(line, 20000)
	for name, in := range map[string][]byte{
		"utf8":    []byte(text),
		"utf16le": utf16Bytes(text, binary.LittleEndian, true),
		"cp932":   bytes.Repeat(sjis(b, "エラーが発生しました。 10:20:30 an ordinary line\r\n"), 20000),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			for b.Loop() {
				lines := NewLines(context.Background(), bytes.NewReader(in))
				for lines.Next() {
					_ = lines.Bytes()
				}
			}
		})
	}
}

func TestLinesJoinedAgainAreTheText(t *testing.T) {
	lines := NewLines(context.Background(), strings.NewReader("一行目\r\n\r\nlast"))
	text, err := io.ReadAll(iotest.OneByteReader(Join(func() ([]byte, bool) {
		more := lines.Next()
		return lines.Bytes(), more
	})))
	require.NoError(t, err)
	require.Equal(t, "一行目\n\nlast\n", string(text))
}
