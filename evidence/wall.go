package evidence

import "time"

// Wall is the location of times whose zone nothing tells: what a clock on the
// wall of the server showed. They compare with others as if they were UTC, and
// are never printed as such.
var Wall = time.FixedZone("wall clock", 0)

// Assumed is the location of such times where the clock is taken to be one of
// Japan. They compare as that says, and are printed as the clock showed them.
var Assumed = time.FixedZone("wall clock of Japan", int(AssumedOffset/time.Second))

// AssumedOffset is how far that clock is ahead of UTC.
const AssumedOffset = 9 * time.Hour

// IsWall reports whether t is a time whose zone nothing proves.
func IsWall(t time.Time) bool { return t.Location() == Wall || t.Location() == Assumed }

// OnWall returns t, which was read as if it were UTC, as a time of an unknown
// zone. The zero time stays as it is.
func OnWall(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(Wall)
}

// OffWall returns what the clock shows at t as a time of the zone; a time whose
// zone is known stays as it is.
func OffWall(t time.Time, zone *time.Location) time.Time {
	if !IsWall(t) {
		return t
	}
	year, month, day := t.Date()
	return time.Date(year, month, day, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
}
