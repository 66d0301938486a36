package msilog

import (
	"bytes"
	"regexp"
	"slices"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/textlog"
)

// kind is what a line is.
type kind struct {
	level        uint8
	returnValue3 bool
	words        bool // it holds one of errorWords
}

// errorWords are pieces of words that every line with a failure contains one of.
var errorWords = [][]byte{
	[]byte("rror"), []byte("eturn value 3"), []byte("returning"), []byte("failed"), []byte("xception"), []byte("SECREPAIR"),
	[]byte("エラー"), []byte("戻り値 3"), []byte("失敗"),
}

// codeWords stand before a code that is 0 when all went well: of an action, and
// from the third on of the whole installation.
var codeWords = [][]byte{
	[]byte("actual error code "), []byte("実際のエラー コード "),
	[]byte("MainEngineThread is returning "),
	[]byte("error status: "), []byte("エラーの状態: "),
}

// failureWords are failures without a code.
var failureWords = [][]byte{
	[]byte("Exception thrown by custom action"),
	[]byte("-- Installation failed"), []byte("-- Installation operation failed"), []byte("インストールに失敗しました"),
}

// tellsFailure decides whether a line with one of the words tells of a failure:
// most lines with the word "Error" only name a table or a variable.
func tellsFailure(text []byte) bool {
	if hasReturnValue3(text) {
		return true
	}
	for _, w := range codeWords {
		if code := codeAfter(text, w); len(code) > 0 && code[0] != '0' {
			return true
		}
	}
	if containsAny(text, failureWords) {
		return true
	}
	if _, after, ok := bytes.Cut(text, []byte("SECREPAIR:")); ok {
		return bytes.Contains(after, []byte("not")) || bytes.Contains(after, []byte("rror")) || bytes.Contains(after, []byte("fail"))
	}
	return isNumbered(text, []byte("Error ")) || isNumbered(text, []byte("エラー "))
}

// codeAfter returns the number, without its sign, that follows the words.
func codeAfter(text, words []byte) []byte {
	_, after, ok := bytes.Cut(text, words)
	if !ok {
		return nil
	}
	return digits(bytes.TrimPrefix(after, []byte("-")))
}

// digits returns the digits that b starts with.
func digits(b []byte) []byte {
	n := 0
	for n < len(b) && b[n] >= '0' && b[n] <= '9' {
		n++
	}
	return b[:n]
}

// isNumbered recognises "Error 25019." and "Error 0x80070643:" where a sentence
// may begin.
func isNumbered(text, word []byte) bool {
	i := bytes.Index(text, word)
	if i < 0 || i > 0 && text[i-1] != ' ' && text[i-1] != '.' {
		return false
	}
	after := text[i+len(word):]
	if bytes.HasPrefix(after, []byte("0x")) {
		return true
	}
	n := len(digits(after))
	return (n == 4 || n == 5) && after[0] != '0'
}

// classify judges a line. It runs on every line of a log of hundreds of MB: a
// plain search decides about nearly all of them.
func classify(text []byte) kind {
	k := kind{level: textlog.LevelInfo, words: containsAny(text, errorWords)}
	switch {
	case k.words && tellsFailure(text):
		k.level, k.returnValue3 = textlog.LevelError, isReturnValue3(text)
	case bytes.HasPrefix(text, []byte("MSI (")) || bytes.HasPrefix(text, []byte("Property(")):
		k.level = textlog.LevelVerbose
	}
	return k
}

func isReturnValue3(text []byte) bool {
	return isAction(text) && hasReturnValue3(text)
}

func hasReturnValue3(text []byte) bool {
	return bytes.Contains(text, []byte("Return value 3")) || bytes.Contains(text, []byte("戻り値 3"))
}

// pattern is a regular expression and words of which each match holds one. Most
// lines have none of them, and then the expression does not run.
type pattern struct {
	words  [][]byte
	number bool // the word stands right before a number
	re     *regexp.Regexp
}

func (p pattern) find(text []byte) string {
	if !slices.ContainsFunc(p.words, func(w []byte) bool { return p.begins(text, w) }) {
		return ""
	}
	if m := p.re.FindSubmatch(text); m != nil {
		return string(m[1])
	}
	return ""
}

// begins reports whether a match may begin with the word.
func (p pattern) begins(text, word []byte) bool {
	for {
		_, after, ok := bytes.Cut(text, word)
		if !ok {
			return false
		}
		if !p.number || len(digits(bytes.TrimPrefix(after, []byte("-")))) > 0 {
			return true
		}
		text = after
	}
}

func containsAny(text []byte, words [][]byte) bool {
	for _, w := range words {
		if bytes.Contains(text, w) {
			return true
		}
	}
	return false
}

var (
	actions = []pattern{
		{
			words: [][]byte{[]byte("Action ended"), []byte("アクション終了"), []byte("アクションの終了")},
			re:    regexp.MustCompile(`(?:Action ended|アクション終了|アクションの終了)\s*\d{1,2}:\d{2}:\d{2}: ([\w.{}-]+?)[.。]`),
		},
		{
			words: [][]byte{[]byte("CustomAction "), []byte("カスタム動作 "), []byte("カスタム アクション ")},
			re:    regexp.MustCompile(`(?:CustomAction|カスタム動作|カスタム アクション) ([\w.{}-]+)`),
		},
	}
	errorWord = [][]byte{[]byte("Error "), []byte("エラー ")}
	codes     = []pattern{
		{errorWord, true, regexp.MustCompile(`(?:^|[\s.])(?:Error|エラー) (\d{4,5})\b`)},
		{codeWords[:2], true, regexp.MustCompile(`(?:actual error code|実際のエラー コード) (-?\d+)`)},
		{codeWords[2:3], true, regexp.MustCompile(`MainEngineThread is returning (\d+)`)},
		{codeWords[3:], true, regexp.MustCompile(`(?:error status|エラーの状態): (\d+)`)},
		{errorWord, true, regexp.MustCompile(`(?:Error|エラー) (0x[0-9A-Fa-f]+)`)},
	}
)

// actionWords are pieces of which every line that names an action holds one.
var actionWords = [][]byte{[]byte("Action"), []byte("アクション"), []byte("カスタム動作")}

// fields takes the custom action out of a line, and the error code when the line
// holds one of errorWords: all words before a code are made of them.
func fields(text []byte, words bool) []evidence.Field {
	var data []evidence.Field
	if containsAny(text, actionWords) {
		if v := first(actions, text, ""); v != "" {
			data = append(data, evidence.Field{Name: "Action", Value: v})
		}
	}
	if words {
		if v := first(codes, text, "0"); v != "" {
			data = append(data, evidence.Field{Name: "ErrorCode", Value: v})
		}
	}
	return data
}

// first returns what the first of the patterns finds that finds anything but
// none.
func first(patterns []pattern, text []byte, none string) string {
	for _, p := range patterns {
		if v := p.find(text); v != "" && v != none {
			return v
		}
	}
	return ""
}
