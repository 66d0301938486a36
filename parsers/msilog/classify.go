package msilog

import (
	"bytes"
	"regexp"

	"hybriddiag/evidence"
	"hybriddiag/internal/textlog"
)

// kind is what a line is.
type kind struct {
	level        uint8
	returnValue3 bool
}

// errorWords are texts that a line with a failure contains; a number that must
// follow is checked by errorLine.
var errorWords = [][]byte{
	[]byte("Return value 3"), []byte("戻り値 3"),
	[]byte("actual error code"), []byte("実際のエラー コード"),
	[]byte("MainEngineThread is returning"),
	[]byte("error status:"), []byte("エラーの状態:"),
	[]byte("Error 0x"), []byte("Error "), []byte("エラー "),
	[]byte("SECREPAIR:"),
	[]byte("Exception thrown by custom action"),
	[]byte("-- Installation failed"), []byte("-- Installation operation failed"), []byte("インストールに失敗しました"),
}

// errorLine decides whether a line with one of the words tells of a failure:
// the return value 3, a code that is not 0, or a failure in words.
var errorLine = regexp.MustCompile(`(?:Return value |戻り値 )3\b` +
	`|(?:actual error code|実際のエラー コード|MainEngineThread is returning|error status:|エラーの状態:)\s*-?[1-9]` +
	`|(?:^|[\s.])(?:Error|エラー) (?:0x[0-9A-Fa-f]+|[1-9]\d{3,4})\b` +
	`|SECREPAIR:.*(?:not|[Ee]rror|fail)` +
	`|Exception thrown by custom action` +
	`|-- Installation (?:operation )?failed|インストールに失敗しました`)

// classify judges a line. It runs on every line of a log of hundreds of MB: a
// plain search decides about nearly all of them.
func classify(text []byte) kind {
	for _, w := range errorWords {
		if bytes.Contains(text, w) {
			if errorLine.Match(text) {
				return kind{
					level:        textlog.LevelError,
					returnValue3: isReturnValue3(text),
				}
			}
			break
		}
	}
	if bytes.HasPrefix(text, []byte("MSI (")) || bytes.HasPrefix(text, []byte("Property(")) {
		return kind{level: textlog.LevelVerbose}
	}
	return kind{level: textlog.LevelInfo}
}

func isReturnValue3(text []byte) bool {
	return isAction(text) && (bytes.Contains(text, []byte("Return value 3")) || bytes.Contains(text, []byte("戻り値 3")))
}

var (
	actionEnded  = regexp.MustCompile(`(?:Action ended|アクション終了|アクションの終了)\s*\d{1,2}:\d{2}:\d{2}: ([\w.{}-]+?)[.。]`)
	customAction = regexp.MustCompile(`(?:CustomAction|カスタム動作|カスタム アクション) ([\w.{}-]+)`)
	codes        = []*regexp.Regexp{
		regexp.MustCompile(`(?:^|[\s.])(?:Error|エラー) (\d{4,5})\b`),
		regexp.MustCompile(`(?:actual error code|実際のエラー コード) (-?\d+)`),
		regexp.MustCompile(`MainEngineThread is returning (\d+)`),
		regexp.MustCompile(`(?:error status|エラーの状態): (\d+)`),
		regexp.MustCompile(`(?:Error|エラー) (0x[0-9A-Fa-f]+)`),
	}
)

// fields takes the custom action and the error code out of a line.
func fields(text []byte) []evidence.Field {
	var data []evidence.Field
	for _, re := range []*regexp.Regexp{actionEnded, customAction} {
		if m := re.FindSubmatch(text); m != nil {
			data = append(data, evidence.Field{Name: "Action", Value: string(m[1])})
			break
		}
	}
	for _, re := range codes {
		if m := re.FindSubmatch(text); m != nil && string(m[1]) != "0" {
			data = append(data, evidence.Field{Name: "ErrorCode", Value: string(m[1])})
			break
		}
	}
	return data
}
