// Package culturetime reads dates as Windows consoles write them in the culture
// of the server:
//
//	6/1/2024 10:00:00 AM      en-US   month first with slashes
//	1.6.2024 10:00:00         de-DE   day first with dots
//	01-06-2024 10:00:00       nl-NL   day first with hyphens
//	2024/06/01 10:00:00       ja-JP   year first, also 午前 10:00:00
//	2024-06-01T10:00:00.123Z  ISO     with or without a zone
//
// Other spellings, such as eras and names of months, see plainForm.
//
// Slashes are ambiguous (en-GB puts the day first). Learn looks for a date that
// only fits one order, and everything else follows it.
package culturetime

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"hybriddiag/evidence"
)

// Culture is what is known about the dates of one file.
type Culture struct {
	dayFirst bool // dates with slashes put the day first
}

var slashDate = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/\d{4}\b`)

// Learn judges the order of day and month from a text with many dates, such as
// the head of a file. Without proof, dates with slashes put the month first.
func Learn(text string) Culture {
	for _, m := range slashDate.FindAllStringSubmatch(text, -1) {
		first, _ := strconv.Atoi(m[1])
		second, _ := strconv.Atoi(m[2])
		switch {
		case first > 12 && first <= 31:
			return Culture{dayFirst: true}
		case second > 12 && second <= 31:
			return Culture{}
		}
	}
	return Culture{}
}

var (
	yearFirst = regexp.MustCompile(`^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})([-/.])\s?(\d{1,2})[-/.]\s?(\d{4})`)
	clock     = regexp.MustCompile(`^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?`)
	zone      = regexp.MustCompile(`^(?:Z|([+-])(\d{2}):?(\d{2}))$`)
)

// Parse reads a date, with or without a time of day. local tells that the text
// names no zone: t is then the wall clock, in the location evidence.Wall.
func (c Culture) Parse(s string) (t time.Time, local, ok bool) {
	year, month, day, rest, ok := c.date(strings.TrimSpace(s))
	if ok {
		_, _, _, ok = parseClock(rest)
	}
	if !ok {
		year, month, day, rest, ok = c.date(plainForm(s))
	}
	if !ok {
		return time.Time{}, false, false
	}
	if year >= buddhist {
		year -= buddhistOffset
	}
	hms, offset, zoned, ok := parseClock(rest)
	if !ok {
		return time.Time{}, false, false
	}
	t = time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || int(t.Month()) != month { // 31 February
		return time.Time{}, false, false
	}
	if t = t.Add(hms).Add(-offset); !zoned {
		t = evidence.OnWall(t)
	}
	return t, !zoned, true
}

// date splits the date from what follows it.
func (c Culture) date(s string) (year, month, day int, rest string, ok bool) {
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return number(m[1]), number(m[2]), number(m[3]), s[len(m[0]):], true
	}
	m := yearLast.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, 0, "", false
	}
	first, second := number(m[1]), number(m[3])
	dayFirst := c.dayFirst || m[2] != "/" || first > 12
	if dayFirst && second <= 12 {
		first, second = second, first
	}
	return number(m[4]), first, second, s[len(m[0]):], true
}

// parseClock reads a time of day, which may be missing, with its half of the
// day before or after it, and a zone.
func parseClock(s string) (hms, offset time.Duration, zoned, ok bool) {
	s = strings.Trim(s, " T\u202F\u00A0,")
	s, half := cutHalf(s)
	if s == "" {
		return 0, 0, false, half == ""
	}
	m := clock.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, false, false
	}
	rest, after := cutHalf(strings.TrimSpace(s[len(m[0]):]))
	if half == "" {
		half = after
	}
	hour := number(m[1])
	switch {
	case half == "pm" && hour < 12:
		hour += 12
	case half == "am" && hour == 12:
		hour = 0
	}
	if hour > 23 || number(m[2]) > 59 || number(m[3]) > 60 {
		return 0, 0, false, false
	}
	hms = time.Duration(hour)*time.Hour + time.Duration(number(m[2]))*time.Minute +
		time.Duration(number(m[3]))*time.Second + fraction(m[4])
	if z := zone.FindStringSubmatch(rest); z != nil {
		offset = time.Duration(number(z[2]))*time.Hour + time.Duration(number(z[3]))*time.Minute
		if z[1] == "-" {
			offset = -offset
		}
		return hms, offset, true, true
	}
	return hms, 0, false, rest == ""
}

var halves = [...]struct{ word, half string }{
	{"AM", "am"},
	{"PM", "pm"},
	{"am", "am"},
	{"pm", "pm"},
	{"a.m.", "am"},
	{"p.m.", "pm"},
	{"午前", "am"},
	{"午後", "pm"},
	{"오전", "am"},
	{"오후", "pm"},
	{"上午", "am"},
	{"下午", "pm"},
}

// cutHalf takes AM, PM or their like off either end.
func cutHalf(s string) (rest, half string) {
	for _, h := range halves {
		if cut, found := strings.CutPrefix(s, h.word); found {
			return strings.TrimLeft(cut, " \u202F\u00A0"), h.half
		}
	}
	return s, ""
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// fraction reads the digits after the decimal point of a second.
func fraction(digits string) time.Duration {
	n, _ := strconv.Atoi((digits + "000000000")[:9])
	return time.Duration(n)
}
