package regstate

import (
	"strconv"
	"time"

	"hybriddiag/internal/winzone"
)

// zone is what the values of TimeZoneInformation say about the clock. A bias is
// the minutes that UTC is ahead of it, a signed number in a REG_DWORD.
type zone struct {
	name           string         // TimeZoneKeyName
	active         *time.Duration // with the summer time of the day of the export
	bias, daylight *time.Duration // without it, and what summer adds
	noSummer       bool           // DynamicDaylightTimeDisabled
}

// note takes one value, by its name in lower case.
func (z *zone) note(name, value string) {
	switch name {
	case "timezonekeyname":
		z.name = value
	case "activetimebias":
		z.active = ahead(value)
	case "bias":
		z.bias = ahead(value)
	case "daylightbias":
		z.daylight = ahead(value)
	case "dynamicdaylighttimedisabled":
		z.noSummer = value == "1"
	}
}

// ahead returns how far the clock is ahead of UTC, nil for what is no bias.
func ahead(bias string) *time.Duration {
	n, err := strconv.ParseUint(bias, 10, 32)
	offset := -time.Duration(int32(uint32(n))) * time.Minute
	if err != nil || offset.Abs() > 14*time.Hour {
		return nil
	}
	return &offset
}

// location returns the zone of the clock, nil when the values leave it open. The
// name knows summer and winter; a bias is true of one of them.
func (z *zone) location() *time.Location {
	named := winzone.Key(z.name)
	switch {
	case named != nil && !z.noSummer:
		return named
	case z.active != nil:
		return winzone.Fixed(*z.active)
	case z.bias != nil && (z.noSummer || z.daylight == nil || *z.daylight == 0):
		return winzone.Fixed(*z.bias)
	}
	return nil
}
