package main

import (
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// The encodings of the collectors: Out-File and reg export write UTF-16LE with
// a mark, cmd.exe the code page of the console.
var (
	utf16le = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	cp932   = japanese.ShiftJIS
	utf8    = encoding.Nop
)

// text is a text file with Windows line ends.
func text(path string, enc encoding.Encoding, lines ...string) file {
	return file{path, func() ([]byte, error) {
		s := strings.ReplaceAll(strings.Join(lines, "\n"), "\n", "\r\n") + "\r\n"
		return enc.NewEncoder().Bytes([]byte(s))
	}}
}
