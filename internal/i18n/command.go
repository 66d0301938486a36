package i18n

// The words of the command: its help and its errors.
const (
	HelpUsage    Key = "help.usage"
	HelpCommands Key = "help.commands"
	HelpFlags    Key = "help.flags"
	HelpExit     Key = "help.exit"
	HelpExamples Key = "help.examples"

	RootShort       Key = "root.short"
	RootLong        Key = "root.long"
	EventsShort     Key = "events.short"
	EventsLong      Key = "events.long"
	SignaturesShort Key = "signatures.short"
	ListShort       Key = "signatures.list.short"
	ShowShort       Key = "signatures.show.short"
	LintShort       Key = "signatures.lint.short"
	TestShort       Key = "signatures.test.short"
	VersionShort    Key = "version.short"
	HelpShort       Key = "help.short"
	CompletionShort Key = "completion.short"

	FlagFormat       Key = "flag.format"
	FlagOutput       Key = "flag.output"
	FlagLang         Key = "flag.lang"
	FlagFailOn       Key = "flag.fail-on"
	FlagAt           Key = "flag.at"
	FlagSignatures   Key = "flag.signatures"
	FlagJobs         Key = "flag.jobs"
	FlagColor        Key = "flag.color"
	FlagPasswordFile Key = "flag.password-file"
	FlagQuiet        Key = "flag.quiet"
	FlagVerbose      Key = "flag.verbose"
	FlagVersion      Key = "flag.version"
	FlagHelp         Key = "flag.help"
	FlagProvider     Key = "flag.provider"
	FlagID           Key = "flag.id"
	FlagLevel        Key = "flag.level"
	FlagSince        Key = "flag.since"
	FlagUntil        Key = "flag.until"

	Exit0 Key = "exit.0"
	Exit1 Key = "exit.1"
	Exit2 Key = "exit.2"
	Exit3 Key = "exit.3"
	Exit4 Key = "exit.4"
	Exit5 Key = "exit.5"

	SeeHelp          Key = "error.see-help"
	ErrNoPath        Key = "error.no-path"
	ErrNoPathHint    Key = "error.no-path.hint"
	ErrUnknownFlag   Key = "error.unknown-flag"
	ErrFlagValue     Key = "error.flag-value"
	ErrFlagInvalid   Key = "error.flag-invalid"
	ErrChoice        Key = "error.choice"
	ErrTime          Key = "error.time"
	ErrTimeHint      Key = "error.time.hint"
	ErrJobs          Key = "error.jobs"
	ErrNumbers       Key = "error.numbers"
	ErrQuietVerbose  Key = "error.quiet-verbose"
	ErrCommand       Key = "error.command"
	ErrNoCommand     Key = "error.no-command"
	ErrArgs          Key = "error.args"
	ErrOutputFolder  Key = "error.output-folder"
	ErrOutputIsInput Key = "error.output-is-input"
	ErrOutputHint    Key = "error.output.hint"
	ErrPasswordFile  Key = "error.password-file"
	ErrFolder        Key = "error.folder"
	ErrSignature     Key = "error.signature"
	ErrSignatureHint Key = "error.signature.hint"
	ErrNoSignature   Key = "error.no-signature"
	ErrListHint      Key = "error.list.hint"
	ErrNoEvidence    Key = "error.no-evidence"
	ErrNoEvidHint    Key = "error.no-evidence.hint"
	ErrInterrupted   Key = "error.interrupted"
	ErrWrite         Key = "error.write"
	ErrFault         Key = "error.fault"
	ErrFaultHint     Key = "error.fault.hint"
	WarnIncomplete   Key = "warn.incomplete"
	WarnUnknown      Key = "warn.unknown"
	WarnNoFiles      Key = "warn.no-files"
	WarnNoSignatures Key = "warn.no-signatures"

	Progress      Key = "progress"
	SignatureFile Key = "signature.file"
	Linted        Key = "signatures.linted"
	Tested        Key = "signatures.tested"
)

var commandMessages = map[Key]message{
	HelpUsage:    {"Usage", "使い方"},
	HelpCommands: {"Commands", "コマンド"},
	HelpFlags:    {"Flags", "フラグ"},
	HelpExit:     {"Exit codes", "終了コード"},
	HelpExamples: {"Examples", "例"},

	RootShort: {"Name the cause in collected logs of hybrid identity servers", "ハイブリッド ID サーバーから収集したログの原因を特定します"},
	RootLong: {
		"Reads what was collected from Microsoft hybrid identity servers (event logs, traces, registry exports, text logs, configuration files) and names the cause, the proof and the steps that fix it. Each PATH is a zip, a folder or a single file; all of them together are one case. It works offline and changes nothing.",
		"Microsoft ハイブリッド ID サーバーから収集したデータ (イベント ログ、トレース、レジストリのエクスポート、テキスト ログ、構成ファイル) を読み取り、原因、根拠、対処方法を示します。PATH には zip、フォルダー、またはファイルを指定します。指定したすべての PATH を 1 つの事例として扱います。オフラインで動作し、何も変更しません。",
	},
	EventsShort: {"Print the events of logs and traces, one JSON object a line", "ログとトレースのイベントを 1 行に 1 つの JSON で出力します"},
	EventsLong: {
		"Prints every event that was read, one JSON object a line, in the order of each file. Each PATH is an event log, a trace, a text log, or a zip or folder of them. Filters are combined: an event is printed when all of them hold.",
		"読み取ったすべてのイベントを、ファイル内の順序で 1 行に 1 つの JSON で出力します。PATH には、イベント ログ、トレース、テキスト ログ、またはそれらを含む zip やフォルダーを指定します。複数のフィルターを指定した場合は、すべてに一致するイベントを出力します。",
	},
	SignaturesShort: {"List, show and check the signatures of known issues", "既知の問題のシグネチャを一覧表示、表示、検査します"},
	ListShort:       {"List the signatures", "シグネチャを一覧表示します"},
	ShowShort:       {"Show one signature in full", "1 つのシグネチャの内容を表示します"},
	LintShort:       {"Check a folder of signatures for mistakes", "シグネチャのフォルダーに誤りがないか検査します"},
	TestShort:       {"Run the test cases beside the signatures", "シグネチャに付属するテストを実行します"},
	VersionShort:    {"Print the version", "バージョンを表示します"},
	HelpShort:       {"Show the help of a command", "コマンドのヘルプを表示します"},
	CompletionShort: {"Write a completion script for a shell", "シェルの補完スクリプトを出力します"},

	FlagFormat:       {"format of the result: {names} (default text)", "結果の形式: {names} (既定は text)"},
	FlagOutput:       {"write the result to FILE instead of standard output", "結果を標準出力ではなく FILE に書き込みます"},
	FlagLang:         {"language: en or ja (default from LC_ALL, LC_MESSAGES, LANG)", "言語: en または ja (既定は LC_ALL、LC_MESSAGES、LANG による)"},
	FlagFailOn:       {"exit 1 when a finding is at least this severe: critical, high, medium, low, never (default medium)", "この重大度以上の検出結果があれば終了コードを 1 にします: critical, high, medium, low, never (既定は medium)"},
	FlagAt:           {"judge dates as of TIME, e.g. 2026-09-30T00:00:00Z (default: the newest time in the data)", "日付を判定する基準の日時、例: 2026-09-30T00:00:00Z (既定はデータ内の最新の日時)"},
	FlagSignatures:   {"use the signatures in DIR too", "DIR のシグネチャも使用します"},
	FlagJobs:         {"files to read at once (default: number of processors)", "同時に読み取るファイルの数 (既定はプロセッサの数)"},
	FlagColor:        {"colour: auto, always, never (default auto)", "色: auto, always, never (既定は auto)"},
	FlagPasswordFile: {"try the passwords in FILE, one a line, on encrypted archives", "暗号化されたアーカイブに FILE のパスワード (1 行に 1 つ) を試します"},
	FlagQuiet:        {"print only the root causes and the next step", "根本原因と次の手順のみを表示します"},
	FlagVerbose:      {"print all evidence, notes, checks and files", "すべての根拠、参考情報、確認項目、ファイルを表示します"},
	FlagVersion:      {"print the version", "バージョンを表示します"},
	FlagHelp:         {"show this help", "このヘルプを表示します"},
	FlagProvider:     {"only events of the provider with this name or GUID", "この名前または GUID のプロバイダーのイベントのみ"},
	FlagID:           {"only events with one of these ids, e.g. 6311,6401", "指定した ID のイベントのみ、例: 6311,6401"},
	FlagLevel:        {"only events at least this severe: critical, error, warning, information, verbose, or 1 to 5", "このレベル以上のイベントのみ: critical, error, warning, information, verbose、または 1 ～ 5"},
	FlagSince:        {"only events at TIME or later", "TIME 以降のイベントのみ"},
	FlagUntil:        {"only events at TIME or earlier", "TIME までのイベントのみ"},

	Exit0: {"everything was read, and nothing reaches --fail-on", "すべて読み取り、--fail-on に達する検出結果はありません"},
	Exit1: {"a finding reaches --fail-on", "--fail-on に達する検出結果があります"},
	Exit2: {"wrong usage, or a broken signature", "使い方の誤り、またはシグネチャの誤り"},
	Exit3: {"no usable evidence", "使用できるデータがありません"},
	Exit4: {"nothing reaches --fail-on, but the reading was incomplete", "--fail-on に達する検出結果はありませんが、読み取りが不完全です"},
	Exit5: {"a fault of diag itself", "diag 自体の異常"},

	SeeHelp:          {"Run {command} --help to see how it is used.", "使い方は {command} --help で確認できます。"},
	ErrNoPath:        {"no PATH given", "PATH が指定されていません"},
	ErrNoPathHint:    {"Give the zip, folder or file that was collected, e.g. {command} collected.zip", "収集した zip、フォルダー、またはファイルを指定してください。例: {command} collected.zip"},
	ErrUnknownFlag:   {"unknown flag {flag}", "不明なフラグです: {flag}"},
	ErrFlagValue:     {"the flag {flag} needs a value", "フラグ {flag} には値が必要です"},
	ErrFlagInvalid:   {"{value} is not a valid value for {flag}", "{value} は {flag} の値として使用できません"},
	ErrChoice:        {"{value} is not a valid value for {flag}: use one of {choices}", "{value} は {flag} の値として使用できません。次のいずれかを指定してください: {choices}"},
	ErrTime:          {"{value} is not a valid time for {flag}", "{value} は {flag} の日時として使用できません"},
	ErrTimeHint:      {"Write it as RFC 3339, e.g. 2026-09-30T00:00:00Z or 2026-09-30T09:00:00+09:00", "RFC 3339 の形式で指定してください。例: 2026-09-30T00:00:00Z、2026-09-30T09:00:00+09:00"},
	ErrJobs:          {"--jobs must be at least 1, not {value}", "--jobs には 1 以上の値を指定してください (指定値: {value})"},
	ErrNumbers:       {"{value} is not a valid event id for --id", "{value} は --id のイベント ID として使用できません"},
	ErrQuietVerbose:  {"-q and -v exclude each other", "-q と -v は同時に指定できません"},
	ErrCommand:       {"{command} has no command {name}", "{command} にコマンド {name} はありません"},
	ErrNoCommand:     {"{command} needs a command", "{command} の後にコマンドを指定してください"},
	ErrArgs:          {"{n} {n:argument|arguments} given where the command is: {usage}", "引数の数が正しくありません ({n} 個)。正しい形式: {usage}"},
	ErrOutputFolder:  {"cannot write to {path}: {reason}", "{path} に書き込めません: {reason}"},
	ErrOutputIsInput: {"{path} is one of the inputs and would be overwritten", "{path} は入力として指定されており、上書きされてしまいます"},
	ErrOutputHint:    {"Give another file with -o.", "-o に別のファイルを指定してください。"},
	ErrPasswordFile:  {"cannot read the password file {path}: {reason}", "パスワード ファイル {path} を読み取れません: {reason}"},
	ErrFolder:        {"cannot read the folder {path}: {reason}", "フォルダー {path} を読み取れません: {reason}"},
	ErrSignature:     {"a signature is broken:", "シグネチャに誤りがあります:"},
	ErrSignatureHint: {"Mend the file, or check the whole folder with {command}.", "ファイルを修正するか、{command} でフォルダー全体を検査してください。"},
	ErrNoSignature:   {"there is no signature {id}", "シグネチャ {id} はありません"},
	ErrListHint:      {"Run {command} to see all of them.", "{command} で一覧を確認できます。"},
	ErrNoEvidence:    {"there is no usable evidence in {paths}", "使用できるデータがありません: {paths}"},
	ErrNoEvidHint:    {"Give a zip, folder or file with event logs (.evtx), traces (.etl), registry exports (.reg) or logs of the product.", "イベント ログ (.evtx)、トレース (.etl)、レジストリのエクスポート (.reg)、または製品のログを含む zip、フォルダー、またはファイルを指定してください。"},
	ErrInterrupted:   {"interrupted", "中断しました"},
	ErrWrite:         {"cannot write the result: {reason}", "結果を書き込めません: {reason}"},
	ErrFault:         {"diag itself failed: {reason}", "diag 自体に異常が発生しました: {reason}"},
	ErrFaultHint:     {"Please report this with the command you ran and the version of diag.", "実行したコマンドと diag のバージョンを添えて報告してください。"},
	WarnIncomplete:   {"{path}: {reason}", "{path}: {reason}"},
	WarnUnknown:      {"{n} {n:file|files} of no known format: {paths}", "形式を認識できないファイル ({n} 個): {paths}"},
	WarnNoFiles:      {"{paths}: there are no files in it", "{paths}: ファイルがありません"},
	WarnNoSignatures: {"the folder {path} holds no signatures", "フォルダー {path} にシグネチャがありません"},

	SignatureFile: {"File", "ファイル"},
	Linted:        {"{n} {n:signature|signatures} checked, {mistakes} {mistakes:mistake|mistakes} found", "シグネチャ {n} 件を検査し、誤りが {mistakes} 件見つかりました"},
	Tested:        {"{n} {n:case|cases} run, {failed} failed", "{n} 件のテストを実行し、{failed} 件が失敗しました"},
	Progress:      {"Reading, {size} so far", "読み取り中 ({size})"},
}
