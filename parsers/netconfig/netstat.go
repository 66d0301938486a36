package netconfig

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"hybriddiag/parsers"
)

func detectNetstat(lines []string, _ string) parsers.Likelihood {
	if contains(lines, "Active Connections", "アクティブな接続") {
		return parsers.Structure
	}
	return parsers.No
}

// netstat counts connections by state. The states are English everywhere.
type netstat struct {
	states map[string]int
	first  map[string]int // line of the first connection in a state
}

func (n *netstat) line(number int, text string) {
	fields := strings.Fields(text)
	if len(fields) < 4 || fields[0] != "TCP" || !isState(fields[3]) {
		return
	}
	if n.states == nil {
		n.states, n.first = map[string]int{}, map[string]int{}
	}
	state := fields[3]
	if n.states[state]++; n.states[state] == 1 {
		n.first[state] = number
	}
}

// isState reports whether a word is a state of a TCP connection.
func isState(word string) bool {
	switch word {
	case "LISTENING", "ESTABLISHED", "TIME_WAIT", "CLOSE_WAIT", "SYN_SENT", "SYN_RECEIVED",
		"FIN_WAIT_1", "FIN_WAIT_2", "LAST_ACK", "CLOSING", "CLOSED", "BOUND":
		return true
	}
	return false
}

func (n *netstat) finish(s *sender) bool {
	for _, state := range slices.Sorted(maps.Keys(n.states)) {
		s.send(`net\netstat`, state, "", strconv.Itoa(n.states[state]), n.first[state])
	}
	return len(n.states) > 0
}
