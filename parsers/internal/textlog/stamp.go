package textlog

import "time"

// HasShape reports whether b begins like shape, in which '0' stands for any digit
// and everything else for itself: "00:00:00.000" fits "10:15:30.123".
func HasShape(b []byte, shape string) bool {
	if len(b) < len(shape) {
		return false
	}
	for i := range len(shape) {
		if shape[i] == '0' {
			if b[i] < '0' || b[i] > '9' {
				return false
			}
		} else if b[i] != shape[i] {
			return false
		}
	}
	return true
}

// Num reads decimal digits; HasShape has checked that they are some.
func Num(digits []byte) int {
	n := 0
	for _, d := range digits {
		n = n*10 + int(d-'0')
	}
	return n
}

// Date returns the moment as UTC and whether the calendar and the clock know it.
func Date(year, month, day int, clock time.Duration) (time.Time, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	ok := int(t.Month()) == month && t.Day() == day && year >= 1601
	return t.Add(clock), ok
}

// DateTime reads "yyyy-mm-dd hh:mm:ss", with any characters between the numbers,
// and what Clock reads behind it.
func DateTime(b []byte) (time.Time, bool) {
	if len(b) < len("yyyy-mm-dd hh:mm:ss") {
		return time.Time{}, false
	}
	clock, ok := Clock(b[11:])
	at, valid := Date(Num(b[:4]), Num(b[5:7]), Num(b[8:10]), clock)
	return at, ok && valid
}

// Clock reads "hh:mm:ss", optionally followed by any character and three digits
// of milliseconds, as the time since midnight.
func Clock(b []byte) (time.Duration, bool) {
	if !HasShape(b, "00:00:00") {
		return 0, false
	}
	hour, minute, second := Num(b[:2]), Num(b[3:5]), Num(b[6:8])
	if hour > 23 || minute > 59 || second > 60 {
		return 0, false
	}
	d := time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second
	if len(b) >= 12 && HasShape(b[9:], "000") {
		d += time.Duration(Num(b[9:12])) * time.Millisecond
	}
	return d, true
}
