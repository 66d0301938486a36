package i18n

// The words of the web site of the known issues.
const (
	SiteTitle     Key = "site.title"
	SiteIssues    Key = "site.issues"
	SiteProducts  Key = "site.products"
	SiteEvents    Key = "site.events"
	SiteCodes     Key = "site.codes"
	SiteShort     Key = "site.short"
	SiteLong      Key = "site.long"
	SiteWritten   Key = "site.written"
	ErrSiteFolder Key = "error.site-folder"
)

var siteMessages = map[Key]message{
	SiteTitle:         {"Known issues of Microsoft hybrid identity", "Microsoft ハイブリッド ID の既知の問題"},
	SiteIssues:        {"All issues", "すべての問題"},
	SiteProducts:      {"Products", "製品"},
	SiteEvents:        {"Event IDs", "イベント ID"},
	SiteCodes:         {"Error codes", "エラー コード"},
	SiteShort:         {"Write the known issues as a web site", "既知の問題の Web サイトを作成します"},
	SiteLong:          {"Writes a page for each known issue, and lists of products, event IDs and error codes with a search, in English and Japanese, into the folder DIR. The pages need no server and no network: open index.html.", "既知の問題ごとのページと、製品、イベント ID、エラー コードの一覧と検索を、日本語と英語でフォルダー DIR に作成します。サーバーもネットワーク接続も不要です。index.html を開いてください。"},
	SiteWritten:       {"{n} {n:issue|issues} written. Open {path}", "{n} 件の問題を書き込みました。{path} を開いてください。"},
	ErrSiteFolder:     {"the folder {path} holds other files; name a new or empty folder", "フォルダー {path} にはほかのファイルがあります。新しいフォルダーまたは空のフォルダーを指定してください"},
	"site.home":       {"Search", "検索"},
	"site.skip":       {"Skip to the content", "本文へ移動"},
	"site.nav":        {"Lists", "一覧"},
	"site.lang":       {"Language", "言語"},
	"site.about":      {"The {n} issues that diag knows: what proves them, what causes them and what to do.", "diag が判定できる {n} 件の問題について、根拠、原因、対処方法をまとめています。"},
	"site.query":      {"ID, error code, event ID, provider or text", "ID、エラー コード、イベント ID、プロバイダー、文字列"},
	"site.found":      {"Found: {n}", "{n} 件見つかりました"},
	"site.first":      {"Found: {n}. The best {shown} are shown.", "{n} 件見つかりました。上位 {shown} 件を表示しています。"},
	"site.none":       {"Nothing was found. Try fewer or shorter words.", "見つかりませんでした。語を減らすか短くしてください。"},
	"site.families":   {"By area", "分野別"},
	"site.count":      {"{n} {n:issue|issues}", "{n} 件"},
	"site.id":         {"ID", "ID"},
	"site.issue":      {"Issue", "問題"},
	"site.area":       {"Area", "分野"},
	"site.product":    {"Product", "製品"},
	"site.event":      {"Event ID", "イベント ID"},
	"site.provider":   {"Provider or log", "プロバイダーまたはログ"},
	"site.code":       {"Code", "コード"},
	"site.number":     {"Number", "番号"},
	"site.meaning":    {"Meaning", "意味"},
	"site.condition":  {"Condition", "条件"},
	"site.alone":      {"If nothing else explains it", "ほかに原因が見つからない場合"},
	"site.effects":    {"May explain", "この問題が原因となりうるもの"},
	"site.other-code": {"Codes of the products", "製品のコード"},
	"site.offline":    {"Written by diag signatures site. The pages need no network.", "diag signatures site で作成したページです。ネットワーク接続は不要です。"},

	"family.cpa": {"Cloud sync and the provisioning agent", "クラウド同期とプロビジョニング エージェント"},
	"family.ech": {"Microsoft Entra Connect Health", "Microsoft Entra Connect Health"},
	"family.ecs": {"Microsoft Entra Connect Sync", "Microsoft Entra Connect 同期"},
	"family.env": {"Windows and the server itself", "Windows とサーバー自体"},
	"family.hcw": {"Hybrid Configuration Wizard and Exchange", "ハイブリッド構成ウィザード (HCW) と Exchange"},
	"family.msi": {"Installation and Windows Installer", "インストールと Windows インストーラー"},
	"family.net": {"Network and proxy", "ネットワークとプロキシ"},
	"family.pnc": {"Private network connector", "プライベート ネットワーク コネクタ"},
	"family.pta": {"Pass-through authentication", "パススルー認証 (PTA)"},
	"family.sch": {"Schannel", "Schannel"},
	"family.sql": {"SQL Server and LocalDB", "SQL Server と LocalDB"},
	"family.sso": {"Seamless single sign-on", "シームレス シングル サインオン"},
	"family.tls": {"TLS versions and their settings", "TLS のバージョンと設定"},
}
