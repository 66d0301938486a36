package i18n

// The words of the commands beside the diagnosis.
const (
	TLSShort       Key = "tls.short"
	TLSLong        Key = "tls.long"
	TLSNone        Key = "tls.none"
	TLSTrace       Key = "tls.trace"
	TLSNoWebIO     Key = "tls.no-webio"
	TLSHowTo       Key = "tls.how-to"
	InventoryShort Key = "inventory.short"
	InventoryLong  Key = "inventory.long"
	InvFiles       Key = "inventory.files"
	InvFacts       Key = "inventory.facts"
	InvUnread      Key = "inventory.unread"
	InvConflict    Key = "inventory.conflict"
	ExplainShort   Key = "explain.short"
	ExplainProof   Key = "explain.proof"
	ExplainNot     Key = "explain.not"
	ExplainBy      Key = "explain.by"
	GuideShort     Key = "guide.short"
	GuideLists     Key = "guide.lists"
	CollectShort   Key = "collect.short"
	CollectList    Key = "collect.products"
	WatchShort     Key = "watch.short"
	ErrNoList      Key = "error.no-list"
	ErrNoProduct   Key = "error.no-product"
	FlagProduct    Key = "flag.product"
	FlagSeverity   Key = "flag.severity"
	FlagText       Key = "flag.text"
	FlagToolFormat Key = "flag.tool-format"
)

var toolMessages = map[Key]message{
	TLSShort:       {"Show who offered which TLS version to whom", "TLS 接続ごとに、提示したバージョンと結果を表示します"},
	TLSLong:        {"Reads traces (.etl) and captures (.pcapng, .pcap) and prints one row for each connection: process, host, offered and negotiated TLS versions, and what came of it. A trace without such connections says what it holds.", "トレース (.etl) とキャプチャ (.pcapng、.pcap) を読み取り、接続ごとにプロセス、接続先、提示および合意した TLS バージョン、結果を表示します。該当する接続がないトレースについては、含まれる内容を表示します。"},
	TLSNone:        {"No TLS connections were found.", "TLS 接続は見つかりませんでした。"},
	TLSTrace:       {"{path}: {records} records, {packets} captured packets, {webio} WebIO events", "{path}: レコード {records} 件、キャプチャされたパケット {packets} 件、WebIO イベント {webio} 件"},
	TLSNoWebIO:     {"The trace shows no connection of WinHTTP. Trace again with the scenario InternetClient and reproduce the problem while the trace runs:", "このトレースには WinHTTP の接続が含まれていません。シナリオ InternetClient でトレースを収集し直し、収集中に問題を再現してください。"},
	TLSHowTo:       {"Providers", "プロバイダー"},
	InventoryShort: {"List the files of a case and what they say about the computer", "ファイルの一覧と、コンピューターについてわかることを表示します"},
	InventoryLong:  {"Lists every file, what it was recognised as, which host and time span it covers and how much was read, the files that are not read, and what all sources say about the computers, with contradictions.", "すべてのファイルについて、認識した形式、対象のホストと期間、読み取った件数を一覧表示します。読み取られないファイルと、コンピューターに関する情報 (矛盾を含む) も表示します。"},
	InvFiles:       {"Files", "ファイル"},
	InvFacts:       {"Facts", "コンピューターの情報"},
	InvUnread:      {"Files that are not read", "読み取られないファイル"},
	InvConflict:    {"sources disagree", "情報源の間で矛盾があります"},
	ExplainShort:   {"Print all that is known about one issue", "1 つの問題についてわかっていることをすべて表示します"},
	ExplainProof:   {"What is looked at", "確認するもの"},
	ExplainNot:     {"Not this", "該当しないもの"},
	ExplainBy:      {"May be explained by", "原因となりうるもの"},
	GuideShort:     {"Print a check list and how to do each step by hand", "確認リストと各手順の実施方法を表示します"},
	GuideLists:     {"Check lists", "確認リスト"},
	CollectShort:   {"Print what to collect for a product and how", "製品ごとに、収集するデータと収集方法を表示します"},
	CollectList:    {"Products", "製品"},
	WatchShort:     {"Show TLS connections live while the problem is reproduced", "問題を再現しながら TLS 接続をリアルタイムで表示します"},
	ErrNoList:      {"there is no check list {name}", "確認リスト {name} はありません"},
	ErrNoProduct:   {"there is no product {name}", "製品 {name} はありません"},
	FlagProduct:    {"only issues of this product, e.g. entra-connect", "この製品の問題のみ、例: entra-connect"},
	FlagSeverity:   {"only issues that can be this severe: critical, high, medium, low, info", "この重大度になりうる問題のみ: critical, high, medium, low, info"},
	FlagText:       {"only issues whose id, title or cause holds this text", "ID、タイトル、原因にこの文字列を含む問題のみ"},
	FlagToolFormat: {"text or json (default text)", "text または json (既定は text)"},
}
