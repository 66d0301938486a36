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
func (w words) moment(t finding.Time) string {
	switch {
	case t.IsZero():
		return ""
	case evidence.IsWall(t.Time):
		return t.Format(time.DateTime)
	}
	shown := t.UTC().Format(time.DateTime) + "Z"
	if w.lang != i18n.Japanese {
		return shown
	}
	layout := time.TimeOnly
	if dayOf(t.In(japan)) != dayOf(t.UTC()) {
		layout = time.DateTime
	}
	return shown + w.text(i18n.JapanMoment, "at", t.In(japan).Format(layout))
}

// zone returns how the zone of a span is said behind it, and in Japanese what a
// clock of Japan showed.
func (w words) zone(first, last finding.Time) string {
	if evidence.IsWall(last.Time) {
		return w.text(i18n.LocalZone)
	}
	if w.lang != i18n.Japanese {
		return w.text(i18n.UTC)
	}
	if evidence.IsWall(first.Time) {
		first = last
	}
	return w.text(i18n.UTCAndJapan, "at", w.inJapan(first.Time, last.Time))
}

const (
	minuteLayout = "2006-01-02 15:04"
	clockLayout  = "15:04"
)

var japan = time.FixedZone("JST", 9*60*60)

// inJapan returns what a clock of Japan showed from one time to another: the times
// of day, with the date where it is not the one beside them.
func (w words) inJapan(from, to time.Time) string {
	layout := clockLayout
	if day := dayOf(from.UTC()); dayOf(from.In(japan)) != day || dayOf(to.In(japan)) != day {
		layout = minuteLayout
	}
	first, last := from.In(japan).Format(layout), to.In(japan).Format(layout)
	switch {
	case last == first:
		return first
	case dayOf(from.In(japan)) == dayOf(to.In(japan)):
		last = to.In(japan).Format(clockLayout)
	}
	return first + w.text(i18n.Until) + last
}

func dayOf(t time.Time) string { return t.Format(time.DateOnly) }

// ends prints the two ends of a span. Where only the zone of the last one is
// known, the first one says so.
func (w words) ends(from, to finding.Time) (first, last string) {
	first, last = span(from, to)
	if last != "" && evidence.IsWall(from.Time) != evidence.IsWall(to.Time) {
		first += w.zone(from, from)
	}
	return first, last
}

func minute(t finding.Time) string {
	if t.IsZero() {
		return ""
	}
	if evidence.IsWall(t.Time) {
		return t.Format(minuteLayout)
	}
	return t.UTC().Format(minuteLayout)
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
