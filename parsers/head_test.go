package parsers

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
)

func head(text string) *Head { return NewHead([]byte(text), "x") }

func TestATextMayBeginWithTheWordThatMarksAFile(t *testing.T) {
	for _, text := range []string{
		"regf is the mark of a hive.", "GIF89a of the dialog:", "%PDF-1.7 could not be opened.", "1234LfLe was found.",
		"BZh91AY&SY begins a file of bzip2.", "MZ begins a program.", "PK stands for it.", "MSCF marks a cabinet.", "ElfFile is the mark.",
	} {
		require.Equal(t, NoMagic, NewHead([]byte(text+"\r\nError 0x80090326"), "note.txt").Magic, "%q", text)
	}
	require.Equal(t, PDF, NewHead([]byte("%PDF-1.7\r\n1 0 obj"), "a").Magic)
	require.Equal(t, Hive, NewHead([]byte("regf\x0c\x00\x00\x00\x0c\x00"), "a").Magic)
}

func TestTheTextOfAHeadIsDecodedOnce(t *testing.T) {
	wide := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune("一行目\r\ntwo\r\n")) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	h := NewHead(wide, "x")
	require.Equal(t, "一行目\r\ntwo\r\n", h.Text())
	require.Equal(t, []string{"一行目", "two", ""}, h.Lines(9))
	require.Equal(t, "一行目", h.Start(len("一行目")))
	require.Zero(t, testing.AllocsPerRun(10, func() { _, _, _ = h.Text(), h.Lines(9), h.Root() }))
}

func TestLinesOfTheOpeningOnly(t *testing.T) {
	require.Len(t, head(strings.Repeat("\n", 1000)).Lines(1000), openingLines)
	require.Equal(t, []string{"a", "b"}, head("a\r\r\nb\nc").Lines(2))
	long := head("a" + strings.Repeat("予", openingSize))
	require.Equal(t, "a"+strings.Repeat("予", (openingSize-1)/3), long.Lines(1)[0], "no half character is left")
}

func TestBinaryFilesHaveNoText(t *testing.T) {
	for _, m := range magics {
		h := head(strings.Repeat("x", m.offset) + m.bytes + "1.4\n\x00text")
		require.Equal(t, m.kind, h.Magic, "%q", m.bytes)
		require.Empty(t, h.Text())
		require.Empty(t, h.Lines(1))
		require.Empty(t, h.Root().Name)
		require.Zero(t, h.JSON())
	}
	for _, text := range []string{"", "MZ is how it begins", "PK", "BZh91", "Rar!", "\n\r\r\n a text with many line ends", "Elf", "0\x82"} {
		require.Equal(t, NoMagic, head(text).Magic, "%q", text)
		require.Equal(t, text == "", head(text).Text() == "", "%q", text)
	}
}

func TestTheFirstElementOfXML(t *testing.T) {
	for text, want := range map[string]Element{
		"<a/>": {"a", "<a/>"},
		"\ufeff\r\n<?xml version=\"1.0\"?><!-- <b> --><x:Events>": {"x:Events", "<x:Events>"},
		"- <Event xmlns=\"u\">":                                   {"Event", "<Event xmlns=\"u\">"},
		"<!DOCTYPE html>\n<html lang=\"ja\">":                     {"html", "<html lang=\"ja\">"},
		"<!-- open <a>":                                           {},
		"<?xml open <a>":                                          {},
		"< 5 and > 3":                                             {},
		"a < b <c>":                                               {},
		"<":                                                       {},
		"":                                                        {},
	} {
		require.Equal(t, want, head(text).Root(), "%q", text)
	}
	require.Equal(t, "Events", Element{Name: "x:Events"}.Local())
	require.Equal(t, "Event", Element{Name: "Event"}.Local())
}

func TestTheFirstTokenOfJSON(t *testing.T) {
	for text, want := range map[string]byte{"\r\n {": '{', "[1": '[', "\"a\"": 0, "12": 0, "": 0, "text {": 0} {
		require.Equal(t, want, head(text).JSON(), "%q", text)
	}
}

func TestNamesOfHeads(t *testing.T) {
	h := NewHead(nil, "a/b!/System.EVTX")
	require.Equal(t, "System.EVTX", h.Base())
	require.True(t, h.HasSuffix(".evtx"))
	require.False(t, h.HasSuffix(".etl"))
	require.False(t, NewHead(nil, "x").HasSuffix(".evtx"))
}
