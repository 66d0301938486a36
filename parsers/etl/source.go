package etl

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/etl/internal/xpress"
)

// bufferReader turns a stream into buffers, one at a time. It keeps no more
// than one buffer, packed and unpacked.
type bufferReader struct {
	in       *bufio.Reader
	offset   int64 // of the next byte
	raw      []byte
	unpacked []byte
	problem  func(parsers.Problem)
}

func newBufferReader(r io.Reader, problem func(parsers.Problem)) *bufferReader {
	return &bufferReader{in: bufio.NewReaderSize(r, 64<<10), problem: problem}
}

// next returns the next buffer, or io.EOF after the last one. Any other error
// comes from the underlying reader.
func (r *bufferReader) next() (buffer, error) {
	if err := r.seekHeader(); err != nil {
		return buffer{}, err
	}
	return r.read()
}

// seekHeader steps over bytes that are no buffer header. Zeros are the tail of
// a preallocated file and no damage; FF bytes are the padding of one.
func (r *bufferReader) seekHeader() error {
	start, dirty := r.offset, false
	for {
		window, err := r.in.Peek(4096)
		if len(window) < bufferHeaderSize {
			dirty = dirty || !blank(window)
			r.skip(len(window))
			r.reportGap(start, dirty)
			if err == nil || errors.Is(err, bufio.ErrBufferFull) {
				err = io.EOF
			}
			return err
		}
		last := len(window) - bufferHeaderSize
		if zeros(window) { // gigabytes of them may come
			r.skip(last + 1)
			continue
		}
		at := findHeader(window)
		if at < 0 {
			dirty = dirty || !blank(window[:last+1])
			r.skip(last + 1)
			continue
		}
		dirty = dirty || !blank(window[:at])
		r.skip(at)
		r.reportGap(start, dirty)
		return nil
	}
}

func (r *bufferReader) skip(n int) {
	done, _ := r.in.Discard(n)
	r.offset += int64(done)
}

func (r *bufferReader) reportGap(start int64, dirty bool) {
	if !dirty || r.offset == start {
		return
	}
	r.problem(parsers.Problem{Note: evidence.Say("buffer-header", "n", r.offset-start), Offset: start, Loss: true})
}

// findHeader returns where in window a plausible buffer header starts, or -1.
func findHeader(window []byte) int {
	for at := 0; at+bufferHeaderSize <= len(window); at++ {
		if size := binary.LittleEndian.Uint32(window[at:]); size < bufferHeaderSize || size > maxBufferSize {
			continue // the cheap test for the long runs of zeros
		}
		if parseBufferHeader(window[at:]).plausible() && (at == 0 || startsWithRecord(window[at:])) {
			return at
		}
	}
	return -1
}

// startsWithRecord is the second proof that a search needs: the header is
// followed by a record, or by nothing when the buffer is empty or packed.
func startsWithRecord(b []byte) bool {
	h := parseBufferHeader(b)
	if h.compressed() {
		return h.flags&flagProcIndex != 0 && b[0x2c] <= 6 && b[0x2d]|b[0x2e]|b[0x2f] == 0
	}
	if h.filled == bufferHeaderSize || len(b) < bufferHeaderSize+4 {
		return h.size >= 0x200 && h.size%0x200 == 0
	}
	top := b[bufferHeaderSize+3]
	return top == markerHeader || top == markerMessage
}

func zeros(b []byte) bool { return bytes.Count(b, []byte{0}) == len(b) }

func blank(b []byte) bool {
	for _, c := range b {
		if c != 0 && c != 0xff {
			return false
		}
	}
	return true
}

// read takes the buffer at the current place.
func (r *bufferReader) read() (buffer, error) {
	head, err := r.in.Peek(bufferHeaderSize)
	if err != nil {
		return buffer{}, err
	}
	b := buffer{bufferHeader: parseBufferHeader(head), offset: r.offset}
	r.skip(bufferHeaderSize)
	body, err := r.body(b.size - bufferHeaderSize)
	if err != nil {
		return buffer{}, err
	}
	wanted := b.filled - bufferHeaderSize
	if len(body) < b.size-bufferHeaderSize {
		r.reportCut(b, len(body))
	}
	b.data = body[:min(len(body), wanted)]
	if b.compressed() {
		b.data = r.unpack(b, body, wanted)
	}
	return b, nil
}

// body reads up to n bytes. It grows with what really comes, because n is only
// what the file says.
func (r *bufferReader) body(n int) ([]byte, error) {
	const step = 1 << 20
	r.raw = r.raw[:0]
	for len(r.raw) < n {
		from, want := len(r.raw), min(step, n-len(r.raw))
		r.raw = append(r.raw, make([]byte, want)...)
		got, err := io.ReadFull(r.in, r.raw[from:])
		r.offset += int64(got)
		r.raw = r.raw[:from+got]
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	return r.raw, nil
}

// reportCut tells of a file that ends too early. Even if only padding is missing
// of this buffer, nobody knows what came after it.
func (r *bufferReader) reportCut(b buffer, got int) {
	r.problem(parsers.Problem{
		Note: evidence.Say("truncated/buffer", "wanted", b.size, "found", got+bufferHeaderSize), Offset: r.offset, Loss: true,
	})
}

func (r *bufferReader) unpack(b buffer, body []byte, wanted int) []byte {
	if cap(r.unpacked) < wanted && wanted <= 64*len(body)+4096 {
		r.unpacked = make([]byte, 0, wanted)
	}
	out, err := xpress.Decompress(r.unpacked, body, wanted)
	r.unpacked = out
	if err != nil || len(out) < wanted {
		r.problem(parsers.Problem{
			Note: evidence.Say("buffer-data", "wanted", wanted, "found", len(out)), Offset: b.offset, Loss: true,
		})
	}
	return out
}
