// Package winzone reads what Windows calls a time zone:
//
//	Tokyo Standard Time                     the name of its key: tzutil /g, Get-TimeZone, TimeZoneKeyName
//	Tokyo Standard Time_dstoff              the same with summer time switched off
//	(UTC+09:00) Osaka, Sapporo, Tokyo       its display name: systeminfo, Get-TimeZone
//	(GMT+09:00) 大阪、札幌、東京              the same of older and of translated systems
//
// A display name is translated, its offset is not: it proves the zone where all
// zones of that offset keep the same clock. The others are told by words of their
// names.
//
// Source: the key HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Time Zones,
// and windowsZones.xml of the CLDR for the names of the tz database.
package winzone

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // Windows has no tz database
)

// Fixed returns the zone of a clock that is as far ahead of UTC all year.
func Fixed(offset time.Duration) *time.Location {
	return time.FixedZone(Text(offset), int(offset/time.Second))
}

// Text writes an offset as "+09:00".
func Text(offset time.Duration) string {
	sign := "+"
	if offset < 0 {
		sign, offset = "-", -offset
	}
	minutes := int(offset / time.Minute)
	return sign + twoDigits(minutes/60) + ":" + twoDigits(minutes%60)
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// Key returns the zone of a key's name, nil when no zone is called so.
func Key(name string) *time.Location {
	name, off := strings.CutSuffix(strings.TrimSpace(name), "_dstoff")
	for i := range zones {
		if !strings.EqualFold(zones[i].key, name) {
			continue
		}
		if off {
			return Fixed(standard(zones[i].location()))
		}
		return zones[i].location()
	}
	return nil
}

// standard returns how far the clock of a zone is ahead of UTC outside summer.
func standard(zone *time.Location) time.Duration {
	january, july := offsetIn(zone, time.January), offsetIn(zone, time.July)
	return min(january, july)
}

func offsetIn(zone *time.Location, month time.Month) time.Duration {
	_, seconds := time.Date(2024, month, 1, 0, 0, 0, 0, zone).Zone()
	return time.Duration(seconds) * time.Second
}

var displayOffset = regexp.MustCompile(`^\((?:UTC|GMT)(?:([+-])(\d{1,2}):(\d{2}))?\)`)

// Display returns the zone of a display name, nil when it proves none.
func Display(name string) *time.Location {
	name = strings.TrimSpace(name)
	m := displayOffset.FindStringSubmatch(name)
	if m == nil {
		return byWords(name)
	}
	hours, _ := strconv.Atoi(m[2])
	minutes, _ := strconv.Atoi(m[3])
	offset := time.Duration(hours*60+minutes) * time.Minute
	if m[1] == "-" {
		offset = -offset
	}
	if zone := byWords(name[len(m[0]):]); zone != nil && standard(zone) == offset {
		return zone
	}
	if steady[offset] {
		return Fixed(offset)
	}
	return nil
}

func byWords(name string) *time.Location {
	for i := range zones {
		for _, words := range zones[i].words {
			if strings.Contains(name, words) {
				return zones[i].location()
			}
		}
	}
	return Key(name)
}

// steady are the offsets of which no zone of Windows has known summer time since
// 2017.
var steady = map[time.Duration]bool{
	4*time.Hour + 30*time.Minute: true, 5 * time.Hour: true, 5*time.Hour + 30*time.Minute: true,
	5*time.Hour + 45*time.Minute: true, 6 * time.Hour: true, 6*time.Hour + 30*time.Minute: true,
	7 * time.Hour: true, 8 * time.Hour: true, 8*time.Hour + 45*time.Minute: true, 9 * time.Hour: true,
}
