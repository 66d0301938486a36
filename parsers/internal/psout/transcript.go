package psout

import (
	"regexp"
	"slices"
	"strings"
)

// starts are the words of the second line of a transcript.
var starts = []string{
	"PowerShell transcript start", "PowerShell トランスクリプト開始", "PowerShell-Aufzeichnung",
	"transcription Windows PowerShell", "transcripción de Windows PowerShell", "transcrição do Windows PowerShell",
	"trascrizione di Windows PowerShell", "PowerShell 脚本开始", "PowerShell 기록 시작",
}

// IsTranscript reports whether a line is in the head of a PowerShell transcript,
// which may hold the output of any command.
func IsTranscript(line string) bool {
	return slices.ContainsFunc(starts, func(s string) bool { return strings.Contains(line, s) })
}

// TranscriptTime matches the start in the head of a transcript, whose label is
// in the language of Windows: "Start time: 20240601101500".
var TranscriptTime = regexp.MustCompile(`^[^:：0-9]{2,40}[:：]\s*(\d{14})\s*$`)

// InTranscript reports whether the first lines of a file are a transcript's: its
// words, or a rule with the time of the start two lines below, in any language.
func InTranscript(lines []string) bool {
	rule := -1
	for i, line := range lines[:min(len(lines), 5)] {
		switch {
		case IsTranscript(line), rule >= 0 && i == rule+2 && TranscriptTime.MatchString(line):
			return true
		case strings.HasPrefix(line, "**********"):
			rule = i
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
