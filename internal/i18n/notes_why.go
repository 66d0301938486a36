package i18n

import "hybriddiag/evidence"

// edgeNotes say why a finding does not explain another one.
var edgeNotes = map[evidence.Code]message{
	"edge/note":      {"it is a note, and a note explains nothing", "参考情報であり、他の問題の原因にはなりません。"},
	"edge/severity":  {"its severity is {found}, and it explains this only as {wanted}", "重大度が {found} です。原因になるのは {wanted} の場合のみです。"},
	"edge/resolved":  {"it was over at {resolved}, and this went on until {last}", "{resolved} に解消していますが、この問題は {last} まで続いています。"},
	"edge/same":      {"{field} differs: {there} there, {here} here", "{field} が一致しません (候補では {there}、この問題では {here})。"},
	"edge/since":     {"this was last seen at {last}, and it explains this only from {since} on", "この問題の最後の記録は {last} です。原因になるのは {since} 以降のみです。"},
	"edge/only":      {"{field} is {found} here, and it explains only {wanted}", "この問題の {field} に {found} があります。原因になるのは {wanted} のみの場合です。"},
	"edge/too-early": {"it came {distance} before this; at most {limit} is allowed", "この問題の {distance}前に発生しています。上限は {limit}です。"},
	"edge/too-late":  {"it came {distance} after this; at most {limit} is allowed", "この問題の {distance}後に発生しています。上限は {limit}です。"},
	"edge/circle":    {"it is itself a consequence of this", "この問題の結果として発生しています。"},
	"edge/not-found": {"not found here", "検出されていません。"},
	"edge/unknown":   {"could not be judged here", "判定できません。"},
	"edge/refuted":   {"refuted here", "否定されています。"},
	"edge/no-id":     {"no signature has this id", "この ID のシグネチャはありません。"},
}

// selectionNotes say why a selection does not hold, or why it cannot be judged.
var selectionNotes = map[evidence.Code]message{
	"event/none":     {"{log} was collected and holds no such event", "{log} は収集されていますが、該当するイベントはありません。"},
	"event/no-log":   {"no complete log of {logs} was collected", "{logs} の完全なログが収集されていません。"},
	"event/no-logs":  {"none of {n} logs that would hold it was collected in full", "該当するイベントを含む {n} 種類のログは、いずれも完全には収集されていません。"},
	"event/unproven": {"no file proves that there is no such event", "該当するイベントがないことを示すファイルはありません。"},

	"setting/there":             {"there is such a value", "該当する値があります。"},
	"setting/differs":           {"the value differs", "値が異なります。"},
	"setting/absent":            {"the value is not there", "値は設定されていません。"},
	"setting/not-collected":     {"no file shows the key", "キーを示すファイルがありません。"},
	"setting/no-other-computer": {"the data is about no other computer", "データに他のコンピューターは含まれていません。"},
	"setting/nowhere-else":      {"none of {n} other {n:computer|computers} shows it", "他の {n} 台のコンピューターでは確認できません。"},

	"certificate/there":       {"there is such a certificate", "該当する証明書があります。"},
	"certificate/none":        {"none of {n} {n:certificate|certificates} fits", "{n} 件の証明書のうち、該当するものはありません。"},
	"certificate/no-store":    {"the store was not collected", "証明書ストアが収集されていません。"},
	"certificate/ref-unknown": {"it is compared with {selections}, which could not be judged", "比較対象の {selections} を判定できません。"},

	"product/not-installed": {"{id} is not installed here", "{id} はインストールされていません。"},
	"product/not-known":     {"no file shows what is installed", "インストールされている製品を示すファイルがありません。"},
	"product/no-version":    {"no file shows the version of {id}", "{id} のバージョンを示すファイルがありません。"},
	"product/version":       {"{id} has the version {version}", "{id} のバージョンは {version} です。"},
	"product/no-end":        {"when the support of {id} {version} ends is not known", "{id} {version} のサポート終了日は不明です。"},
	"product/end":           {"the support of {id} {version} ends on {end}", "{id} {version} のサポート終了日は {end} です。"},

	"judged/no-time": {"nothing says when to judge: use --at", "判定の基準となる日時が不明です (--at で指定できます)。"},
	"judged/at":      {"judged at {at}", "判定の基準は {at} です。"},
	"judged/early":   {"judged at {at}, which is too early", "判定の基準が {at} であり、対象の期間より前です。"},
	"judged/late":    {"judged at {at}, which is too late", "判定の基準が {at} であり、対象の期間より後です。"},

	"source/there": {"there is such a file", "該当するファイルがあります。"},
	"source/none":  {"none of {n} {n:file|files} fits", "{n} 個のファイルのうち、該当するものはありません。"},

	"finding/there":    {"found: {ids}", "検出: {ids}"},
	"finding/none":     {"none of {ids} was found here", "{ids} は、このコンピューターでは検出されていません。"},
	"finding/past":     {"{id} was over at {resolved}", "{id} は {resolved} に解消しています。"},
	"finding/severity": {"the severity of {id} is {severity}", "{id} の重大度は {severity} です。"},

	"correlation/part":         {"{selection} is false", "{selection} が成立しません。"},
	"correlation/part-unknown": {"{selection} could not be judged", "{selection} を判定できません。"},
	"correlation/few":          {"{found} of {wanted} wanted {wanted:event|events}", "必要な {wanted} 件に対し、イベントは {found} 件です。"},
	"correlation/few-at-once":  {"at most {found} of {wanted} wanted {wanted:event|events} within {span}", "{span}以内に必要な {wanted} 件に対し、イベントは最大 {found} 件です。"},
	"correlation/cluster":      {"no {wanted} events whose {field} differs by {spread} at most", "{field} の差が {spread} 以内のイベントが {wanted} 件ありません。"},
	"correlation/values":       {"{found} of {wanted} wanted values of {field}", "{field} の値が {wanted} 種類必要ですが、{found} 種類です。"},
	"correlation/followed":     {"each was followed within {span}", "すべて {span}以内に後続のイベントがあります。"},
	"correlation/order":        {"{selections} never come in this order", "{selections} がこの順序で発生していません。"},
	"correlation/groups":       {"{selections} never show the same {fields}", "{selections} の {fields} が一致しません。"},
	"correlation/apart":        {"{selections} come {distance} apart, at most {span} is allowed", "{selections} の間隔は {distance}であり、上限の {span}を超えています。"},
}

// verdictNotes say why a signature makes no finding, or none of the past.
var verdictNotes = map[evidence.Code]message{
	"verdict/false":    {"the condition is false; see {selections}", "条件が成立しません ({selections} を参照)。"},
	"verdict/unknown":  {"the data does not decide the condition; see {selections}", "データが不足しているため、条件を判定できません ({selections} を参照)。"},
	"verdict/refuted":  {"the condition is true, but this refutes it: {condition}", "条件は成立しますが、次の条件により否定されます: {condition}"},
	"verdict/no-proof": {"the condition is true, but nothing in the data can be looked up", "条件は成立しますが、根拠として示せるデータがありません。"},

	"past/no-success": {"nothing shows that it worked again after {failure}", "{failure} の失敗の後に成功した記録がありません。"},
	"past/before":     {"it failed at {failure}, after the last success at {success}", "最後の成功 ({success}) より後の {failure} に失敗しています。"},
	"past/other":      {"what worked after {failure} was another operation, server or program", "{failure} の失敗の後に成功したのは、別の操作、サーバー、またはプログラムです。"},
	"past/undated":    {"the evidence has no time", "根拠に日時がありません。"},
}
