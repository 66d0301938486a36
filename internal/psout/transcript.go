package psout

import "strings"

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
