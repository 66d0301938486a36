package i18n

// Reason returns why something could not be read. English has the reader's own
// words; other languages have a sentence for the code with those words behind
// it, because they name places and numbers.
func (l Lang) Reason(code, message string) string {
	if l == English {
		return message
	}
	key := Key("reason." + code)
	if !Has(key) {
		key = "reason.other"
	}
	if message == "" {
		return l.Text(key)
	}
	return l.Text(key) + " (" + message + ")"
}

// Problem is like Reason for what a reader noticed, which may be no loss and
// without a code of its own.
func (l Lang) Problem(code, message string) string {
	if !Has(Key("reason." + code)) {
		return l.Sentence(message)
	}
	return l.Reason(code, message)
}

var reasonMessages = map[Key]message{
	"reason.other": {"Part of it could not be read.", "一部を読み取れませんでした。"},

	"reason.not-found":           {"It does not exist.", "見つかりません。"},
	"reason.unreadable":          {"It cannot be read.", "読み取れません。"},
	"reason.not-regular":         {"It is not a regular file.", "通常のファイルではありません。"},
	"reason.link":                {"It is a link, which is not followed.", "リンクのため、リンク先は読み取りません。"},
	"reason.empty-file":          {"It is empty.", "ファイルが空です。"},
	"reason.empty-archive":       {"It holds no files.", "アーカイブにファイルがありません。"},
	"reason.encrypted":           {"It is encrypted: give the password with --password-file.", "暗号化されています。--password-file でパスワードを指定してください。"},
	"reason.wrong-password":      {"No password fits.", "パスワードが一致しません。"},
	"reason.unsupported-method":  {"The compression method is not supported.", "圧縮方式がサポートされていません。"},
	"reason.unsupported-archive": {"The archive format is not supported.", "アーカイブの形式がサポートされていません。"},
	"reason.split-archive":       {"It is one part of a split archive: join the parts.", "分割アーカイブの一部です。結合してから指定してください。"},
	"reason.archive-part":        {"It is a part of a split archive and was read with the first part.", "分割アーカイブの一部です。最初の部分と合わせて読み取りました。"},
	"reason.archive-cut":         {"The archive ends too early.", "アーカイブが途中で切れています。"},
	"reason.archive-index":       {"The index of the archive is missing or damaged.", "アーカイブの索引がないか、破損しています。"},
	"reason.archive-damaged":     {"The archive is damaged.", "アーカイブが破損しています。"},
	"reason.entry-lost":          {"The file is not in the archive.", "ファイルの内容がアーカイブにありません。"},
	"reason.entry-cut":           {"The file ends too early.", "ファイルが途中で切れています。"},
	"reason.entry-damaged":       {"The compressed data is damaged.", "圧縮データが破損しています。"},
	"reason.entry-checksum":      {"The checksum differs.", "チェックサムが一致しません。"},
	"reason.entry-size":          {"The size differs.", "サイズが一致しません。"},
	"reason.entry-overlap":       {"Entries share the same data.", "複数のファイルが同じデータを共有しています。"},
	"reason.name-too-long":       {"The name is too long.", "名前が長すぎます。"},
	"reason.limit-input":         {"The input is larger than the limit.", "入力が上限のサイズを超えています。"},
	"reason.limit-produced":      {"The unpacked data is larger than the limit.", "展開後のデータが上限のサイズを超えています。"},
	"reason.limit-entry-size":    {"The file is larger than the limit.", "ファイルが上限のサイズを超えています。"},
	"reason.limit-entries":       {"There are more files than the limit.", "ファイルの数が上限を超えています。"},
	"reason.limit-depth":         {"Archives are nested deeper than the limit.", "アーカイブの入れ子が上限を超えています。"},
	"reason.temp-file":           {"No room for a temporary file.", "一時ファイルを作成できません。"},
	"reason.fault":               {"A reader of diag failed. Please report this.", "diag の読み取り処理に異常が発生しました。報告してください。"},
	"reason.truncated":           {"The file ends too early.", "ファイルが途中で切れています。"},
	"reason.file-cut":            {"The file ends too early.", "ファイルが途中で切れています。"},
	"reason.table-cut":           {"The table is cut.", "表が途中で切れています。"},
	"reason.output-cut":          {"The output is cut.", "出力が途中で切れています。"},
	"reason.record-damaged":      {"A record is damaged.", "レコードが破損しています。"},
	"reason.chunk-checksum":      {"A part of the log is damaged.", "ログの一部が破損しています。"},
	"reason.chunk-magic":         {"A part of the log is damaged.", "ログの一部が破損しています。"},
	"reason.buffer-header":       {"A part of the trace is damaged.", "トレースの一部が破損しています。"},
	"reason.buffer-data":         {"A part of the trace is damaged.", "トレースの一部が破損しています。"},
	"reason.chunk-zeroed":        {"A part of the log holds only zeros.", "ログの一部がゼロで上書きされています。"},
	"reason.no-log":              {"It is no event log.", "イベント ログではありません。"},
	"reason.log-dirty":           {"The log was copied while it was open.", "使用中にコピーされたログです。"},
	"reason.header-magic":        {"The header of the log is damaged.", "ログのヘッダーが破損しています。"},
	"reason.header-cut":          {"The header is cut.", "ヘッダーが途中で切れています。"},
	"reason.no-log-header":       {"The header of the trace is missing.", "トレースのヘッダーがありません。"},
	"reason.not-finalized":       {"The trace was not stopped properly.", "トレースが正しく停止されていません。"},
	"reason.events-lost":         {"The trace lost events.", "トレースの記録中にイベントが失われています。"},
	"reason.circular-trace":      {"The oldest events of the trace may have been overwritten.", "循環トレースのため、古いイベントが上書きされている可能性があります。"},
	"reason.no-webio":            {"The trace holds no WebIO events.", "トレースに WebIO のイベントがありません。InternetClient シナリオで、問題を再現しながら収集してください。"},
	"reason.more":                {"There are more problems of these kinds.", "同じ種類の問題がほかにもあります。"},
	"reason.json-syntax":         {"The JSON is not well-formed.", "JSON の形式が正しくありません。"},
	"reason.json-line":           {"A line is not JSON.", "JSON として読み取れない行があります。"},
	"reason.key-malformed":       {"A key is malformed.", "キーの形式が正しくありません。"},
	"reason.value-malformed":     {"A value is malformed.", "値の形式が正しくありません。"},
	"reason.nul-bytes":           {"There are NUL bytes in the text.", "テキストに NUL バイトが含まれています。"},
	"reason.too-large":           {"It is larger than the limit.", "上限のサイズを超えています。"},
	"reason.too-many-elements":   {"There are more elements than the limit.", "要素の数が上限を超えています。"},
	"reason.too-many-values":     {"There are more values than the limit.", "値の数が上限を超えています。"},
	"reason.too-many-properties": {"There are more properties than the limit.", "プロパティの数が上限を超えています。"},
	"reason.xml-syntax":          {"The XML is not well-formed.", "XML の形式が正しくありません。"},
	"reason.doctype-refused":     {"The XML declares a document type, which is not accepted.", "XML に文書型宣言があるため、受け付けません。"},
	"reason.image":               {"It is an image: send the text.", "画像です。テキストを収集してください。"},
}
