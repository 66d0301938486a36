package etl

import (
	"math"
	"math/bits"
	"time"

	"hybriddiag/internal/winfmt"
)

// Clock types of a trace.
const (
	clockSystemTime = 2
	clockCycles     = 3
)

const ticksPerSecond = 10_000_000 // of a FILETIME

// clock turns raw timestamps into UTC:
//
//	UTC = StartTime + (timestamp - timestamp of the first record) · 10^7 / rate
//
// in integers, because the product does not fit a float exactly.
type clock struct {
	origin int64  // raw timestamp of the first record
	start  int64  // the same moment in 100 ns since 1601
	rate   uint64 // raw units per second
}

// newClock returns the clock of a trace; first is the timestamp of the record
// that holds the log file header.
func newClock(l *LogFile, first int64) clock {
	c := clock{origin: first, start: l.startTicks, rate: l.PerfFreq}
	switch l.Clock {
	case clockSystemTime:
		c.rate = ticksPerSecond
	case clockCycles:
		c.rate = uint64(l.CPUMHz) * 1_000_000
	}
	if c.rate == 0 {
		c.rate = ticksPerSecond
	}
	return c
}

// time converts a raw timestamp; one that leads out of the calendar gives the
// zero time, and so does every timestamp of a clock that was never set.
func (c clock) time(raw int64) time.Time {
	if c.rate == 0 {
		return time.Time{}
	}
	if raw < c.origin {
		ticks, ok := scale(uint64(c.origin)-uint64(raw), c.rate)
		if !ok || ticks >= c.start {
			return time.Time{}
		}
		return winfmt.FileTime(uint64(c.start - ticks))
	}
	ticks, ok := scale(uint64(raw)-uint64(c.origin), c.rate)
	if !ok || c.start < 0 || ticks > math.MaxInt64-c.start {
		return time.Time{}
	}
	return winfmt.FileTime(uint64(c.start + ticks))
}

// scale returns n · 10^7 / rate rounded down.
func scale(n, rate uint64) (int64, bool) {
	if rate == ticksPerSecond {
		return int64(n), n <= math.MaxInt64
	}
	hi, lo := bits.Mul64(n, ticksPerSecond)
	if hi >= rate {
		return 0, false
	}
	q, _ := bits.Div64(hi, lo, rate)
	return int64(q), q <= math.MaxInt64
}
