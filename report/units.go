package report

import (
	"strconv"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// moment and minute print a time for people. A moment in UTC says so; beside a
// minute the zone is said once.
func moment(t finding.Time) string {
	if t.IsZero() {
		return ""
	}
	shown := t.UTC().Format("2006-01-02 15:04:05")
	if evidence.IsWall(t.Time) {
		return shown
	}
	return shown + "Z"
}

// zone returns how the zone of a time is said behind it.
func (w words) zone(t finding.Time) string {
	if evidence.IsWall(t.Time) {
		return w.text(i18n.LocalZone)
	}
	return w.text(i18n.UTC)
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
