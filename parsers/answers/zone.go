package answers

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/winzone"
	"hybriddiag/parsers/internal/psout"
)

// currentZone is the first line of w32tm /tz, in any language:
//
//	Time zone: Current:TIME_ZONE_ID_DAYLIGHT Bias: 480min (UTC=LocalTime+Bias)
//	  [Standard Name:"Pacific Standard Time" Bias:0min Date:(M:11 D:1 DoW:0)]
//	  [Daylight Name:"Pacific Daylight Time" Bias:-60min Date:(M:3 D:2 DoW:0)]
//
// zoneRule are the others: the bias that is added in that half of the year.
var (
	currentZone = regexp.MustCompile(`^\S.{0,40}?TIME_ZONE_ID_(UNKNOWN|STANDARD|DAYLIGHT)\b.{0,40}?(-?\d{1,4}) ?(?:min|分|Min)`)
	zoneRule    = regexp.MustCompile(`^\s+\[.{1,30}?"[^"]{0,80}".{1,30}?(-?\d{1,4}) ?(?:min|分|Min)`)
)

// tz reads w32tm /tz. A summer time whose dates are not known is that of the day
// on which the command ran.
func tz(lines []string) *time.Location {
	for i, line := range lines {
		m := currentZone.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		bias, _ := strconv.Atoi(m[2])
		rules := biases(lines[i+1:])
		switch {
		case m[1] == "STANDARD" && len(rules) > 0:
			bias += rules[0]
		case m[1] == "DAYLIGHT" && len(rules) > 1:
			bias += rules[1]
		}
		if offset := -time.Duration(bias) * time.Minute; offset.Abs() <= 14*time.Hour {
			return winzone.Fixed(offset)
		}
	}
	return nil
}

// biases returns those of standard and daylight time.
func biases(lines []string) []int {
	var out []int
	for _, line := range lines[:min(len(lines), 2)] {
		m := zoneRule.FindStringSubmatch(line)
		if m == nil {
			break
		}
		n, _ := strconv.Atoi(m[1])
		out = append(out, n)
	}
	return out
}

// getTimeZone reads the object of Get-TimeZone.
func getTimeZone(b *psout.Block) *time.Location {
	if zone := winzone.Key(b.Get("Id")); zone != nil {
		return zone
	}
	base, ok := timeSpan(b.Get("BaseUtcOffset"))
	if ok && strings.EqualFold(b.Get("SupportsDaylightSavingTime"), "False") {
		return winzone.Fixed(base)
	}
	return winzone.Display(b.Get("DisplayName"))
}

var span = regexp.MustCompile(`^(-?)(\d{2}):(\d{2}):00$`)

// timeSpan reads a TimeSpan of hours and minutes.
func timeSpan(s string) (time.Duration, bool) {
	m := span.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	hours, _ := strconv.Atoi(m[2])
	minutes, _ := strconv.Atoi(m[3])
	d := time.Duration(hours*60+minutes) * time.Minute
	if m[1] == "-" {
		d = -d
	}
	return d, d.Abs() <= 14*time.Hour
}

// tzutil reads the one line of tzutil /g: the name of a zone's key. UTC alone may
// be any word, unless the command or the file is called so.
func tzutil(name, text string) *time.Location {
	line, rest, _ := strings.Cut(text, "\n")
	if strings.TrimSpace(rest) != "" || len(line) > 60 {
		return nil
	}
	if line = strings.TrimSpace(line); !strings.Contains(line, " ") && !strings.HasPrefix(strings.ToLower(name), "tzutil") {
		return nil
	}
	return winzone.Key(line)
}

// zoneFields are the answer of a command that tells the time zone.
func zoneFields(command string, zone *time.Location) []evidence.Field {
	return []evidence.Field{{Name: "Command", Value: command}, {Name: "TimeZone", Value: zone.String()}}
}
