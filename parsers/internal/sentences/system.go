package sentences

import "regexp"

// systemMessage is what Windows prints in the place of an error number.
type systemMessage struct {
	number string
	text   *regexp.Regexp
}

// systemMessages are those that tell why a service does not start.
//
// Source: FormatMessage of Windows, English and Japanese.
var systemMessages = []systemMessage{
	{"2", regexp.MustCompile(`(?i)^The system cannot find the file specified|^指定されたファイルが見つかりません`)},
	{"3", regexp.MustCompile(`(?i)^The system cannot find the path specified|^指定されたパスが見つかりません`)},
	{"5", regexp.MustCompile(`(?i)^Access is denied|^アクセスが拒否されました`)},
	{"1053", regexp.MustCompile(`(?i)did not respond to the start or control request in a timely|^そのサービスは指定時間内に開始要求または制御要求に応答しませんでした`)},
	{"1057", regexp.MustCompile(`(?i)account name is invalid or does not exist|^アカウント名が無効、または存在しない`)},
	{"1066", regexp.MustCompile(`(?i)has returned a service-?specific error code|^サービスはサービス固有のエラー コードを返しました`)},
	{"1067", regexp.MustCompile(`(?i)^The process terminated unexpectedly|^プロセスを途中で強制終了しました`)},
	{"1068", regexp.MustCompile(`(?i)^The dependency service or group failed to start|^依存関係サービスまたは(?:依存関係)?グループを起動できませんでした`)},
	{"1069", regexp.MustCompile(`(?i)did not start due to a logon failure|ログオンに失敗したため、?(?:サービスを)?開始できませんでした`)},
	{"1326", regexp.MustCompile(`(?i)user ?name or (?:bad )?password(?: is incorrect)?|^ユーザー名または?パスワードが(?:正しくありません|間違っています|違います)`)},
	{"1330", regexp.MustCompile(`(?i)password for this account has expired|specified account password has expired|アカウントのパスワードは有効期限が切れています`)},
	{"1331", regexp.MustCompile(`(?i)account is currently disabled|account currently disabled|このアカウントは現在無効|アカウントは現在使用できません`)},
	{"1385", regexp.MustCompile(`(?i)not been granted the requested logon type|要求された種類のログオン`)},
	{"1793", regexp.MustCompile(`(?i)user'?s account has expired|ユーザーのアカウントの有効期限が切れています`)},
	{"1909", regexp.MustCompile(`(?i)referenced account is currently locked out|アカウントは現在ロックアウトされている`)},
}
