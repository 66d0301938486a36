package textenc

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// chunkSize is how much raw text is decoded at once, and the head that the
// encoding is judged from.
const chunkSize = 64 << 10

// decoder turns a stream of raw bytes into chunks of UTF-8. A chunk of an 8-bit
// encoding ends after a line where it can, so that each line is decoded whole.
type decoder struct {
	ctx   context.Context
	src   io.Reader
	enc   Encoding
	bound bool // by a mark or by NULs: not judged again
	began bool
	head  Encoding // what the head shows
	fresh bool     // the next byte begins a line
	raw   []byte   // buffer of chunkSize
	start int      // undecoded bytes are raw[start:end]
	end   int
	out   []byte // decoded text when it cannot be a part of raw
	err   error  // what src said last
}

func newDecoder(ctx context.Context, src io.Reader) *decoder {
	return &decoder{ctx: ctx, src: src, raw: make([]byte, chunkSize)}
}

// next returns the next chunk of UTF-8, valid until the following call. After
// the last one it returns io.EOF or the error that ended the reading.
func (d *decoder) next() ([]byte, error) {
	for {
		d.fill()
		if !d.began {
			d.begin()
		}
		chunk := d.decode()
		if len(chunk) > 0 {
			return chunk, nil
		}
		if d.err != nil {
			return nil, d.err
		}
	}
}

// fill moves what is left to the front and reads until the buffer is full.
func (d *decoder) fill() {
	d.end = copy(d.raw, d.raw[d.start:d.end])
	d.start = 0
	for idle := 0; d.err == nil && d.end < len(d.raw); {
		if d.err = d.ctx.Err(); d.err != nil {
			return
		}
		n, err := d.src.Read(d.raw[d.end:])
		d.end += n
		d.err = err
		if n > 0 {
			idle = 0
		} else if idle++; idle > 100 && err == nil {
			d.err = io.ErrNoProgress
		}
	}
}

// begin judges the encoding from the first chunk.
func (d *decoder) begin() {
	d.began = true
	enc, mark := Detect(d.raw[:d.end])
	d.enc, d.head, d.start, d.fresh = enc, enc, mark, false
	d.bound = mark > 0 || enc == UTF16LE || enc == UTF16BE || enc == ISO2022JP
}

// decode returns the text of as much of the buffer as makes sense.
func (d *decoder) decode() []byte {
	raw, last := d.raw[d.start:d.end], d.err != nil
	t := turnOf(raw, d.enc, d.fresh, last)
	if t.turns && t.at == 0 {
		d.turn(raw[t.mark:])
		d.start += t.mark
		return d.decode()
	}
	if d.enc == UTF16LE || d.enc == UTF16BE {
		return d.decode16(raw[:t.at], last && t.at == len(raw))
	}
	if raw = raw[:t.at]; !last && !t.turns {
		raw = raw[:wholeLines(raw)]
	}
	return d.decode8(raw)
}

// turn goes on with text of the other width.
func (d *decoder) turn(rest []byte) {
	d.fresh, d.bound = false, true
	if d.enc != UTF16LE {
		d.enc = UTF16LE
		return
	}
	d.enc, d.bound = detect8bit(rest[:toUTF16(rest).at]), false
}

func (d *decoder) decode16(raw []byte, last bool) []byte {
	var order binary.ByteOrder = binary.LittleEndian
	if d.enc == UTF16BE {
		order = binary.BigEndian
	}
	out, used := appendUTF16(d.out[:0], raw, order, last)
	d.out, d.start = out, d.start+used
	if len(out) > 0 {
		d.fresh = out[len(out)-1] == '\n'
	}
	return out
}

func (d *decoder) decode8(raw []byte) []byte {
	d.start += len(raw)
	if d.enc != ISO2022JP && utf8.Valid(raw) && (d.enc == UTF8 || isASCII(raw)) {
		return raw
	}
	if d.enc == CP932 && isShiftJIS(raw) {
		d.out = appendDecoded(d.out[:0], raw, CP932)
	} else {
		d.out = d.appendLines(d.out[:0], raw)
	}
	return d.out
}

// wholeLines returns how much of b to decode now: up to its last line end, or,
// in a very long line, up to a byte that is no part of a character of several
// bytes.
func wholeLines(b []byte) int {
	if i := bytes.LastIndexByte(b, '\n'); i >= 0 {
		return i + 1
	}
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < 0x40 { // no UTF-8 or CP932 character holds such a byte
			return i + 1
		}
	}
	return len(b) - cutRune(b)
}

// appendLines decodes text of an 8-bit encoding line by line.
func (d *decoder) appendLines(dst, b []byte) []byte {
	for line := range bytes.Lines(b) {
		dst = appendDecoded(dst, line, d.lineEncoding(line))
	}
	return dst
}

// lineEncoding keeps to the encoding of the head as long as the line fits it.
func (d *decoder) lineEncoding(line []byte) Encoding {
	switch {
	case d.bound, d.enc == CP932 && isShiftJIS(line), d.enc == EUCJP && isEUCJP(line):
		return d.enc
	case utf8.Valid(line):
		return UTF8
	case d.enc == UTF8:
		return detect8bit(line)
	}
	return d.enc
}

func appendDecoded(dst, b []byte, enc Encoding) []byte {
	if cs := enc.charset(); cs != nil {
		dst, _, _ = transform.Append(cs.NewDecoder(), dst, b)
		return dst
	}
	return append(dst, bytes.ToValidUTF8(b, []byte("\uFFFD"))...)
}

func isASCII(b []byte) bool {
	for len(b) >= 8 {
		if binary.LittleEndian.Uint64(b)&0x8080808080808080 != 0 {
			return false
		}
		b = b[8:]
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Reader is an io.Reader of the UTF-8 form of a text.
type Reader struct {
	dec  *decoder
	rest []byte
}

// NewReader returns a Reader over src. It ends with ctx's error once ctx is done.
func NewReader(ctx context.Context, src io.Reader) *Reader {
	return &Reader{dec: newDecoder(ctx, src)}
}

// Read implements io.Reader.
func (r *Reader) Read(p []byte) (int, error) {
	for len(r.rest) == 0 {
		chunk, err := r.dec.next()
		if err != nil {
			return 0, err
		}
		r.rest = chunk
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// Encoding returns the encoding that the head of the text shows, once
// something was read.
func (r *Reader) Encoding() Encoding { return r.dec.head }

// Decode returns the UTF-8 form of a whole text or of the head of one, as Reader
// gives it; a character cut by the end of b is left out or replaced.
func Decode(b []byte) string {
	enc, mark := Detect(b)
	d := decoder{enc: enc, bound: mark > 0}
	var out []byte
	for b = b[mark:]; len(b) > 0; {
		t := turnOf(b, d.enc, d.fresh, true)
		if t.turns && t.at == 0 {
			b = b[t.mark:]
			d.turn(b)
			continue
		}
		part := b[:t.at]
		if b = b[t.at:]; len(b) == 0 {
			part = part[:len(part)-d.cut(part)]
		}
		if out == nil && len(b) == 0 && d.enc == UTF8 && mark == 0 {
			return string(part) // Detect found it valid
		}
		out = d.append(out, part)
	}
	return string(out)
}

// cut returns how many bytes at the end of a text are part of a character that
// goes on after it.
func (d *decoder) cut(b []byte) int {
	if d.enc == UTF8 {
		return cutRune(b)
	}
	return 0
}

// append appends the text of a part without a turn.
func (d *decoder) append(dst, part []byte) []byte {
	d.fresh = true
	switch d.enc {
	case UTF16LE:
		dst, _ = appendUTF16(dst, part, binary.LittleEndian, false)
		return dst
	case UTF16BE:
		dst, _ = appendUTF16(dst, part, binary.BigEndian, false)
		return dst
	}
	return d.appendLines(dst, part)
}

// errorOrNil hides the io.EOF of a stream that ended well.
func errorOrNil(err error) error {
	if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}
