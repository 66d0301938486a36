package netconfig

import (
	"strconv"
	"strings"

	"hybriddiag/parsers"
)

func detectDynamicPort(lines []string, _ string) parsers.Likelihood {
	for _, line := range lines {
		lower := strings.ToLower(line)
		if strings.Contains(lower, "dynamic port range") || strings.Contains(line, "動的ポート") {
			if strings.Contains(lower, "tcp") {
				return parsers.Structure
			}
		}
	}
	return parsers.No
}

// dynamicPort reads the first port and the number of ports, which are the first
// two numbers behind a colon in any language.
type dynamicPort struct {
	numbers []found
}

func (d *dynamicPort) line(number int, text string) {
	_, value, ok := strings.Cut(text, ":")
	value = strings.TrimSpace(value)
	if !ok || len(d.numbers) == 2 {
		return
	}
	if n, err := strconv.ParseUint(value, 10, 32); err == nil && n <= 65536 {
		d.numbers = append(d.numbers, found{value: value, line: number})
	}
}

func (d *dynamicPort) finish(s *sender) bool {
	for i, f := range d.numbers {
		s.send(`dynamicport\tcp`, [...]string{"StartPort", "NumberOfPorts"}[i], "", f.value, f.line)
	}
	return len(d.numbers) == 2
}
