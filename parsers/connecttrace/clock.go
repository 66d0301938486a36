package connecttrace

import (
	"regexp"
	"time"

	"hybriddiag/parsers/internal/textlog"
)

// clock gives a date to times of day.
type clock struct {
	day    time.Time     // midnight of the current day on the wall clock, zero when unknown
	last   time.Duration // time of day of the entry before
	offset time.Duration // of the wall clock ahead of UTC
	zoned  bool          // offset is known
}

var (
	localStart = regexp.MustCompile(`Start Time \(Local\):\s*(\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d) GMT`)
	utcStart   = regexp.MustCompile(`Start Time \(UTC\):\s*(\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d) GMT`)
	nameDate   = regexp.MustCompile(`(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?:\D|\d{6}|$)`)
)

// rfc1123 is how the header writes times, without the zone's name.
const rfc1123 = "Mon, 02 Jan 2006 15:04:05"

// newClock looks for the date in the header and in the file's name.
func newClock(name, head string) clock {
	var c clock
	if m := nameDate.FindStringSubmatch(name); m != nil {
		day, ok := textlog.Date(textlog.Num([]byte(m[1])), textlog.Num([]byte(m[2])), textlog.Num([]byte(m[3])), 0)
		if ok {
			c.day = day
		}
	}
	local, hasLocal := headerTime(localStart, head)
	utc, hasUTC := headerTime(utcStart, head)
	if hasLocal {
		c.startOn(local)
	}
	if hasLocal && hasUTC {
		c.setZone(local, utc)
	}
	return c
}

func headerTime(re *regexp.Regexp, text string) (time.Time, bool) {
	m := re.FindStringSubmatch(text)
	if m == nil {
		return time.Time{}, false
	}
	t, err := time.Parse(rfc1123, m[1])
	return t, err == nil
}

// startOn sets the day from a moment of the wall clock.
func (c *clock) startOn(local time.Time) {
	c.day = local.Truncate(24 * time.Hour)
	c.last = 0
}

// widestZone is the largest offset any zone ever had.
const widestZone = 14 * time.Hour

// setZone takes the offset from one moment told twice. Zones are multiples of
// a quarter of an hour; the two lines may be a second apart.
func (c *clock) setZone(local, utc time.Time) {
	offset := local.Sub(utc).Round(15 * time.Minute)
	if offset.Abs() <= widestZone {
		c.offset, c.zoned = offset, true
	}
}

// dayTurn is how far the clock must go back for a new day. Threads write a
// little out of order, and summer time ends with one hour back.
const dayTurn = time.Hour

// at returns the moment of a time of day.
func (c *clock) at(sinceMidnight time.Duration) (t time.Time, local bool) {
	if c.day.IsZero() {
		return time.Time{}, false
	}
	if c.last-sinceMidnight > dayTurn {
		c.day = c.day.AddDate(0, 0, 1)
	}
	c.last = sinceMidnight
	return c.day.Add(sinceMidnight - c.offset), !c.zoned
}
