package parsers

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// MagicKind is a kind of binary file that its first bytes prove.
type MagicKind uint8

// The kinds of binary files that collections hold. Those without a parser are
// known so that nobody takes them for text.
const (
	NoMagic     MagicKind = iota
	EventLog              // .evtx, from its header or its first chunk on; .evt
	Hive                  // a registry hive
	Capture               // .pcap and .pcapng
	Picture               // PNG, JPEG, GIF, BMP, TIFF, WebP, HEIC, AVIF
	AppleDouble           // what macOS keeps beside a file that it packs
	Archive               // zip, 7z, cab, gzip, bzip2, xz, zstd, rar
	Program               // an executable of Windows
	Document              // the compound files of Office and of MSI
	PDF                   // a page description
	Notebook              // a section of OneNote
	Video                 // MP4, MOV, MKV, AVI, WMV
	Database              // SQLite
)

// magics are the bytes that prove a kind, and their offset. Two or three bytes
// alone prove nothing: text can begin with them.
var magics = []struct {
	offset int
	bytes  string
	kind   MagicKind
}{
	{0, "ElfFile\x00", EventLog},
	{0, "ElfChnk\x00", EventLog},
	{4096, "ElfChnk\x00", EventLog},
	{4, "LfLe", EventLog},
	{0, "regf", Hive},
	{0, "\xd4\xc3\xb2\xa1", Capture},
	{0, "\xa1\xb2\xc3\xd4", Capture},
	{0, "\x4d\x3c\xb2\xa1", Capture},
	{0, "\xa1\xb2\x3c\x4d", Capture},
	{8, "\x4d\x3c\x2b\x1a", Capture}, // the byte order of a section header block
	{8, "\x1a\x2b\x3c\x4d", Capture},
	{0, "\x89PNG\r\n\x1a\n", Picture},
	{0, "\xff\xd8\xff", Picture},
	{0, "GIF8", Picture},
	{6, "\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00", Picture}, // BMP: reserved, offset of the pixels, size of the header
	{6, "\x00\x00\x00\x00\x36\x04\x00\x00\x28\x00\x00\x00", Picture},
	{6, "\x00\x00\x00\x00\x7a\x00\x00\x00\x6c\x00\x00\x00", Picture},
	{6, "\x00\x00\x00\x00\x8a\x00\x00\x00\x7c\x00\x00\x00", Picture},
	{0, "II*\x00", Picture},
	{0, "MM\x00*", Picture},
	{8, "WEBPVP8", Picture},
	{4, "ftyphei", Picture},
	{4, "ftyphev", Picture},
	{4, "ftypmif1", Picture},
	{4, "ftypavif", Picture},
	{4, "ftyp", Video},
	{0, "\x1a\x45\xdf\xa3", Video},
	{8, "AVI LIST", Video},
	{0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11", Video},
	{0, "\x00\x05\x16\x07", AppleDouble},
	{0, "PK\x03\x04", Archive},
	{0, "7z\xbc\xaf\x27\x1c", Archive},
	{0, "MSCF\x00\x00\x00\x00", Archive},
	{0, "\x1f\x8b\x08", Archive},
	{0, "BZh91AY&SY", Archive},
	{0, "\xfd7zXZ\x00", Archive},
	{0, "\x28\xb5\x2f\xfd", Archive},
	{0, "Rar!\x1a\x07", Archive},
	{0, "MZ\x90\x00", Program},
	{0, "%PDF-", PDF},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Document},
	{0, "\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", Notebook},
	{0, "SQLite format 3\x00", Database},
}

// magicOf returns the kind that the first bytes of a file prove.
func magicOf(head []byte) MagicKind {
	for _, m := range magics {
		end := m.offset + len(m.bytes)
		if end <= len(head) && string(head[m.offset:end]) == m.bytes && !isWord(head, m.bytes) {
			return m.kind
		}
	}
	return NoMagic
}

// isWord reports whether magic bytes that are letters are only a word with which
// a text begins. What they stand for has zeros or other bytes of no text behind
// them, or as the bytes of a PDF their version and the end of a line.
func isWord(head []byte, magic string) bool {
	switch {
	case strings.ContainsFunc(magic, func(r rune) bool { return r < ' ' || r > '~' }):
		return false
	case magic == "%PDF-":
		line, _, _ := bytes.Cut(head, []byte("\n"))
		return !pdfVersion.Match(bytes.TrimRight(line, "\r"))
	}
	return len(head) > len(magic)+4 && !slices.ContainsFunc(head[:min(len(head), 512)], noText)
}

var pdfVersion = regexp.MustCompile(`^%PDF-\d\.\d[ %]*(\r|$)`)

// noText reports whether a byte stands in no text of one byte a character.
func noText(b byte) bool {
	return b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B
}
