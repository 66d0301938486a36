package evtx

import (
	"cmp"
	"fmt"
	"hash/crc32"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// maxProblems is how many problems of a kind are told one by one.
const maxProblems = 20

// chunkReader reads the records of chunks and hands the wanted ones over.
type chunkReader struct {
	out     parsers.Sink
	res     *parsers.Result
	dec     *decoder
	sum     summary
	skipCRC bool
	told    int // problems of records told one by one

	offset  int64 // of the chunk in the file
	suspect bool  // the chunk's checksum does not match
	cut     bool  // the file ended, or the next chunk began, inside the chunk
}

func newChunkReader(out parsers.Sink, res *parsers.Result) *chunkReader {
	return &chunkReader{out: out, res: res, dec: newDecoder(), sum: newSummary(out)}
}

// read reads one chunk, which may be cut.
func (c *chunkReader) read(data []byte, offset int64) {
	h := readChunkHeader(data)
	c.offset = offset
	end := h.free
	if end < chunkHeaderSize || end > chunkSize || !h.crcOK && h.flags&flagNoCRC == 0 {
		end = chunkSize // the header is wrong: the records show where they end
	}
	c.cut = end > len(data)
	c.check(h, data)
	c.dec.reset(data)
	last := c.records(min(end, len(data)), h)
	if end < len(data) {
		c.uncounted(end, last, h)
	}
	switch {
	case c.cut:
		c.problem(int64(len(data)), true, "truncated/chunk", "offset", c.offset, "wanted", h.free, "found", len(data))
	case len(data) < chunkSize:
		c.problem(int64(len(data)), false, "truncated/free", "offset", c.offset)
	}
}

// check compares the checksums.
func (c *chunkReader) check(h chunkHeader, data []byte) {
	c.suspect = false
	if c.skipCRC || h.flags&flagNoCRC != 0 {
		return
	}
	switch {
	case !h.magicOK:
		c.problem(0, true, "chunk-header-missing", "offset", c.offset)
	case !h.crcOK:
		c.problem(124, true, "chunk-header-checksum")
	}
	if c.cut || h.free < chunkHeaderSize || h.free > len(data) {
		return
	}
	if sum := crc32.ChecksumIEEE(data[chunkHeaderSize:h.free]); sum != h.dataCRC {
		c.suspect = true
		c.problem(52, true, "chunk-checksum", "offset", c.offset, "wanted", checksum(h.dataCRC), "found", checksum(sum))
	}
}

// records walks the records up to end. Where none can begin, it goes on at the
// next place that holds a whole one. It returns the last whole record.
func (c *chunkReader) records(end int, h chunkHeader) (last recordHeader) {
	data := c.dec.data
	for pos := chunkHeaderSize; pos < end; {
		rec, ok := readRecordHeader(data, pos, end)
		switch {
		case ok && rec.closed(data, pos):
			c.record(pos, rec, nil)
			pos, last = pos+rec.size, rec
			continue
		case ok:
			c.record(pos, rec, errNotClosed)
		case atRest(data, pos, end, h):
			return last
		default:
			c.damaged(pos, "record-damaged/none", "offset", c.offset+int64(pos))
		}
		pos = resync(data, pos+8, end, last.number, h)
	}
	return last
}

// uncounted reads the records behind the end that the chunk header states. The
// header of a log that is in use lags behind: what was written since goes on with
// the next number, at no earlier time. What an older state of the chunk left
// there does not.
func (c *chunkReader) uncounted(pos int, last recordHeader, h chunkHeader) {
	data, from, n := c.dec.data, pos, 0
	for last.number == h.last+uint64(n) {
		rec, ok := readRecordHeader(data, pos, len(data))
		if !ok || !rec.closed(data, pos) || rec.number != last.number+1 || rec.time < last.time {
			break
		}
		c.record(pos, rec, nil)
		pos, last, n = pos+rec.size, rec, n+1
	}
	if n > 0 {
		c.problem(int64(from), false, "records-follow", "n", n, "offset", c.offset)
	}
}

var errNotClosed = evidence.Failed("record/not-closed")

func checksum(sum uint32) evidence.Word { return evidence.Word(fmt.Sprintf("%08x", sum)) }

// atRest reports whether no record is to be looked for from pos on: too few bytes
// are left, a record begins whose end was cut off with the file, or, where the
// header does not say how far the records go, only zeros follow.
func atRest(data []byte, pos, end int, h chunkHeader) bool {
	return end-pos < minRecordSize ||
		end < chunkSize && end == len(data) && le.Uint32(data[pos:]) == recordMagic ||
		!h.crcOK && isZero(data[pos:end])
}

// resync returns the next place that holds a whole record of this chunk, or
// end. Behind an overwritten place may lie records of an older or newer state
// of the chunk: they carry other numbers.
func resync(data []byte, pos, end int, before uint64, h chunkHeader) int {
	for ; pos < end; pos += 8 {
		rec, ok := readRecordHeader(data, pos, end)
		if ok && rec.closed(data, pos) && rec.number > before && (!h.crcOK || rec.number <= h.last) {
			return pos
		}
	}
	return end
}

// record counts one record and decodes it if it is wanted.
func (c *chunkReader) record(pos int, h recordHeader, broken error) {
	rec := c.dec.scan(pos+recordHeaderSize, pos+h.size-4)
	if broken != nil {
		rec.err = broken
	}
	if rec.time.IsZero() {
		rec.time = h.written()
	}
	c.res.Records++
	err := rec.err
	if c.sum.wants(&rec) {
		ev, decodeErr := c.dec.event(&rec)
		if err == nil {
			err = decodeErr
		}
		ev.Damaged = err != nil || c.suspect
		ev.Locator.RecordID = ev.RecordID
		ev.Locator.Offset = c.offset + int64(pos)
		c.out.Event(ev)
	}
	if err != nil {
		c.damaged(pos, "record-damaged", "number", cmp.Or(rec.id, h.number), "error", err)
		return
	}
	c.sum.count(&rec, c.res)
}

// damaged counts a record, or the place of one, that could not be read.
func (c *chunkReader) damaged(pos int, code evidence.Code, values ...any) {
	c.res.Damaged++
	c.told++
	if c.told <= maxProblems {
		c.problem(int64(pos), true, code, values...)
	}
}

func (c *chunkReader) finish() {
	if more := c.told - maxProblems; more > 0 {
		c.res.Problems = append(c.res.Problems, parsers.Lost("record-damaged/more", "n", more))
	}
	c.sum.finish(c.res)
}

// problem reports a problem at a place of the chunk.
func (c *chunkReader) problem(pos int64, loss bool, code evidence.Code, values ...any) {
	c.res.Problems = append(c.res.Problems, parsers.Problem{Note: evidence.Say(code, values...), Offset: c.offset + pos, Loss: loss})
}
