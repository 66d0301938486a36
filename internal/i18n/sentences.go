package i18n

import "regexp"

// patterns are the notes of readers and the reasons of evidence that are
// written in English where they arise, with their Japanese. What stands in
// parentheses in the pattern is taken over; so is what follows a pattern
// without an end.
var patterns = []struct {
	english  *regexp.Regexp
	japanese string
}{
	{regexp.MustCompile(`^TLS connection\b`), "TLS 接続"},
	{regexp.MustCompile(`^entry of (\S+)`), "$1 の記録"},
	{regexp.MustCompile(`^event (\d+) of ([^:;]+)`), "$2 のイベント $1"},
	{regexp.MustCompile(`^certificate in an unnamed store\b`), "証明書 (ストアは不明)"},
	{regexp.MustCompile(`^certificate in ([^:;]+)`), "証明書 (ストア: $1)"},
	{regexp.MustCompile(`^installed version\b`), "インストールされているバージョン:"},
	{regexp.MustCompile(`^the file is in the case$`), "ファイルがデータに含まれています"},
	{regexp.MustCompile(`^(.+) is not set\b`), "$1 は設定されていません"},
	{regexp.MustCompile(`; contradicts the other file\b`), " (別のファイルの値と矛盾しています)"},
}

// Sentence returns such a sentence in the language of the reader; words that are
// not known stay as they are.
func (l Lang) Sentence(english string) string {
	if l == English {
		return english
	}
	for _, s := range patterns {
		english = s.english.ReplaceAllString(english, s.japanese)
	}
	return english
}
