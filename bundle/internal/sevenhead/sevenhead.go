// Package sevenhead looks at the headers of a 7z archive before a decompressor
// gets to see it: how many files it lists, which of its folders are encrypted,
// and how much memory its coders want. Those numbers are claims of up to 2^64
// that a reader would allocate by.
//
//	signature header, 32 bytes                    folder = one stream of packed files
//	  0  "7z" BC AF 27 1C                           number of coders, then for each:
//	  6  version major, minor                         flags u8: low 4 bits length of the id,
//	  8  CRC-32 of the next 20 bytes                    10h has stream counts, 20h has properties
//	 12  place of the header, from byte 32   u64      id, [in, out], [length, properties]
//	 20  size of the header                  u64    pairs, packed streams
//	 28  CRC-32 of the header                u32
//
// The header is a sequence of properties, each an id byte; most end with 0. Its
// first byte is 1, or 17h when the header itself is packed in a folder. Numbers
// are 1 to 9 bytes: the leading one bits of the first byte count the bytes that
// follow. The layout is that of 7zFormat.txt of the LZMA SDK.
package sevenhead

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/ulikunitz/xz/lzma"
)

// What Read returns.
var (
	ErrFormat  = errors.New("7z: headers are damaged or cut")
	ErrTooMany = errors.New("7z: headers list more than the limit")
)

// Limits bounds what headers may claim.
type Limits struct {
	Bytes int64 // of the headers, packed and unpacked
	Count int   // of files, of folders, and of what a folder consists of
}

const signatureLen = 32

// Folder is one stream of the archive.
type Folder struct {
	Encrypted bool
	Method    string // an unsupported coder by its id, "" when all are known
	Memory    uint64 // bytes the decoder allocates
}

// Head is what the headers say.
type Head struct {
	Empty           bool // without a file, an archive needs no headers
	Files           uint64
	Folders         []Folder
	Unpacked        uint64 // bytes of all folders
	HeaderEncrypted bool   // even the names need the password; the rest is empty
}

// Read reads the headers.
func Read(r io.ReaderAt, size int64, limits Limits) (Head, error) {
	var sig [signatureLen]byte
	if _, err := r.ReadAt(sig[:], 0); err != nil {
		return Head{}, fmt.Errorf("%w: the first %d bytes", ErrFormat, signatureLen)
	}
	at, n := binary.LittleEndian.Uint64(sig[12:]), binary.LittleEndian.Uint64(sig[20:])
	if n == 0 {
		return Head{Empty: true}, nil
	}
	b, err := readAt(r, size, limits.Bytes, at, n)
	if err != nil {
		return Head{}, err
	}
	p := &parser{b: b, limit: uint64(limits.Count)}
	for {
		switch id := p.byte(); id {
		case idHeader:
			h := p.header()
			return h, p.err
		case idEncodedHeader:
			p, err = p.unpackHeader(r, size, limits.Bytes)
			if p == nil {
				return Head{HeaderEncrypted: err == nil}, err
			}
		default:
			return Head{}, fmt.Errorf("%w: begin with %#02x", ErrFormat, id)
		}
	}
}

// readAt reads n bytes at that place behind the signature header.
func readAt(r io.ReaderAt, size, max int64, at, n uint64) ([]byte, error) {
	body := uint64(size - signatureLen)
	switch {
	case at > body || n > body-at:
		return nil, fmt.Errorf("%w: %d bytes at %d of %d", ErrFormat, n, at, size)
	case n > uint64(max):
		return nil, fmt.Errorf("%w: headers of %d bytes", ErrTooMany, n)
	}
	b := make([]byte, n)
	if _, err := r.ReadAt(b, signatureLen+int64(at)); err != nil && err != io.EOF {
		return nil, err
	}
	return b, nil
}

// unpackHeader unpacks a packed header. It returns neither a parser nor an error
// when the header is encrypted.
func (p *parser) unpackHeader(r io.ReaderAt, size, limit int64) (*parser, error) {
	s := p.streams()
	if p.err != nil || len(s.folders) != 1 || len(s.packed) == 0 || len(s.folders[0].unpacked) == 0 {
		return nil, fmt.Errorf("%w: packed header", ErrFormat)
	}
	f := s.folders[0]
	if f.Encrypted {
		return nil, nil
	}
	b, err := readAt(r, size, limit, s.position, s.packed[0])
	if err != nil {
		return nil, err
	}
	plain := f.unpacked[len(f.unpacked)-1]
	switch {
	case len(f.lzma) != 5:
		return nil, fmt.Errorf("%w: packed header of %d bytes", ErrFormat, plain)
	case plain > uint64(limit):
		return nil, fmt.Errorf("%w: packed header of %d bytes", ErrTooMany, plain)
	}
	head := binary.LittleEndian.AppendUint64(bytes.Clone(f.lzma), plain)
	z, err := lzma.ReaderConfig{DictCap: int(min(uint64(limit), max(f.Memory, lzma.MinDictCap)))}.NewReader(io.MultiReader(bytes.NewReader(head), bytes.NewReader(b)))
	if err != nil {
		return nil, fmt.Errorf("%w: packed header: %v", ErrFormat, err)
	}
	b, err = io.ReadAll(io.LimitReader(z, int64(plain)))
	if err != nil {
		return nil, fmt.Errorf("%w: packed header: %v", ErrFormat, err)
	}
	return &parser{b: b, depth: p.depth + 1, limit: p.limit}, nil
}
