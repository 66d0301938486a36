package evtx

import (
	"context"
	"fmt"
	"io"

	"hybriddiag/parsers"
)

// reorderLimit is how many chunks of a wrapped log are kept back until the
// older ones that follow them have been read: 20 MiB, the usual size of a log.
const reorderLimit = 320

// file is the state of one Parse: the walk over the chunks.
type file struct {
	in     parsers.Input
	header fileHeader
	chunks *chunkReader
	res    parsers.Result
	gaps   gaps
	held   []heldChunk // newer chunks of a wrapped log
	count  int         // chunk places seen
}

type heldChunk struct {
	data   []byte
	offset int64
}

func newFile(in parsers.Input, out parsers.Sink) *file {
	f := &file{in: in}
	f.chunks = newChunkReader(out, &f.res)
	return f
}

// read walks the whole file. It returns an error only when it was stopped or
// the source failed; then everything before has been handed over.
func (f *file) read(ctx context.Context) error {
	buf := make([]byte, chunkSize)
	n, err := readFull(f.in.R, buf[:fileHeaderSize])
	offset := int64(fileHeaderSize)
	rest := 0
	switch {
	case n >= len(chunkMagic) && string(buf[:len(chunkMagic)]) == chunkMagic:
		offset, rest = 0, n // a chunk without its file
		f.problem("header-magic", 0, false, "the file begins with a chunk, its header is missing")
	case n < fileHeaderSize && err == io.EOF:
		f.problem("truncated", int64(n), true, fmt.Sprintf("the file ends inside its header, wanted %d bytes, found %d", fileHeaderSize, n))
		return nil
	default:
		f.checkHeader(buf[:fileHeaderSize])
	}
	if err == nil {
		err = f.walk(ctx, buf, offset, rest)
	}
	f.release()
	if err == io.EOF {
		return nil
	}
	return fmt.Errorf("%s: %w", f.in.Path, err)
}

// walk reads chunk after chunk from offset on; have bytes of the first one are
// in buf already. It ends with the error that ended the reading.
func (f *file) walk(ctx context.Context, buf []byte, offset int64, have int) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := readFull(f.in.R, buf[have:])
		n += have
		have = 0
		if n > 0 {
			f.place(buf[:n], offset)
			offset += int64(n)
		}
		if err != nil {
			return err
		}
	}
}

// readFull fills buf. Unlike io.ReadFull it keeps the end of the file (io.EOF)
// apart from a source that broke off.
func readFull(r io.Reader, buf []byte) (n int, err error) {
	for n < len(buf) && err == nil {
		var more int
		more, err = r.Read(buf[n:])
		n += more
	}
	if n == len(buf) {
		err = nil
	}
	return n, err
}

func (f *file) checkHeader(b []byte) {
	f.header = readFileHeader(b)
	h := f.header
	f.chunks.skipCRC = h.flags&flagNoCRC != 0 && h.magicOK
	switch {
	case !h.magicOK:
		f.problem("header-magic", 0, false, fmt.Sprintf("the file header begins with %q, wanted %q; the chunks are read without it", b[:8], fileMagic))
		return
	case !h.crcOK && h.flags&flagNoCRC == 0:
		f.problem("header-checksum", 124, false, "the checksum of the file header does not match")
	case h.major != 3 || h.minor > 2:
		f.problem("header-version", 36, false, fmt.Sprintf("the format version is %d.%d, wanted 3.0 to 3.2", h.major, h.minor))
	}
	if h.flags&flagDirty != 0 {
		f.res.Notes = append(f.res.Notes, "the log was copied while it was open (dirty flag); its header is older than its records")
	}
}

// place takes what stands at one chunk place.
func (f *file) place(data []byte, offset int64) {
	index := f.count
	f.count++
	switch {
	case isZero(data):
		f.gaps.add(gap{index: index, offset: offset, zero: true, count: 1})
	case len(data) < chunkHeaderSize || string(data[:len(chunkMagic)]) != chunkMagic:
		f.gaps.add(gap{index: index, offset: offset, count: 1, size: len(data), head: string(data[:min(len(data), len(chunkMagic))])})
	default:
		for _, g := range f.gaps.close() {
			f.gapProblem(g, true)
		}
		f.chunk(data, offset, index)
	}
}

// chunk reads a chunk now, or keeps it back when the log has wrapped around and
// older chunks are to come.
func (f *file) chunk(data []byte, offset int64, index int) {
	h := f.header
	if h.trusted() && uint64(index) < h.oldest && h.oldest <= reorderLimit && h.current < h.oldest {
		f.held = append(f.held, heldChunk{append([]byte(nil), data...), offset})
		return
	}
	f.chunks.read(data, offset)
}

// release reads the chunks that were kept back.
func (f *file) release() {
	for _, c := range f.held {
		f.chunks.read(c.data, c.offset)
	}
	f.held = nil
}

// finish completes the result.
func (f *file) finish() {
	h := f.header
	for _, g := range f.gaps.close() {
		f.gapProblem(g, g.lostAtEnd(h))
	}
	if h.trusted() && h.flags&flagDirty == 0 && h.current != 0 && uint64(f.count) <= h.current && !f.chunks.cut {
		f.problem("truncated", -1, true, fmt.Sprintf("the file ends early, wanted %d chunks, found %d", h.current+1, f.count))
	}
	f.chunks.finish()
}

func (f *file) problem(code string, offset int64, loss bool, message string) {
	f.res.Problems = append(f.res.Problems, parsers.Problem{Code: code, Message: message, Offset: offset, Loss: loss})
}

func isZero(b []byte) bool {
	for len(b) >= 8 && le.Uint64(b) == 0 {
		b = b[8:]
	}
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}
