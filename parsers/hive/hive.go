// Package hive reads registry hives in binary form, as `reg save` writes them
// and as they lie in System32\config. All integers are little-endian; offsets
// of cells count from the end of the base block.
//
//	file    base block (4096) │ bin │ bin │ …
//
//	base    0 "regf"   4 sequence 1   8 sequence 2 (differs: not written back)
//	        20 major   24 minor   36 offset of the root cell   40 size of all bins
//	        508 checksum: XOR of the 127 words before it
//	bin     0 "hbin"   4 its offset   8 its size   32 cells
//	cell    0 size, negative when in use   4 content:
//
//	nk      0 "nk"  2 flags (0x20: name is 8-bit)  4 FILETIME of the last write
//	        16 parent  20 number of subkeys  28 their list
//	        36 number of values  40 their list (u32 offsets)
//	        72 length of the name  76 name
//	lf lh   2 count  4 {offset, hash} …            subkeys
//	li ri   2 count  4 offset …                    subkeys; lists of subkeys
//	vk      2 length of the name, 0 the default value  4 length of the data,
//	        bit 31: the data are the four bytes at 8  8 offset of the data
//	        12 type  16 flags (1: name is 8-bit)  20 name
//	db      2 count  4 list of offsets             data above 16,344 bytes
//
// Source: Maxim Suhanov, "Windows registry file format specification"; Joachim
// Metz, "Windows NT Registry File (REGF) format". What a hive saved by `reg
// save` does not hold is the key it was saved from: the names of the keys at
// its top tell.
//
// Only keys that the sink wants are read. Each key is visited once, and
// every length is checked, so that a loop or a wild offset costs no more than
// the keys behind it. When some keys cannot be reached (the hive is cut), the
// bins are searched for keys that were not visited.
//
// A hive whose sequence numbers differ was copied while changes were under way.
// The transaction logs beside it are applied then (recovery); a log alone is
// named and not read.
//
// Problems: hive-checksum, too-large, header-cut, file-cut, bad-cell, too-many-values.
package hive

import (
	"context"
	"errors"
	"io"

	"hybriddiag/parsers"
)

// Parser reads registry hives.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "hive" }

// maxSize bounds what is held in memory. A hive is read whole because its parts
// point to each other; a SOFTWARE hive has some 100 MiB.
const maxSize = 256 << 20

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	if h.Magic == parsers.Hive {
		return parsers.Magic
	}
	return parsers.No
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	content, tooLarge, err := readAll(ctx, in)
	if err == nil && isLog(content) {
		return logResult(content, in.Base()), nil
	}
	w := newWalker(ctx, content, out)
	if tooLarge {
		w.problem("too-large", "limit", maxSize>>20)
	}
	w.recover(in)
	w.run(in.Base())
	if err == nil {
		err = ctx.Err()
	}
	return w.result, err
}

// readAll reads the file up to maxSize.
func readAll(ctx context.Context, in parsers.Input) (content []byte, tooLarge bool, err error) {
	room := int64(1 << 20)
	if in.Size > 0 {
		room = min(in.Size+1, maxSize+1)
	}
	content = make([]byte, 0, room)
	for {
		if err := ctx.Err(); err != nil {
			return content, false, err
		}
		if len(content) > maxSize {
			return content[:maxSize], true, nil
		}
		if len(content) == cap(content) {
			content = append(content, 0)[:len(content)]
		}
		n, err := in.R.Read(content[len(content):cap(content)])
		content = content[:len(content)+n]
		if errors.Is(err, io.EOF) {
			return content, false, nil
		}
		if err != nil {
			return content, false, err
		}
	}
}
