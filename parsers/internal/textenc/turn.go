package textenc

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// One file may hold text of two widths: cmd.exe appends (>>) in the code page of
// the console, PowerShell 5.1 in UTF-16LE, with a mark or without. The width
// turns at the beginning of a line only.

// turn is a place where the width of a text turns.
type turn struct {
	at    int  // what is before it has the old width
	mark  int  // length of the byte order mark there
	turns bool // false: the text goes on as it is, at least up to there
}

// turnOf returns the first turn in raw, which is text of the encoding and begins
// a line when fresh is set. What cannot be judged before more is there is left
// out, unless it is the last of the text.
func turnOf(raw []byte, enc Encoding, fresh, last bool) turn {
	switch enc {
	case UTF16LE:
		return toBytes(raw, fresh, last)
	case UTF16BE:
		return turn{at: len(raw)}
	}
	return toUTF16(raw)
}

// toBytes finds the first line of UTF-16LE text that is one of an 8-bit encoding.
func toBytes(raw []byte, fresh, last bool) turn {
	at := 0
	if !fresh {
		at = nextLine16(raw, 0)
	}
	for ; at < len(raw); at = nextLine16(raw, at) {
		line := raw[at:]
		end := bytes.IndexByte(line, '\n')
		if nul := bytes.IndexByte(line, 0); nul >= 0 && (end < 0 || nul <= end+1) {
			continue
		}
		switch {
		case end >= 0 && isByteLine(line[:end+1]), last && end < 0 && isPrintable(line):
			return turn{at: at, mark: markOf(line), turns: true}
		case end < 0 && at > 0 && !last:
			return turn{at: at}
		}
	}
	return turn{at: len(raw)}
}

// nextLine16 returns where the line of UTF-16LE text after the one at begins.
func nextLine16(raw []byte, at int) int {
	for i := at; i+1 < len(raw); {
		n := bytes.Index(raw[i:], []byte("\n\x00"))
		if n < 0 {
			break
		}
		if i += n; (i-at)%2 == 0 {
			return i + 2
		}
		i++
	}
	return len(raw)
}

// isByteLine reports whether a line without NULs has one byte for a Latin letter:
// CR and LF side by side, or nothing but ASCII. No two characters that people
// write in UTF-16 have such bytes.
func isByteLine(line []byte) bool {
	return isPrintable(line) && (bytes.HasSuffix(line, []byte("\r\n")) || len(line) > 8 && isASCII(line))
}

func isPrintable(b []byte) bool {
	for _, c := range b {
		if c < ' ' && c != '\t' && c != '\r' && c != '\n' && c != 0x1b {
			return false
		}
	}
	return len(b) > 0 && (utf8.Valid(b) || isShiftJIS(b) || isEUCJP(b) || detect8bit(b) == CP1252 && isMostlyASCII(b))
}

func isMostlyASCII(b []byte) bool {
	high := 0
	for _, c := range b {
		if c >= utf8.RuneSelf {
			high++
		}
	}
	return high*4 <= len(b)
}

// toUTF16 finds the line of 8-bit text in which UTF-16LE begins. Its NULs show
// it, at the latest those of its line end.
func toUTF16(raw []byte) turn {
	nul := bytes.IndexByte(raw, 0)
	if nul < 0 {
		return turn{at: len(raw)}
	}
	at := bytes.LastIndexByte(raw[:nul], '\n') + 1
	if at == nul && at > 1 { // LF 00: the line feed is of UTF-16 already
		at = bytes.LastIndexByte(raw[:at-1], '\n') + 1
	}
	mark := markOf(raw[at:])
	if !startsUTF16(raw[at+mark:]) {
		return turn{at: len(raw)}
	}
	return turn{at: at, mark: mark, turns: true}
}

// startsUTF16 reports whether a line is UTF-16LE: at least two characters have a
// zero high byte, none is zero.
func startsUTF16(line []byte) bool {
	narrow := 0
	for i := 0; i+1 < len(line) && i < 1024; i += 2 {
		switch u := binary.LittleEndian.Uint16(line[i:]); {
		case u == 0:
			return false
		case u < 0x100:
			narrow++
			if u == '\n' {
				return narrow > 1
			}
		}
	}
	return narrow > 3
}

// markOf returns the length of the byte order mark with which b begins.
func markOf(b []byte) int {
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		return 3
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return 2
	}
	return 0
}

// beginsInBytes reports whether the first line of a head is one of an 8-bit
// encoding, whatever comes after it.
func beginsInBytes(head []byte) bool {
	end := bytes.IndexByte(head, '\n')
	if end < 1 || bytes.IndexByte(head[:end], 0) >= 0 || end+1 < len(head) && head[end+1] == 0 {
		return false
	}
	return isPrintable(head[:end+1])
}
