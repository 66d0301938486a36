package netconfig

import (
	"net/netip"
	"regexp"
	"strings"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
)

var hostsName = regexp.MustCompile(`(?:^|[-_.])hosts(?:\.txt)?$`)

func detectHosts(lines []string, base string) parsers.Likelihood {
	if contains(lines, "sample HOSTS file used by Microsoft") {
		return parsers.Structure
	}
	if !hostsName.MatchString(base) {
		return parsers.No
	}
	for _, line := range lines {
		line, _, _ = strings.Cut(line, "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		if _, _, ok := hostsEntry(line); !ok {
			return parsers.No
		}
	}
	return parsers.Fuzzy
}

// hosts reads the hosts file.
type hosts struct {
	entries []found
	full    bool
}

// maxHosts bounds the entries that are kept; block lists have many thousands.
const maxHosts = 20_000

func (h *hosts) line(number int, text string) {
	text, _, _ = strings.Cut(text, "#")
	address, names, ok := hostsEntry(text)
	if !ok {
		return
	}
	for _, name := range names {
		if h.full = len(h.entries) == maxHosts; !h.full {
			h.entries = append(h.entries, found{textenc.Clip(name), address, number})
		}
	}
}

// hostsEntry splits `address name…`.
func hostsEntry(text string) (address string, names []string, ok bool) {
	fields := strings.Fields(text)
	if len(fields) < 2 {
		return "", nil, false
	}
	ip, err := netip.ParseAddr(fields[0])
	if err != nil {
		return "", nil, false
	}
	return ip.String(), fields[1:], true
}

func (h *hosts) finish(s *sender) bool {
	for _, e := range h.entries {
		s.send("hosts-file", e.name, "", e.value, e.line)
	}
	if h.full {
		s.result.Problems = append(s.result.Problems, parsers.ListTooLong(maxHosts))
	}
	return !h.full
}
