package i18n

import "hybriddiag/evidence"

// evidenceNotes are what pieces of evidence show and why they are shown. They
// are phrases without a full stop.
var evidenceNotes = map[evidence.Code]message{
	"verbatim": {"{words}", "{words}"},

	"shown/setting":     {"[{key}] {name} = {value} ({type})", "[{key}] {name} = {value} ({type})"},
	"shown/plain":       {"[{key}] {name} = {value}", "[{key}] {name} = {value}"},
	"shown/key":         {"[{key}]", "[{key}]"},
	"shown/absent":      {"[{key}] {name}: not there", "[{key}] {name}: ありません"},
	"shown/certificate": {"{thumbprint}; {subject}; issuer {issuer}; valid {from} – {to}", "{thumbprint}; {subject}; 発行者 {issuer}; 有効期間 {from} ～ {to}"},
	"product/service":   {"service {name}", "サービス {name}"},

	"check/to-collect": {"To collect: {list}", "収集するもの: {list}"},

	"why":                   {"{reasons}", "{reasons}"},
	"why/event":             {"event {id} of {provider}", "{provider} のイベント {id}"},
	"why/event-id":          {"event {id}", "イベント {id}"},
	"why/text":              {"text of an event", "イベントのテキスト"},
	"why/line":              {"entry of {log}", "{log} の記録"},
	"why/tls":               {"TLS connection", "TLS 接続"},
	"why/not-set":           {"{name} is not set", "{name} は設定されていません"},
	"why/set":               {"{name} = {value}", "{name} = {value}"},
	"why/disputed":          {"contradicts the other file", "別のファイルの値と矛盾しています"},
	"why/certificate":       {"certificate in {store}", "証明書 (ストア: {store})"},
	"why/certificate-alone": {"certificate in an unnamed store", "証明書 (ストアは不明)"},
	"why/product":           {"installed version {version}", "インストールされているバージョン {version}"},
	"why/source":            {"the file is in the case", "ファイルがデータに含まれています"},
	"why/code":              {"{code}: {meaning}", "{code}: {meaning}"},

	"tls/then":              {"{first}: {second}", "{first}: {second}"},
	"tls/and":               {"{first}, {second}", "{first}、{second}"},
	"tls/process":           {"process", "プロセス"},
	"tls/process-id":        {"{process} ({id})", "{process} ({id})"},
	"tls/to":                {"{process} to {host}", "{process} から {host} への接続"},
	"tls/offered":           {"offered {versions}", "{versions} を提示"},
	"tls/offered-by-mask":   {"offered {versions} (EnabledProtocols {mask})", "{versions} を提示 (EnabledProtocols {mask})"},
	"tls/system-defaults":   {"system defaults", "システムの既定値"},
	"tls/mask":              {"EnabledProtocols {mask}", "EnabledProtocols {mask}"},
	"tls/proof-issuer":      {"issuer {issuer}", "発行者 {issuer}"},
	"tls/issuer":            {"certificate issued by {issuer}", "証明書の発行者 {issuer}"},
	"tls/alert-from-server": {"alert {alert} {name} from the server", "サーバーからのアラート {alert} {name}"},
	"tls/alert-from-client": {"alert {alert} {name} from the client", "クライアントからのアラート {alert} {name}"},
	"tls/status":            {"status {value}", "状態コード {value}"},
	"tls/error":             {"error {value}", "エラー {value}"},
	"tls/proxy-answer":      {"proxy answered {value}", "プロキシの応答 {value}"},

	"tls-outcome/success":        {"success", "成功"},
	"tls-outcome/refused":        {"refused", "拒否"},
	"tls-outcome/failed":         {"failed", "失敗"},
	"tls-outcome/reset":          {"reset", "接続のリセット"},
	"tls-outcome/timeout":        {"timeout", "タイムアウト"},
	"tls-outcome/connect-failed": {"connect-failed", "接続の失敗"},
	"tls-outcome/dns-failed":     {"dns-failed", "名前解決の失敗"},
	"tls-outcome/proxy-failed":   {"proxy-failed", "プロキシでの失敗"},
	"tls-outcome/unknown":        {"unknown", "結果は不明"},
}
