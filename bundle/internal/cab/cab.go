// Package cab reads Microsoft cabinet files from front to back: stored, MSZIP
// and LZX. `netsh trace` writes them beside its traces, and collectors pack
// with makecab.
//
//	CFHEADER · CFFOLDER… · CFFILE… · CFDATA…
//
//	CFHEADER, 36 bytes                     CFFOLDER, 8 bytes (+ reserve)
//	  0  "MSCF"                              0  place of the first CFDATA   u32
//	 16  place of the first CFFILE u32       4  number of CFDATA            u16
//	 26  number of folders         u16       6  compression                 u16
//	 28  number of files           u16            low 4 bits: 0 none, 1 MSZIP, 2 Quantum, 3 LZX
//	 30  flags                     u16            bits 8–12: LZX window, log2
//	       1 previous, 2 next cabinet
//	       4 reserve follows               CFFILE, 16 bytes + name
//	[header reserve u16, folder u8, data u8]  0  size                       u32
//	[names of previous and next cabinet]      4  place in the folder        u32
//	                                          8  folder                     u16
//	CFDATA, 8 bytes (+ reserve) + data       10  date, time, attributes     3 × u16
//	  0  checksum          u32               16  name, ends with NUL
//	  4  bytes here        u16
//	  6  bytes unpacked    u16             All numbers are little-endian.
//
// A folder is one stream of blocks, unpacked in order; files are sections of
// it. The layout is that of [MS-CAB], LZX that of [MS-PATCH] with the frames of
// cabinets.
//
// Counts are 16 bits wide and blocks at most 64 KiB, so that memory is bounded
// by the format: the list of files and, for LZX, a window of up to 2 MiB.
package cab

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sort"
)

// Errors that tell why a file gives no bytes, or not all of them.
var (
	ErrFormat   = errors.New("cab: not a cabinet, or its headers are damaged")
	ErrSpanned  = errors.New("cab: the file continues in another cabinet")
	ErrMethod   = errors.New("cab: compression method is not supported")
	ErrData     = errors.New("cab: compressed data is damaged")
	ErrChecksum = errors.New("cab: checksum of a block differs")
	ErrOverlap  = errors.New("cab: the file shares data with one before it")
)

const (
	headerLen = 36
	folderLen = 8
	fileLen   = 16
	maxName   = 256 // without the NUL, as the format demands

	flagPrevious = 1
	flagNext     = 2
	flagReserve  = 4

	attrUTF8 = 0x80

	firstSpanned = 0xFFFD // folder numbers from here on mean other cabinets
)

// File is one file of the cabinet.
type File struct {
	Name []byte // raw
	UTF8 bool   // the name is UTF-8
	Size int64  // claim
	// Method names the compression, e.g. "LZX".
	Method string

	folder int
	offset int64
}

// Reader reads the files one after the other: Next, then Read until io.EOF.
type Reader struct {
	r       io.ReaderAt
	size    int64
	folders []folder
	files   []File   // by folder and place
	reserve int64    // bytes between a CFDATA header and its data
	Others  []string // the cabinets of its set before and after it
	Cut     bool     // the list of files ends too early

	next   int
	stream *stream // of the current folder
	left   int64   // of the current file
	err    error   // why the current file gives no more bytes
	buffer []byte  // of the LZX decoder
	skip   Skip
	plain  int64 // bytes unpacked
	packed int64 // bytes of blocks that may still be read: every block belongs to one folder
}

type folder struct {
	start       int64
	blocks      int
	compression uint16
}

// Skip is asked for each block that is unpacked only to get to the next file: n
// bytes, and how many bytes came out so far for each one that went in. Its error
// is what reading that file returns.
type Skip func(n, ratio int64) error

// NewReader reads the headers. A list of files that is cut is used as far as
// it goes. skip may be nil.
func NewReader(r io.ReaderAt, size int64, skip Skip) (*Reader, error) {
	c := &Reader{r: r, size: size, packed: size, skip: skip}
	var b [headerLen]byte
	if _, err := r.ReadAt(b[:], 0); err != nil || string(b[:4]) != "MSCF" {
		return nil, ErrFormat
	}
	le := binary.LittleEndian
	filesAt, folders, files, flags := int64(le.Uint32(b[16:])), int(le.Uint16(b[26:])), int(le.Uint16(b[28:])), le.Uint16(b[30:])
	at, folderReserve, err := c.skipOptional(headerLen, flags)
	if err != nil {
		return nil, err
	}
	for range folders {
		var f [folderLen]byte
		if _, err := r.ReadAt(f[:], at); err != nil {
			return nil, fmt.Errorf("%w: folder list cut at %d", ErrFormat, at)
		}
		c.folders = append(c.folders, folder{int64(le.Uint32(f[:])), int(le.Uint16(f[4:])), le.Uint16(f[6:])})
		at += folderLen + folderReserve
	}
	c.readFiles(filesAt, files)
	if len(c.files) == 0 && files > 0 {
		return nil, fmt.Errorf("%w: no file entry at %d", ErrFormat, filesAt)
	}
	return c, nil
}

// skipOptional skips the optional parts of the header and returns where the
// folders begin and how much reserve each has.
func (c *Reader) skipOptional(at int64, flags uint16) (int64, int64, error) {
	var folderReserve int64
	if flags&flagReserve != 0 {
		var b [4]byte
		if _, err := c.r.ReadAt(b[:], at); err != nil {
			return 0, 0, ErrFormat
		}
		at += 4 + int64(binary.LittleEndian.Uint16(b[:]))
		folderReserve, c.reserve = int64(b[2]), int64(b[3])
	}
	for _, f := range [...]uint16{flagPrevious, flagNext} {
		if flags&f == 0 {
			continue
		}
		cabinet, err := c.readName(at)
		if err != nil {
			return 0, 0, err
		}
		at += int64(len(cabinet)) + 1
		disk, err := c.readName(at)
		if err != nil {
			return 0, 0, err
		}
		at += int64(len(disk)) + 1
		c.Others = append(c.Others, string(cabinet))
	}
	return at, folderReserve, nil
}

func (c *Reader) readName(at int64) ([]byte, error) {
	b := make([]byte, maxName+1)
	n, err := c.r.ReadAt(b, at)
	if n == 0 && err != nil {
		return nil, fmt.Errorf("%w: no name at %d", ErrFormat, at)
	}
	end := bytes.IndexByte(b[:n], 0)
	if end < 0 {
		return nil, fmt.Errorf("%w: name at %d has no end", ErrFormat, at)
	}
	return bytes.Clone(b[:end]), nil
}

func (c *Reader) readFiles(at int64, count int) {
	le := binary.LittleEndian
	for range count {
		var b [fileLen]byte
		_, err := c.r.ReadAt(b[:], at)
		name, nameErr := c.readName(at + fileLen)
		if err != nil || nameErr != nil {
			c.Cut = true
			break
		}
		f := File{
			Name: name, UTF8: le.Uint16(b[14:])&attrUTF8 != 0, Size: int64(le.Uint32(b[:])),
			offset: int64(le.Uint32(b[4:])), folder: int(le.Uint16(b[8:])),
		}
		if f.folder < len(c.folders) {
			f.Method = methodName(c.folders[f.folder].compression)
		}
		c.files = append(c.files, f)
		at += fileLen + int64(len(name)) + 1
	}
	sort.SliceStable(c.files, func(i, j int) bool {
		a, b := &c.files[i], &c.files[j]
		return a.folder < b.folder || a.folder == b.folder && a.offset < b.offset
	})
}

// Files returns how many files the cabinet lists.
func (c *Reader) Files() int { return len(c.files) }

// Next moves to the next file, io.EOF after the last. What is wrong with the
// file itself shows when it is read.
func (c *Reader) Next() (File, error) {
	if c.next == len(c.files) {
		return File{}, io.EOF
	}
	f := c.files[c.next]
	if c.next == 0 || c.files[c.next-1].folder != f.folder {
		c.stream = c.openFolder(f.folder)
	}
	c.next++
	c.left, c.err = f.Size, nil
	switch {
	case f.folder >= firstSpanned:
		c.err = ErrSpanned
	case c.stream == nil:
		c.err = fmt.Errorf("%w: folder %d of %d", ErrFormat, f.folder, len(c.folders))
	case f.Size > 0:
		c.err = c.stream.skipTo(f.offset)
	}
	return f, nil
}

func (c *Reader) openFolder(i int) *stream {
	if i >= len(c.folders) {
		return nil
	}
	f := c.folders[i]
	s := &stream{r: c.r, size: c.size, at: f.start, blocks: f.blocks, reserve: c.reserve, from: c}
	s.unpack, s.err = newUnpacker(f.compression, &c.buffer)
	return s
}

// Read reads the current file.
func (c *Reader) Read(p []byte) (int, error) {
	switch {
	case c.err != nil:
		return 0, c.err
	case c.left == 0:
		return 0, c.atEnd()
	}
	n, err := c.stream.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	c.err = err
	return n, err
}

func (c *Reader) atEnd() error {
	c.err = io.EOF
	if c.stream != nil && c.stream.badSum {
		c.stream.badSum = false
		c.err = ErrChecksum
	}
	return c.err
}

// passed asks whether to go on behind n bytes that no file wants.
func (c *Reader) passed(n int) error {
	if c.skip == nil || n == 0 {
		return nil
	}
	return c.skip(int64(n), c.Ratio())
}

// Ratio is how many bytes came out so far for each one that went in.
func (c *Reader) Ratio() int64 { return c.plain / max(c.size-c.packed, 1) }

// Err tells why the current file cannot be read at all; nil when reading it
// can begin.
func (c *Reader) Err() error {
	if c.err == io.EOF {
		return nil
	}
	return c.err
}
