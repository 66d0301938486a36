package evtx_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
)

const (
	headerSize = 4096
	chunkSize  = 64 << 10
)

var le = binary.LittleEndian

// chunkAt returns the chunk of that number.
func chunkAt(log []byte, n int) []byte { return log[headerSize+n*chunkSize:][:chunkSize] }

// recordAt returns the record of that number (from 0) of a chunk.
func recordAt(chunk []byte, n int) []byte {
	pos := 512
	for ; n > 0; n-- {
		pos += int(le.Uint32(chunk[pos+4:]))
	}
	return chunk[pos:][:le.Uint32(chunk[pos+4:])]
}

// seal renews the checksums of a chunk.
func seal(chunk []byte) {
	free := le.Uint32(chunk[48:])
	le.PutUint32(chunk[52:], crc32.ChecksumIEEE(chunk[512:free]))
	sum := crc32.ChecksumIEEE(chunk[:120])
	le.PutUint32(chunk[124:], crc32.Update(sum, crc32.IEEETable, chunk[128:512]))
}

// sealHeader renews the checksum of the file header.
func sealHeader(log []byte) { le.PutUint32(log[124:], crc32.ChecksumIEEE(log[:120])) }

func TestDamageCostsOnlyWhatIsDamaged(t *testing.T) {
	log := write(t, many(700)...)
	chunks := (len(log) - headerSize) / chunkSize
	require.GreaterOrEqual(t, chunks, 3, "the test wants several chunks")
	_, sound := parseAll(t, log)
	inFirst := inChunk(sound.events, 0)

	for name, c := range map[string]struct {
		change  func(log []byte) []byte
		events  int
		damaged int
		codes   []string
		lost    bool
	}{
		"dirty flag": {func(b []byte) []byte { b[120] = 1; return b }, 700, 0, []string{"log-dirty"}, false},
		"stale counters in a dirty header": {func(b []byte) []byte {
			b[120], b[16] = 1, 0
			sealHeader(b)
			return b
		}, 700, 0, []string{"log-dirty"}, false},
		"wrong header checksum": {func(b []byte) []byte { b[124]++; return b }, 700, 0, []string{"header-checksum"}, true},
		"unknown version":       {func(b []byte) []byte { b[38] = 4; sealHeader(b); return b }, 700, 0, []string{"header-version"}, false},
		"destroyed header":      {func(b []byte) []byte { clear(b[:headerSize]); return b }, 700, 0, []string{"header-magic"}, false},
		"no file header":        {func(b []byte) []byte { return b[headerSize:] }, 700, 0, []string{"header-magic"}, false},
		"no checksums, as the flags say": {func(b []byte) []byte {
			b[120] = 4
			clear(b[124:128])
			for i := range chunks {
				c := chunkAt(b, i)
				c[120] |= 4
				clear(c[52:56])
				clear(c[124:128])
			}
			return b
		}, 700, 0, nil, false},
		"zeros after the last chunk": {func(b []byte) []byte { return append(b, make([]byte, 3*chunkSize)...) }, 700, 0, nil, false},
		"some bytes after the last chunk": {
			func(b []byte) []byte { return append(b, "the end"...) }, 700, 0,
			[]string{"trailing-bytes"},
			false,
		},
		"wrong checksum of the records": {
			func(b []byte) []byte { chunkAt(b, 0)[52]++; return b }, 700, 0,
			[]string{"chunk-header-checksum", "chunk-checksum"},
			true,
		},
		"a chunk header that lags behind": {
			func(b []byte) []byte {
				c := chunkAt(b, 0)
				le.PutUint32(c[48:], uint32(512+len(recordAt(c, 0))))
				le.PutUint64(c[32:], le.Uint64(recordAt(c, 0)[8:]))
				seal(c)
				return b
			},
			700, 0,
			[]string{"records-follow"},
			false,
		},
		"a zeroed chunk header": {
			func(b []byte) []byte { clear(chunkAt(b, 1)[:512]); return b }, 700, 0,
			[]string{"chunk-header-missing"},
			true,
		},
		"rubbish chunk": {
			func(b []byte) []byte { copy(chunkAt(b, 1), bytes.Repeat([]byte("rubbish "), chunkSize/8)); return b },
			700 - len(inChunk(sound.events, 1)), 0,
			[]string{"chunk-magic"},
			true,
		},
		"bytes missing inside a chunk": {
			func(b []byte) []byte { return slices.Delete(b, headerSize+chunkSize-900, headerSize+chunkSize-100) },
			697, 0,
			[]string{"truncated"},
			true,
		},
		"bytes missing from the header": {func(b []byte) []byte { return b[100:] }, 700, 0, []string{"header-magic"}, true},
		"too many bytes before a chunk": {
			func(b []byte) []byte { return slices.Insert(b, headerSize+chunkSize, 1, 2, 3, 4, 5) },
			700, 0,
			[]string{"chunk-magic"},
			true,
		},
		"too many bytes before the first chunk": {
			func(b []byte) []byte { return slices.Insert(b, headerSize, make([]byte, 512)...) },
			700, 0,
			[]string{"chunk-magic"},
			true,
		},
		"a chunk that begins twice": {
			func(b []byte) []byte { return slices.Insert(b, headerSize, b[headerSize:headerSize+120]...) },
			700, 0,
			[]string{"chunk-magic"},
			true,
		},
		"nothing but zeros": {func(b []byte) []byte { clear(b); return b }, 0, 0, []string{"no-log"}, true},
		"a text":            {func([]byte) []byte { return []byte("no log at all") }, 0, 0, []string{"no-log"}, true},
		"a long text":       {func([]byte) []byte { return bytes.Repeat([]byte("no log at all\n"), 9000) }, 0, 0, []string{"no-log"}, true},
		"the old format":    {func([]byte) []byte { return append([]byte("0\x00\x00\x00LfLe"), make([]byte, 60)...) }, 0, 0, []string{"no-log"}, true},
		"no bytes":          {func([]byte) []byte { return nil }, 0, 0, []string{"empty-file"}, true},
		"the first byte":    {func(b []byte) []byte { return b[:1] }, 0, 0, []string{"truncated"}, true},
		"zeroed chunk": {
			func(b []byte) []byte { clear(chunkAt(b, 1)); return b },
			700 - len(inChunk(sound.events, 1)), 0,
			[]string{"chunk-zeroed"},
			true,
		},
		"zeroed last chunk": {
			func(b []byte) []byte { clear(chunkAt(b, chunks-1)); return b },
			700 - len(inChunk(sound.events, chunks-1)), 0,
			[]string{"chunk-zeroed"},
			true,
		},
		"zeroed record": {
			func(b []byte) []byte { clear(recordAt(chunkAt(b, 0), 5)); return b },
			699, 1,
			[]string{"chunk-checksum", "record-damaged"},
			true,
		},
		"record without size": {
			func(b []byte) []byte { clear(recordAt(chunkAt(b, 0), 5)[4:8]); return b },
			699, 1,
			[]string{"chunk-checksum", "record-damaged"},
			true,
		},
		"record larger than the chunk": {
			func(b []byte) []byte { le.PutUint32(recordAt(chunkAt(b, 0), 5)[4:], 0x7fffffff); return b },
			699, 1,
			[]string{"chunk-checksum", "record-damaged"},
			true,
		},
		"record of rubbish inside": {func(b []byte) []byte {
			copy(recordAt(chunkAt(b, 0), 5)[24:], bytes.Repeat([]byte{0xff}, 40))
			seal(chunkAt(b, 0))
			return b
		}, 700, 1, []string{"record-damaged"}, true},
		"end of the used bytes beyond the chunk": {
			func(b []byte) []byte { le.PutUint32(chunkAt(b, 0)[48:], 0xffffff); return b },
			700, 0,
			[]string{"chunk-header-checksum"},
			true,
		},
		"cut inside the first chunk": {
			func(b []byte) []byte { return b[:headerSize+20000] },
			len(before(inFirst, headerSize+20000)) - 1, 0,
			[]string{"truncated"},
			true,
		},
		"cut between two chunks": {func(b []byte) []byte { return b[:headerSize+chunkSize] }, len(inFirst), 0, []string{"truncated"}, true},
		"cut inside the header":  {func(b []byte) []byte { return b[:100] }, 0, 0, []string{"truncated"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			res, out := parseAll(t, c.change(bytes.Clone(log)))
			require.Equal(t, c.codes, codes(res), "%v", res.Problems)
			require.Equal(t, c.lost, lost(res))
			require.Equal(t, c.events, res.Records)
			require.Len(t, out.events, c.events)
			require.Equal(t, c.damaged, res.Damaged)
			for _, cov := range out.coverage {
				require.Equal(t, c.lost, cov.Partial)
			}
		})
	}
}

func inChunk(events []*evidence.Event, n int) (list []*evidence.Event) {
	for _, ev := range events {
		if (int(ev.Locator.Offset)-headerSize)/chunkSize == n {
			list = append(list, ev)
		}
	}
	return list
}

// before returns the events that begin before an offset of the file.
func before(events []*evidence.Event, offset int64) (list []*evidence.Event) {
	for _, ev := range events {
		if ev.Locator.Offset < offset {
			list = append(list, ev)
		}
	}
	return list
}

func TestEventsOfADamagedChunkAreMarked(t *testing.T) {
	log := write(t, many(700)...)
	clear(recordAt(chunkAt(log, 0), 5))
	_, out := parseAll(t, log)
	for _, ev := range out.events {
		require.Equal(t, ev.Locator.Offset < headerSize+chunkSize, ev.Damaged)
	}
}

func TestAWrappedLogIsReadFromItsOldestChunkOn(t *testing.T) {
	log := write(t, many(700)...)
	_, straight := parseAll(t, log)
	chunks := (len(log) - headerSize) / chunkSize
	wrapped := bytes.Clone(log)
	for i := range chunks { // the last chunk lies first, where the log began again
		copy(chunkAt(wrapped, (i+1)%chunks), chunkAt(log, i))
	}
	old := bytes.Clone(wrapped) // the header of a log that was copied while open
	wrapped[8], wrapped[16] = 1, 0
	sealHeader(wrapped)
	for _, log := range [][]byte{wrapped, old} {
		res, out := parseAll(t, log)
		require.Empty(t, res.Problems)
		require.Equal(t, ids(straight.events), ids(out.events))
	}
}

func TestRecordsBehindTheUsedBytesAreNotShown(t *testing.T) {
	log := write(t, many(20)...)
	c := chunkAt(log, 0)
	free := 512
	for i := range 7 {
		free += len(recordAt(c, i))
	}
	le.PutUint32(c[48:], uint32(free))
	seal(c)
	res, out := parseAll(t, log)
	require.Empty(t, res.Problems)
	require.Len(t, out.events, 7)
}

func TestOlderRecordsBehindTheUsedBytesAreNotShown(t *testing.T) {
	log := write(t, many(20)...)
	c := chunkAt(log, 0)
	le.PutUint32(c[48:], uint32(512+len(recordAt(c, 0))))
	le.PutUint64(c[32:], le.Uint64(recordAt(c, 0)[8:]))
	le.PutUint64(recordAt(c, 1)[16:], le.Uint64(recordAt(c, 0)[16:])-1) // of before the log was cleared
	seal(c)
	res, out := parseAll(t, log)
	require.Empty(t, res.Problems)
	require.Len(t, out.events, 1)
}

func TestEveryCutGivesEverythingBeforeIt(t *testing.T) {
	log := write(t, many(40)...)
	_, whole := parseAll(t, log)
	for cut := headerSize; cut < headerSize+24000; cut += 61 {
		res, out := parseAll(t, log[:cut])
		want := before(whole.events, int64(cut))
		if n := len(want); n > 0 {
			last := want[n-1].Locator.Offset
			if size := le.Uint32(log[last+4:]); last+int64(size) > int64(cut) {
				want = want[:n-1]
			}
		}
		require.Equal(t, ids(want), ids(out.events), "cut at %d", cut)
		require.Equal(t, len(out.events) < 40, lost(res), "cut at %d", cut)
		require.NotEmpty(t, res.Problems, "cut at %d", cut)
	}
}
