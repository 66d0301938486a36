package i18n

// The words of the reports.
const (
	HeadRoot        Key = "head.root"
	HeadRoots       Key = "head.roots"
	HeadNone        Key = "head.none"
	HeadNoneCaveat  Key = "head.none.caveat"
	HeadPastOnly    Key = "head.past-only"
	HeadNotesOnly   Key = "head.notes-only"
	HeadNothingRead Key = "head.nothing-read"
	HeadIncomplete  Key = "head.incomplete"
	HeadNotJudged   Key = "head.not-judged"
	HeadDecided     Key = "head.decided"
	HeadUnexplained Key = "head.unexplained"

	NoHost Key = "no-host"

	Severity   Key = "severity"
	Confidence Key = "confidence"

	Cause       Key = "section.cause"
	Evidence    Key = "section.evidence"
	Steps       Key = "section.steps"
	NextStep    Key = "section.next-step"
	Confirm     Key = "section.confirm"
	Rollback    Key = "section.rollback"
	References  Key = "section.references"
	Explains    Key = "section.explains"
	Others      Key = "section.others"
	Past        Key = "section.past"
	Notes       Key = "section.notes"
	NotJudged   Key = "section.not-judged"
	Unexplained Key = "section.unexplained"
	Incomplete  Key = "section.incomplete"
	Limited     Key = "section.limited"
	Sources     Key = "section.sources"

	UTC           Key = "zone.utc"
	LocalZone     Key = "zone.local"
	Separator     Key = "separator"
	Semicolon     Key = "semicolon"
	ItemSeparator Key = "item-separator"
	ByteCount     Key = "byte-count"
	Times         Key = "times"
	TimesAt       Key = "times.at"
	TimesOnce     Key = "times.once"
	TimesSpan     Key = "times.span"
	Count         Key = "count"
	Record        Key = "locator.record"
	Line          Key = "locator.line"
	Offset        Key = "locator.offset"
	Event         Key = "event"
	MoreEvidence  Key = "more-evidence"
	MoreReasons   Key = "more-reasons"
	More          Key = "more"
	OutcomeCount  Key = "outcome.count"
	ForHost       Key = "for-host"
	Decides       Key = "decides"
	DecidesMore   Key = "decides.more"
	DecidesCause  Key = "decides.cause"
	BetweenTitles Key = "between-titles"
	QuotedTitle   Key = "quoted-title"
	CollectFolder Key = "collect.folder"
	CollectSend   Key = "collect.send"
	NoTimeRead    Key = "no-time.read"
	DecidesTimes  Key = "decides.times"
	CollectZone   Key = "collect.zone"
	ClockProved   Key = "clock.proved"
	ClockAssumed  Key = "clock.assumed"
	ClockUnknown  Key = "clock.unknown"
	JapanMoment   Key = "zone.japan.moment"
	UTCAndJapan   Key = "zone.utc.japan"
	Until         Key = "until"
	Missing       Key = "missing"
	Summary       Key = "summary"
	SummarySpan   Key = "summary.span"
	JudgedAt      Key = "judged-at"
	NoTime        Key = "no-time"
	SourceLine    Key = "source-line"
	DamagedCount  Key = "damaged-count"
	DotNet        Key = "dotnet"
)

var reportMessages = map[Key]message{
	HeadRoot:        {"1 root cause found: {title}", "根本原因が 1 件見つかりました: {title}"},
	HeadRoots:       {"{n} root causes found, the first: {title}", "根本原因が {n} 件見つかりました。1 件目: {title}"},
	HeadNone:        {"No known issue was found in the given data.", "指定されたデータからは、既知の問題は見つかりませんでした。"},
	HeadNoneCaveat:  {"This does not mean that there is no problem.", "問題がないことを示すものではありません。"},
	HeadUnexplained: {"{n} {n:error|errors} in the data {n:is|are} not explained by any known issue: see below.", "既知の問題では説明できないエラーが {n} 件あります (以下を参照)。"},
	HeadPastOnly:    {"No current issue was found; {n} past {n:issue is|issues are} listed below.", "現在の問題は見つかりませんでした。過去の問題が {n} 件あります。"},
	HeadNotesOnly:   {"No root cause was found; {n} other {n:finding is|findings are} listed below.", "根本原因は見つかりませんでした。その他の検出結果が {n} 件あります。"},
	HeadNothingRead: {"Nothing could be read: no file of a known format.", "読み取れるデータがありません。既知の形式のファイルが見つかりませんでした。"},
	HeadIncomplete:  {"Some data could not be read: see the end.", "一部のデータを読み取れませんでした (末尾を参照)。"},
	HeadNotJudged:   {"{n} {n:issue|issues} could not be judged: see what to collect.", "{n} 件は判定できません (収集するデータを参照)。"},
	HeadDecided:     {"{n} {n:issue|issues} that do not change this answer could not be judged; -v lists them.", "この結果に影響しない {n} 件は判定していません (-v で一覧を表示)。"},

	NoHost: {"Computer not named in the data", "コンピューター名が不明なデータ"},

	Severity:   {"Severity", "重大度"},
	Confidence: {"Confidence", "確度"},

	"severity.critical":    {"critical", "重大"},
	"severity.high":        {"high", "高"},
	"severity.medium":      {"medium", "中"},
	"severity.low":         {"low", "低"},
	"severity.info":        {"info", "情報"},
	"confidence.confirmed": {"confirmed", "確定"},
	"confidence.probable":  {"probable", "可能性が高い"},
	"confidence.possible":  {"possible", "可能性あり"},

	"outcome.passed":         {"passed", "問題なし"},
	"outcome.failed":         {"failed", "問題あり"},
	"outcome.not_judged":     {"not judged", "判定不能"},
	"outcome.not_applicable": {"not applicable", "対象外"},

	"role.root_cause":  {"root cause", "根本原因"},
	"role.past":        {"past issue", "過去の問題"},
	"role.consequence": {"consequence", "結果として発生した事象"},
	"role.note":        {"note", "参考情報"},

	"status.read":    {"read", "読み取り済み"},
	"status.partial": {"read in part", "一部のみ読み取り"},
	"status.damaged": {"damaged", "破損"},
	"status.skipped": {"skipped", "スキップ"},
	"status.unknown": {"unknown format", "不明な形式"},

	Cause:       {"Cause", "原因"},
	Evidence:    {"Evidence", "根拠"},
	Steps:       {"What to do", "対処方法"},
	NextStep:    {"Next step", "次の手順"},
	Confirm:     {"How to confirm", "確認方法"},
	Rollback:    {"To undo", "元に戻す方法"},
	References:  {"References", "参考資料"},
	Explains:    {"This explains", "結果として発生した事象"},
	Others:      {"Also seen, without a known cause in this data", "その他の事象 (このデータからは原因を特定できません)"},
	Past:        {"Past, no longer present", "過去の問題 (現在は発生していません)"},
	Notes:       {"Notes", "参考情報"},
	NotJudged:   {"What to collect", "収集するデータ"},
	Unexplained: {"Errors that no known issue explains", "既知の問題では説明できないエラー"},
	Incomplete:  {"Could not be read", "読み取れなかったデータ"},
	Limited:     {"Was read, but does not show everything", "読み取りましたが、すべてを示すものではないデータ"},
	Sources:     {"Files", "ファイル"},

	UTC:           {" UTC", " (UTC)"},
	UTCAndJapan:   {" UTC (JST {at})", " (UTC、JST {at})"},
	JapanMoment:   {" (JST {at})", " (JST {at})"},
	Until:         {" to ", " ～ "},
	LocalZone:     {" (local time)", " (現地時刻)"},
	Separator:     {", ", "、"},
	Semicolon:     {"; ", "; "},
	ItemSeparator: {"; ", "、"},
	ByteCount:     {"{n} {n:byte|bytes}", "{n} バイト"},

	Times:         {"{n} times", "{n} 回"},
	TimesOnce:     {"once, {first}{zone}", "1 回、{first}{zone}"},
	TimesAt:       {"{n} times, {first}{zone}", "{n} 回、{first}{zone}"},
	TimesSpan:     {"{n} times, {first} to {last}{zone}", "{n} 回、{first} ～ {last}{zone}"},
	Count:         {"{n} {n:time|times}", "{n} 回"},
	Record:        {"record {n}", "レコード {n}"},
	Line:          {"line {n}", "{n} 行目"},
	Offset:        {"offset {n}", "オフセット {n}"},
	Event:         {"event {id}", "イベント {id}"},
	MoreEvidence:  {"{n} more, shown with -v", "ほか {n} 件 (-v で表示)"},
	MoreReasons:   {"{n} more, shown with -v", "ほか {n} 件 (-v で表示)"},
	More:          {"{n} more", "ほか {n} 件"},
	OutcomeCount:  {"{n} {outcome}", "{outcome} {n} 項目"},
	ForHost:       {"on {host}", "対象: {host}"},
	Decides:       {"To confirm or rule out: {titles}", "確認できる項目: {titles}"},
	DecidesMore:   {"To confirm or rule out: {titles}; and {n} more", "確認できる項目: {titles}、ほか {n} 件"},
	DecidesCause:  {"It may show the cause of: {titles}", "原因がわかる可能性のある項目: {titles}"},
	BetweenTitles: {"; ", "、"},
	QuotedTitle:   {"{title}", "「{title}」"},
	CollectFolder: {"Open Windows PowerShell as administrator and make a folder for what is collected.", "Windows PowerShell を管理者として起動し、採取先のフォルダーを作成します。"},
	CollectSend:   {"Pack the folder, and run diag on the zip or send it.", "フォルダーを圧縮し、その zip を diag で分析するか、送付します。"},
	DecidesTimes:  {"To put the times of the data in order: nothing in it tells the time zone of the server's clock", "データの日時を正しい順に並べるために必要です (サーバーのタイム ゾーンがわかりません)"},
	CollectZone:   {"Save the output of systeminfo, which tells the time zone.", "systeminfo の出力を保存します (タイム ゾーンを確認するため)。"},
	ClockProved:   {"Times of the server's own clock ({offset}) are shown in UTC", "サーバーの現地時刻 (UTC{offset}) は UTC に換算しています"},
	ClockAssumed:  {"Times without a zone come with Japanese texts and are taken as Japan time ({offset}); nothing in the data proves it", "タイム ゾーンのない日時は、日本語のテキストのため日本時間 (UTC{offset}) とみなしています。データにはその根拠がありません"},
	ClockUnknown:  {"Some times are those of the server's own clock, whose time zone nothing in the data tells; systeminfo or tzutil /g does", "サーバーの現地時刻による日時が含まれますが、データからはタイム ゾーンがわかりません。systeminfo または tzutil /g の出力で確認できます"},
	Missing:       {"Not collected: {what}", "未収集: {what}"},
	Summary:       {"Read {read} of {n} {n:file|files} ({size}), {records} {records:record|records}", "{n} ファイルのうち {read} ファイル ({size})、{records} 件を読み取り"},
	SummarySpan:   {"{first} to {last}{zone}", "{first} ～ {last}{zone}"},
	NoTimeRead:    {"Judged with {n} signatures. No date in the data could be read, so dates of expiry and support were not judged; give the time of the failure with --at.", "シグネチャ {n} 件で判定しました。データの日時を読み取れなかったため、有効期限やサポート終了日は判定していません。障害の日時を --at で指定してください。"},
	NoTime:        {"Judged with {n} signatures. Nothing in the data has a time, so dates of expiry and support were not judged; give the time of the failure with --at.", "シグネチャ {n} 件で判定しました。データに日時が含まれないため、有効期限やサポート終了日は判定していません。障害の日時を --at で指定してください。"},
	JudgedAt:      {"Judged as of {at}{zone} with {n} signatures", "判定日時 {at}{zone}、シグネチャ {n} 件"},
	SourceLine:    {"{format}, {status}, {n} {n:record|records}", "{format}、{status}、{n} 件"},
	DamagedCount:  {"{n} damaged", "破損 {n} 件"},
	DotNet:        {"release {release}", "リリース {release}"},
}
