package etl

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// waiting builds an event record.
func waiting(clock int64, id uint16) *record {
	raw := make([]byte, 0x50)
	raw[0], raw[2], raw[3] = 0x50, 0x13, markerHeader
	binary.LittleEndian.PutUint64(raw[0x10:], uint64(clock))
	binary.LittleEndian.PutUint16(raw[0x28:], id)
	var r record
	l, _ := layoutOf(0x13)
	r.parse(l, raw)
	return &r
}

func TestRecordsComeOutInTheOrderOfTime(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var got []int64
	m := merger{limit: mergeLimit, emit: func(r *record) { got = append(got, r.clock) }}
	for range 200 {
		base := random.Int64N(1000)
		for i := range random.Int64N(20) {
			m.add(waiting(base+i, 0))
		}
		m.endBuffer()
	}
	m.end()
	require.NotEmpty(t, got)
	require.IsIncreasing(t, append([]int64{-1}, dedupe(got)...))
	require.Zero(t, m.late)
	require.Zero(t, m.size)
}

func dedupe(in []int64) []int64 {
	var out []int64
	for _, v := range in {
		if len(out) == 0 || out[len(out)-1] != v {
			out = append(out, v)
		}
	}
	return out
}

func TestEqualTimesKeepTheOrderOfTheFile(t *testing.T) {
	var got []uint16
	m := merger{limit: mergeLimit, emit: func(r *record) { got = append(got, r.id) }}
	for id := range uint16(6) {
		m.add(waiting(7, id))
		if id%2 == 1 {
			m.endBuffer()
		}
	}
	m.end()
	require.Equal(t, []uint16{0, 1, 2, 3, 4, 5}, got)
}

func TestWhatWaitsIsBoundedAndLateRecordsAreCounted(t *testing.T) {
	n := 0
	m := merger{limit: 10 * (keptOverhead + 0x50), emit: func(*record) { n++ }}
	for i := range int64(100) {
		m.add(waiting(1000+i, 0))
		m.endBuffer()
		require.LessOrEqual(t, m.size, m.limit)
	}
	m.add(waiting(1, 0)) // the oldest buffer of a wrapped trace
	m.endBuffer()
	m.end()
	require.Equal(t, 101, n, "nothing is lost")
	require.Equal(t, 1, m.late)
}

func TestABufferOutOfOrderInItselfIsSorted(t *testing.T) {
	var got []int64
	m := merger{limit: mergeLimit, emit: func(r *record) { got = append(got, r.clock) }}
	for _, at := range []int64{3, 1, 2} {
		m.add(waiting(at, 0))
	}
	m.end()
	require.Equal(t, []int64{1, 2, 3}, got)
}
