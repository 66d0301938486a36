package winfmt

import (
	"encoding/binary"
	"time"
)

const (
	ticksPerSecond = 10_000_000
	// epochSeconds is the distance from 1601-01-01 to 1970-01-01.
	epochSeconds = 11_644_473_600
	// maxFileTime is the last tick of the year 9999, the last one that RFC 3339
	// can write.
	maxFileTime = 2_650_467_743_999_999_999
)

// FileTime converts a FILETIME exactly. Zero ("never") and values after the
// year 9999, which only damaged data holds, give the zero time.
func FileTime(ft uint64) time.Time {
	if ft == 0 || ft > maxFileTime {
		return time.Time{}
	}
	sec := int64(ft/ticksPerSecond) - epochSeconds
	return time.Unix(sec, int64(ft%ticksPerSecond)*100).UTC()
}

// ToFileTime is the inverse of FileTime; times before 1601 and the zero time
// give 0.
func ToFileTime(t time.Time) uint64 {
	sec := t.Unix() + epochSeconds
	if sec < 0 {
		return 0
	}
	return uint64(sec)*ticksPerSecond + uint64(t.Nanosecond()/100)
}

// SystemTime reads the 16 bytes of a SYSTEMTIME as UTC. It reports false for
// fewer bytes and for fields that are no date.
func SystemTime(b []byte) (time.Time, bool) {
	if len(b) < 16 {
		return time.Time{}, false
	}
	field := func(i int) int { return int(binary.LittleEndian.Uint16(b[2*i:])) }
	year, month, day := field(0), field(1), field(3)
	hour, minute, second, ms := field(4), field(5), field(6), field(7)
	if year < 1601 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 ||
		hour > 23 || minute > 59 || second > 59 || ms > 999 {
		return time.Time{}, false
	}
	return time.Date(year, time.Month(month), day, hour, minute, second, ms*1e6, time.UTC), true
}

// FormatTime writes a time as the XML of an event shows it: UTC with seven
// digits, e.g. 2020-09-18T14:02:36.2195349Z. The zero time is "".
func FormatTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.0000000Z")
}
