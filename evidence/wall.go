package evidence

import "time"

// Wall is the location of times whose zone nothing tells: what a clock on the
// wall of the server showed. They compare with others as if they were UTC, and
// are never printed as such.
var Wall = time.FixedZone("wall clock", 0)

// IsWall reports whether t is a time of an unknown zone.
func IsWall(t time.Time) bool { return t.Location() == Wall }

// OnWall returns t, which was read as if it were UTC, as a time of an unknown
// zone. The zero time stays as it is.
func OnWall(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(Wall)
}
