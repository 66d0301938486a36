package psout

import (
	"regexp"
	"strings"
)

// IsTranscript reports whether a line is in the head of a PowerShell transcript,
// which may hold the output of any command.
func IsTranscript(line string) bool {
	return strings.Contains(line, "PowerShell transcript start") || strings.Contains(line, "PowerShell トランスクリプト開始")
}

// InTranscript reports whether the first lines of a file are a transcript's.
func InTranscript(lines []string) bool {
	for _, line := range lines[:min(len(lines), 5)] {
		if IsTranscript(line) {
			return true
		}
	}
	return false
}

var prompt = regexp.MustCompile(`^(?:(?:\[[^\]]{1,80}\]: |\[PS\] )?(?:PS (?:[A-Za-z][\w.\\]{0,60}::?\\|\\\\)|[A-Za-z]:\\)[^<>|"?*]{0,200}>|PS ?>|netsh(?: [a-z0-9 ]{1,60})?>)`)

// IsPrompt recognises what stands before a command: "PS C:\>", "PS Cert:\>",
// "[server]: PS C:\>", "[PS] C:\>" of the Exchange Management Shell, "PS>",
// "C:\>" and "netsh winhttp>".
func IsPrompt(line []byte) bool { return Prompt(line) != "" }

// Prompt returns the prompt with which a line begins, "" when there is none.
func Prompt(line []byte) string {
	if len(line) < 3 || line[1] != ':' && line[0] != 'P' && line[0] != '[' && line[0] != 'n' {
		return ""
	}
	return string(prompt.Find(line))
}

var pipeline = regexp.MustCompile(`(?i)\|\s*(?:ft|fl|fw|select|sort|where|format-\w+|select-\w+|sort-object|where-object|export-csv|out-\w+)\b`)

// IsCommand reports whether a line is a command that somebody typed, with a prompt
// or without: the names in it are no heading of columns.
func IsCommand(line string) bool { return IsPrompt([]byte(line)) || pipeline.MatchString(line) }
