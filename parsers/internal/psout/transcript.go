package psout

import (
	"regexp"
	"strings"
)

// IsTranscript tells whether a line is in the head of a PowerShell transcript,
// which may hold the output of any command.
func IsTranscript(line string) bool {
	return strings.Contains(line, "PowerShell transcript start") || strings.Contains(line, "PowerShell トランスクリプト開始")
}

// InTranscript tells whether the first lines of a file are a transcript's.
func InTranscript(lines []string) bool {
	for _, line := range lines[:min(len(lines), 5)] {
		if IsTranscript(line) {
			return true
		}
	}
	return false
}

var prompt = regexp.MustCompile(`^(?:\[[^\]]{1,80}\]: |\[PS\] )?(?:PS (?:[A-Za-z][\w.\\]{0,60}::?\\|\\\\)|[A-Za-z]:\\)[^<>|"?*]{0,200}>`)

// IsPrompt recognises what stands before a command: "PS C:\>", "PS Cert:\>",
// "[server]: PS C:\>", "[PS] C:\>" of the Exchange Management Shell, and "C:\>".
func IsPrompt(line []byte) bool {
	return len(line) > 3 && (line[1] == ':' || line[0] == 'P' || line[0] == '[') && prompt.Match(line)
}
