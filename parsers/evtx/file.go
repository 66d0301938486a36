package evtx

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// reorderLimit is how many chunks of a log that may have wrapped are kept back
// until the older ones that follow them have been read: 20 MiB, the usual size
// of a log.
const reorderLimit = 320

// file is the state of one Parse: the walk over the chunks.
type file struct {
	in     parsers.Input
	header fileHeader
	chunks *chunkReader
	res    parsers.Result
	gaps   gaps
	held   []heldChunk // newer chunks of a log that may have wrapped
	turn   uint64      // number of the first record in the file
	passed bool        // too many chunks were kept back
	count  int         // chunk places seen
	told   int         // gaps told one by one
	head   string      // first bytes of the file
	found  bool        // a chunk was among them
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
	n, err := readFull(f.in.R, buf[:fileHeaderSize+len(chunkMagic)])
	start := f.start(buf[:n])
	err = f.walk(ctx, buf, copy(buf, buf[start:n]), int64(start), err)
	f.release()
	if err == io.EOF {
		return nil
	}
	return fmt.Errorf("%s: %w", f.in.Path, err)
}

// start judges the beginning of the file and returns where the chunks begin:
// earlier than they should when a part of the header is missing.
func (f *file) start(b []byte) int {
	f.head = string(b[:min(len(b), len(fileMagic))])
	at := 0
	if !bytes.HasPrefix(b, []byte(chunkMagic)) {
		if at = nextChunk(b); at == len(b) {
			at = min(at, fileHeaderSize)
		}
	}
	switch {
	case at == fileHeaderSize:
		f.checkHeader(b)
	case at == len(b):
		f.problem(int64(at), true, "truncated/file-header", "wanted", fileHeaderSize, "found", at)
	case at == 0:
		f.problem(0, false, "header-magic/missing")
	default:
		f.problem(0, true, "header-magic/cut", "found", at, "wanted", fileHeaderSize)
	}
	return at
}

// walk reads chunk after chunk from offset on; have bytes of the first one are
// in buf already, and err is what ended the reading of them. It ends with the
// error that ended the reading.
func (f *file) walk(ctx context.Context, buf []byte, have int, offset int64, err error) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := have
		if err == nil {
			n, err = readFull(f.in.R, buf[have:])
			n += have
		}
		data := buf[:n]
		for len(data) == chunkSize || err != nil && len(data) > 0 {
			size := f.place(data, offset)
			data, offset = data[size:], offset+int64(size)
		}
		if err != nil {
			return err
		}
		have = copy(buf, data)
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
		f.problem(0, false, "header-magic", "found", string(b[:8]), "wanted", fileMagic)
		return
	case !h.crcOK && h.flags&flagNoCRC == 0:
		f.problem(124, true, "header-checksum")
	case h.major != 3 || h.minor > 2:
		f.problem(36, false, "header-version", "major", h.major, "minor", h.minor)
	}
	if h.flags&flagDirty != 0 {
		f.problem(120, false, "log-dirty")
	}
}

// place takes what stands at one chunk place and returns its size. It is less
// than there is where bytes are missing or too many: the next chunk does not
// begin where it should then.
func (f *file) place(data []byte, offset int64) int {
	if isZero(data) {
		f.gaps.add(gap{index: f.count, offset: offset, zero: true, count: 1})
		f.count++
		return len(data)
	}
	size := nextChunk(data)
	begins := bytes.HasPrefix(data, []byte(chunkMagic)) && size >= chunkHeaderSize || headless(data[:size])
	if begins && size < len(data) && soundChunk(data) {
		size = len(data) // what looks like the next chunk is text of this one
	}
	if begins {
		for _, g := range f.gaps.close() {
			f.gapProblem(g, true)
		}
		f.chunk(data[:size], offset)
		f.found = true
	} else {
		f.gaps.add(gap{index: f.count, offset: offset, count: 1, size: size, head: string(data[:min(size, len(chunkMagic))])})
	}
	if begins || size == len(data) { // otherwise these bytes are too many, and no place of a chunk
		f.count++
	}
	return size
}

// nextChunk returns where in data a chunk begins behind the first byte, or the
// size of data.
func nextChunk(data []byte) int {
	from := min(1, len(data))
	if at := bytes.Index(data[from:], []byte(chunkMagic)); at >= 0 {
		return from + at
	}
	return len(data)
}

// chunk reads a chunk now, or keeps it back when older chunks may be to come:
// a log that has wrapped around begins with newer records than those that
// follow. The file header may be older than that, so the records decide. A log
// that begins with record 1 cannot have wrapped.
func (f *file) chunk(data []byte, offset int64) {
	first := firstRecord(data)
	if !f.found {
		f.turn = first
	}
	if f.turn <= 1 || f.passed || first != 0 && first < f.turn {
		f.chunks.read(data, offset)
		return
	}
	f.held = append(f.held, heldChunk{bytes.Clone(data), offset})
	if len(f.held) == reorderLimit {
		f.passed = true
		f.release()
	}
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
	if p := f.noLog(); p != nil {
		f.res.Problems = []parsers.Problem{*p}
		return
	}
	h := f.header
	for _, g := range f.gaps.close() {
		f.gapProblem(g, g.lostAtEnd(h))
	}
	if more := f.told - maxProblems; more > 0 {
		f.problem(-1, true, "chunk-magic/more", "n", more)
	}
	if wanted := h.promised(); f.count < wanted && !f.chunks.cut {
		f.problem(-1, true, "truncated/chunks", "wanted", wanted, "found", f.count)
	}
	f.chunks.finish()
}

func (f *file) problem(offset int64, loss bool, code evidence.Code, values ...any) {
	f.res.Problems = append(f.res.Problems, parsers.Problem{Note: evidence.Say(code, values...), Offset: offset, Loss: loss})
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
