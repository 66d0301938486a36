package bundle

import (
	"bytes"
	"compress/bzip2"
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
	"strconv"
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/therootcompany/xz"
	"github.com/ulikunitz/xz/lzma"

	"hybriddiag/bundle/internal/inflate64"
	"hybriddiag/bundle/internal/zipdir"
	"hybriddiag/evidence"
)

// Compression methods of ZIP (APPNOTE.TXT 4.4.5).
const (
	methodStore     = 0
	methodDeflate   = 8
	methodDeflate64 = 9
	methodBzip2     = 12
	methodLZMA      = 14
	methodZstd      = 93
	methodXZ        = 95
	methodAES       = 99 // the real method is in the AES field
)

// method is one way of compression; open is nil where it is not supported.
type method struct {
	name   string
	ownEnd bool // the data itself says where it ends
	open   func(io.Reader, *zipdir.Entry) (io.Reader, error)
}

func methodOf(e *zipdir.Entry) method {
	id := e.Method
	if id == methodAES {
		id = e.AES.Method
	}
	switch id {
	case methodStore:
		return method{"no compression", false, func(r io.Reader, _ *zipdir.Entry) (io.Reader, error) { return r, nil }}
	case methodDeflate:
		return method{"Deflate", true, openDeflate}
	case methodDeflate64:
		return method{"Deflate64", true, func(r io.Reader, _ *zipdir.Entry) (io.Reader, error) { return inflate64.NewReader(r), nil }}
	case methodBzip2:
		return method{"bzip2", false, func(r io.Reader, _ *zipdir.Entry) (io.Reader, error) { return bzip2.NewReader(r), nil }}
	case methodLZMA:
		return method{"LZMA", false, openLZMA}
	case methodZstd:
		return method{"Zstandard", false, func(r io.Reader, _ *zipdir.Entry) (io.Reader, error) { return openZstd(r) }}
	case methodXZ:
		return method{"XZ", false, func(r io.Reader, _ *zipdir.Entry) (io.Reader, error) { return openXZ(r) }}
	}
	return method{name: methodName(id)}
}

func methodName(id uint16) string {
	switch id {
	case 1:
		return "Shrink"
	case 2, 3, 4, 5:
		return "Reduce"
	case 6:
		return "Implode"
	case 10, 18:
		return "TERSE"
	case 94:
		return "MP3"
	case 96:
		return "JPEG"
	case 97:
		return "WavPack"
	case 98:
		return "PPMd"
	}
	return "method " + strconv.Itoa(int(id))
}

// inflaters are decompressors to be used again: each takes 40 KiB, and an
// archive may hold 100,000 small files.
var inflaters = sync.Pool{New: func() any { return flate.NewReader(nil) }}

// inflater gives its decompressor back at the end of the data.
type inflater struct {
	r   io.Reader
	err error
}

func openDeflate(r io.Reader, _ *zipdir.Entry) (io.Reader, error) {
	f := inflaters.Get().(io.Reader)
	return &inflater{r: f}, f.(flate.Resetter).Reset(r, nil)
}

func (f *inflater) Read(p []byte) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	n, err := f.r.Read(p)
	if err != nil {
		inflaters.Put(f.r)
		f.r, f.err = nil, err
	}
	return n, err
}

// openLZMA rewrites the header of ZIP (version u16, length u16, properties) to
// that of an LZMA file (properties, size u64).
func openLZMA(r io.Reader, e *zipdir.Entry) (io.Reader, error) {
	var head [9]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, evidence.Failed("decompressor/lzma-header", "error", io.ErrUnexpectedEOF)
	}
	if n := binary.LittleEndian.Uint16(head[2:]); n != 5 {
		return nil, evidence.Failed("decompressor/lzma-properties", "found", n)
	}
	size := e.Size
	if e.Flags&lzmaEndMark != 0 || !e.HasSizes {
		size = 1<<64 - 1 // the stream marks its end
	}
	window := binary.LittleEndian.Uint32(head[5:])
	if window > maxWindow {
		return nil, tooLargeWindow()
	}
	classic := binary.LittleEndian.AppendUint64(head[4:9:9], size)
	return guarded(func() (io.Reader, error) {
		return lzma.ReaderConfig{DictCap: max(int(window), lzma.MinDictCap)}.NewReader(io.MultiReader(bytes.NewReader(classic), r))
	})
}

// lzmaEndMark is the flag that says that the LZMA stream marks its end.
const lzmaEndMark = 1 << 1

// maxWindow bounds the memory that compressed data may ask for: the largest
// dictionary of the usual levels of xz.
const maxWindow = 64 << 20

func tooLargeWindow() error {
	p := lost(CodeMethod+"/window", "", "limit", evidence.Size(maxWindow))
	return &p
}

func openXZ(r io.Reader) (io.Reader, error) {
	x, err := guarded(func() (io.Reader, error) { return xz.NewReader(r, maxWindow) })
	return windowed{x}, xzError(err)
}

// windowed is a decompressor of xz with our errors.
type windowed struct{ io.Reader }

// Read implements io.Reader.
func (w windowed) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	return n, xzError(err)
}

// xzError says in our words that a dictionary is over the limit, or that the
// data ends too early.
func xzError(err error) error {
	switch {
	case errors.Is(err, xz.ErrMemlimit):
		return tooLargeWindow()
	case errors.Is(err, xz.ErrBuf):
		return io.ErrUnexpectedEOF
	}
	return err
}

func openZstd(r io.Reader) (io.Reader, error) {
	return guarded(func() (io.Reader, error) {
		return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	})
}
