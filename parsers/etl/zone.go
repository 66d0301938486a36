package etl

import (
	"encoding/binary"
	"time"
)

// zoneSize is the size of a TIME_ZONE_INFORMATION:
//
//	00 i32 Bias (minutes; UTC = local + bias)   04 32 × u16 StandardName
//	44 SYSTEMTIME StandardDate                  54 i32 StandardBias
//	58 32 × u16 DaylightName                    98 SYSTEMTIME DaylightDate
//	A8 i32 DaylightBias
const zoneSize = 172

// zoneOffset returns how far the wall clock is ahead of UTC at that moment, nil
// when the zone is senseless.
func zoneOffset(b []byte, at time.Time) *time.Duration {
	i32 := func(off int) int { return int(int32(binary.LittleEndian.Uint32(b[off:]))) }
	bias, standard, daylight := i32(0), i32(0x54), i32(0xa8)
	if at.IsZero() || abs(bias) > 14*60 || abs(standard) > 180 || abs(daylight) > 180 {
		return nil
	}
	extra := standard
	if inDaylight(b[0x44:0x54], b[0x98:0xa8], at.Add(-time.Duration(bias)*time.Minute)) {
		extra = daylight
	}
	offset := -time.Duration(bias+extra) * time.Minute
	return &offset
}

func abs(n int) int { return max(n, -n) }

// inDaylight reports whether the local standard time lies between the date on
// which daylight time begins and the one on which it ends.
func inDaylight(standard, daylight []byte, local time.Time) bool {
	begins, ok1 := changeDate(daylight, local.Year())
	ends, ok2 := changeDate(standard, local.Year())
	if !ok1 || !ok2 {
		return false
	}
	if begins.Before(ends) {
		return !local.Before(begins) && local.Before(ends)
	}
	return !local.Before(begins) || local.Before(ends)
}

// changeDate reads the SYSTEMTIME of a change. Year 0 means every year, on the
// day-th (5 = last) weekday of the month; month 0 means there is no change.
func changeDate(b []byte, year int) (time.Time, bool) {
	field := func(i int) int { return int(binary.LittleEndian.Uint16(b[2*i:])) }
	month, weekday, day := field(1), field(2), field(3)
	if month < 1 || month > 12 || weekday > 6 || day < 1 || day > 31 {
		return time.Time{}, false
	}
	if y := field(0); y != 0 {
		return time.Date(y, time.Month(month), day, field(4), field(5), 0, 0, time.UTC), true
	}
	first := time.Date(year, time.Month(month), 1, field(4), field(5), 0, 0, time.UTC)
	date := first.AddDate(0, 0, (weekday-int(first.Weekday())+7)%7+7*(day-1))
	for date.Month() != first.Month() {
		date = date.AddDate(0, 0, -7)
	}
	return date, true
}
