package systeminfo

import (
	"regexp"
	"strings"
)

// The values of the first three lines of systeminfo. The version is followed by
// the words for "not available" and "build" in the language of Windows and by the
// build again.
var (
	hostValue    = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{0,62}$`)
	versionValue = regexp.MustCompile(`^\d+\.\d+\.(\d{4,5}) .{1,40} (\d{4,5})$`)
	zoneValue    = regexp.MustCompile(`^\((?:UTC|GMT)(?:[+-]\d{2}:\d{2})?\) `)
)

// hostLine returns the number of the line, from 1, that holds the host name of
// systeminfo in any language, or 0:
//
//	Nom de l'hôte:                   ECS01
//	Nom du système d'exploitation:   Microsoft Windows Server 2019 Standard
//	Version du système:              10.0.17763 N/A version 17763
func hostLine(lines []string) int {
	for i := range max(len(lines)-2, 0) {
		_, host, _ := splitLine(lines[i])
		_, system, _ := splitLine(lines[i+1])
		_, version, _ := splitLine(lines[i+2])
		m := versionValue.FindStringSubmatch(version)
		if m != nil && m[1] == m[2] && hostValue.MatchString(host) && strings.Contains(system, "Windows") {
			return i + 1
		}
	}
	return 0
}

// byPlace returns the name in the evidence of a line whose label is not known.
func (r *reader) byPlace(label, value string, line int) string {
	switch {
	case label == "":
		return ""
	case line >= r.hostLine && line <= r.hostLine+2:
		return [...]string{"Name", "OS", "Build"}[line-r.hostLine]
	case zoneValue.MatchString(value):
		return "TimeZone"
	}
	return label
}
