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

	{regexp.MustCompile(`^the file deletes keys or values: .*$`), "キーまたは値を削除する記述があります。サーバーからエクスポートされたものではなく、インポート用に作成されたファイルです。"},
	{regexp.MustCompile(`^(\d+) lines longer than (\d+) bytes were cut$`), "$2 バイトを超える $1 行は、途中までを読み取りました。"},
	{regexp.MustCompile(`^events exported as text: .*$`), "テキストとしてエクスポートされたイベントです。フィールド名が失われ、記録がないことの証明にもなりません。.evtx でエクスポートしてください。"},
	{regexp.MustCompile(`^the operation log names no end of the trace after its start$`), "操作ログに、トレースの開始後の終了時刻がありません。"},
	{regexp.MustCompile(`^the output holds (\d+) rows for (\d+) values: .*$`), "出力には $2 個の値に対して $1 行あります。それぞれ最後の行を使用します。"},
	{regexp.MustCompile(`^the last line of certutil .*$`), "certutil の最終行がないため、一覧には続きがある可能性があります。"},
	{regexp.MustCompile(`^the keys at the top do not tell .*$`), "最上位のキーから、レジストリのどの部分のハイブかを判断できないため、読み取りませんでした。"},
	{regexp.MustCompile(`^the checksum of the base block does not hold$`), "ベース ブロックのチェックサムが一致しません。"},
	{regexp.MustCompile(`^the hive was copied while changes were under way \(sequence numbers (\d+) and (\d+)\).*$`), "ハイブは変更の途中でコピーされました (シーケンス番号 $1 と $2)。トランザクション ログにだけある内容は含まれていません。"},
	{regexp.MustCompile(`^(\d+) keys were found without their parent's list$`), "親のキーの一覧にないキーが $1 個見つかりました。"},
	{regexp.MustCompile(`^(\d+) templates? inside the trace could not be read$`), "トレース内のテンプレート $1 個を読み取れませんでした。"},
	{regexp.MustCompile(`^(\d+) payloads? shorter than the template says$`), "テンプレートより短いデータが $1 件あります。"},
	{regexp.MustCompile(`^(\d+) records? of undocumented types stepped over$`), "種類が公開されていないレコード $1 件を読み飛ばしました。"},
	{regexp.MustCompile(`^(\d+) records? out of the order of time$`), "時刻順でないレコードが $1 件あります。"},
	{regexp.MustCompile(`^(\d+) events? of providers without a known template: `), "テンプレートが不明なプロバイダーのイベント $1 件: "},
	{regexp.MustCompile(`^(\d+) WPP messages? not decoded for want of symbol files: `), "シンボル ファイルがないためデコードできない WPP メッセージ $1 件: "},
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
