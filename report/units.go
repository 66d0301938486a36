package report

import (
	"strconv"
	"time"

	"hybriddiag/finding"
)

// moment and minute print a time for people; the zone is said once beside it.
func moment(t finding.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04:05") + "Z"
}

func minute(t finding.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Truncate(time.Minute).Format("2006-01-02 15:04")
}

// span prints two times for people: the day once, and no end that equals the
// start.
func span(from, to finding.Time) (first, last string) {
	first, last = minute(from), minute(to)
	if first == "" || last == "" {
		return first + last, ""
	}
	if last == first {
		return first, ""
	}
	if day := len("2006-01-02 "); first[:day] == last[:day] {
		last = last[day:]
	}
	return first, last
}

// nonEmpty returns the parts that say something.
func nonEmpty(parts ...string) []string {
	var out []string
	for _, s := range parts {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Size prints a number of bytes for people.
func Size(n int64) string {
	const unit = 1024
	if n < unit {
		return strconv.FormatInt(n, 10) + " B"
	}
	f, names := float64(n), []string{"KiB", "MiB", "GiB", "TiB"}
	i := -1
	for f >= unit && i < len(names)-1 {
		f /= unit
		i++
	}
	return strconv.FormatFloat(f, 'f', 1, 64) + " " + names[i]
}
