package etl

import (
	"encoding/binary"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/winfmt"
)

func TestTimestampsBecomeUTCInIntegers(t *testing.T) {
	start := winfmt.FileTime(testStart)
	for _, c := range []struct {
		name  string
		file  LogFile
		first int64
		raw   int64
		want  time.Time
	}{
		{"performance counter of 1.8 MHz", LogFile{Clock: 1, PerfFreq: 1_796_962}, 1000, 1000 + 1_796_962*3600, start.Add(time.Hour)},
		{"a tick of 1.8 MHz", LogFile{Clock: 1, PerfFreq: 1_796_962}, 1000, 1001, start.Add(500 * time.Nanosecond)},
		{"no clock type means performance counter", LogFile{PerfFreq: 10_000_000}, 0, 25, start.Add(2500 * time.Nanosecond)},
		{"system time", LogFile{Clock: clockSystemTime, PerfFreq: 3}, testStart, testStart + 7, start.Add(700 * time.Nanosecond)},
		{"processor cycles", LogFile{Clock: clockCycles, CPUMHz: 2400}, 500, 500 + 2_400_000_000*60, start.Add(time.Minute)},
		{"before the first record", LogFile{Clock: 1, PerfFreq: 10_000_000}, 100, 90, start.Add(-time.Microsecond)},
		{"a counter that runs since weeks", LogFile{Clock: 1, PerfFreq: 10_000_000}, math.MaxInt64 - 10, math.MaxInt64, start.Add(time.Microsecond)},
		{"no frequency", LogFile{Clock: 1}, 0, 10, start.Add(time.Microsecond)},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.file.startTicks = testStart
			require.Equal(t, c.want, newClock(&c.file, c.first).time(c.raw))
		})
	}
}

func TestTimestampsOutsideTheCalendarHaveNoTime(t *testing.T) {
	c := newClock(&LogFile{Clock: 1, PerfFreq: 1, startTicks: testStart}, 0)
	require.True(t, c.time(math.MaxInt64).IsZero())
	require.True(t, c.time(math.MinInt64).IsZero())
	require.True(t, clock{}.time(5).IsZero())
}

// zone builds a TIME_ZONE_INFORMATION with changes on the last Sunday of March
// and of October.
func zone(bias, standard, daylight int32, changes bool) []byte {
	b := make([]byte, zoneSize)
	binary.LittleEndian.PutUint32(b, uint32(bias))
	binary.LittleEndian.PutUint32(b[0x54:], uint32(standard))
	binary.LittleEndian.PutUint32(b[0xa8:], uint32(daylight))
	if changes {
		b[0x44+2], b[0x44+6], b[0x44+8] = 10, 5, 3
		b[0x98+2], b[0x98+6], b[0x98+8] = 3, 5, 2
	}
	return b
}

func TestTheZoneOfTheTraceFollowsTheSeason(t *testing.T) {
	summer := time.Date(2024, 7, 1, 12, 0, 0, 0, time.UTC)
	winter := time.Date(2024, 12, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		zone []byte
		at   time.Time
		want time.Duration
	}{
		{"Japan", zone(-540, 0, -60, false), summer, 9 * time.Hour},
		{"central Europe in summer", zone(-60, 0, -60, true), summer, 2 * time.Hour},
		{"central Europe in winter", zone(-60, 0, -60, true), winter, time.Hour},
		{"half an hour", zone(-330, 0, -60, false), winter, 330 * time.Minute},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := zoneOffset(c.zone, c.at)
			require.NotNil(t, got)
			require.Equal(t, c.want, *got)
		})
	}
	require.Nil(t, zoneOffset(zone(100000, 0, 0, false), summer))
}
