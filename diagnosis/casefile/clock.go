package casefile

import (
	"slices"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/internal/winzone"
)

// SettleClocks gives the times of unknown zone the zone of their computer, where
// a file of it proves the zone, or where events stand in the case on both clocks.
// Without proof, what lies with Japanese texts is taken to be on a clock of
// Japan. It returns what became of these times: nil where there are none, or
// where all stay as they are. Files must have their hosts.
func SettleClocks(files []*File) *finding.TimeZone {
	clocks := newClocks(files)
	var told *finding.TimeZone
	for _, f := range files {
		zone, source := clocks.of(f)
		if zone == nil || !f.move(zone) {
			continue
		}
		if told == nil || source == finding.ZoneAssumed {
			told = &finding.TimeZone{Offset: winzone.Text(offsetAt(zone, f.Last)), Source: source}
		}
	}
	return told
}

// clocks is what is known about the clocks of the case, by computer.
type clocks struct {
	proved   map[string]*time.Location
	japanese map[string]bool
}

func newClocks(files []*File) clocks {
	c := clocks{map[string]*time.Location{}, map[string]bool{}}
	for _, f := range files {
		c.japanese[f.Host] = c.japanese[f.Host] || f.Japanese
		if f.Zone != nil && better(f.Zone, c.proved[f.Host]) {
			c.proved[f.Host] = f.Zone
		}
	}
	for host, events := range byClock(files) {
		if c.proved[host] == nil {
			c.proved[host] = sameEvents(events.utc, events.wall)
		}
	}
	return c
}

// better reports whether a zone tells more than the one known so far: one with a
// name knows summer and winter.
func better(zone, known *time.Location) bool {
	return known == nil || isFixed(known) && !isFixed(zone)
}

func isFixed(zone *time.Location) bool { return slices.Contains([]byte("+-"), zone.String()[0]) }

// of returns the zone for the times of a file and how it is known, nil when
// nothing tells it. What a file proves counts first for itself.
func (c clocks) of(f *File) (*time.Location, finding.ZoneSource) {
	switch {
	case f.Zone != nil:
		return f.Zone, finding.ZoneProved
	case c.proved[f.Host] != nil:
		return c.proved[f.Host], finding.ZoneProved
	case c.japanese[f.Host]:
		return evidence.Assumed, finding.ZoneAssumed
	}
	return nil, ""
}

// move puts the times of unknown zone into the zone, and reports whether there
// are any.
func (f *File) move(zone *time.Location) bool {
	moved := false
	move := func(t time.Time) time.Time {
		if t.Location() != evidence.Wall {
			return t
		}
		moved = true
		if t = evidence.OffWall(t, zone); zone != evidence.Assumed {
			t = t.UTC()
		}
		return t
	}
	f.First, f.Last, f.Taken = move(f.First), move(f.Last), move(f.Taken)
	f.Facts.MoveTimes(move)
	return moved
}

// offsetAt returns how far the clock of a zone is ahead of UTC at that moment.
func offsetAt(zone *time.Location, at time.Time) time.Duration {
	_, seconds := at.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}
