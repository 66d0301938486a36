package i18n

// The words of diag why.
const (
	WhyShort      Key = "why.short"
	WhyLong       Key = "why.long"
	WhyVerbose    Key = "why.verbose"
	WhyCondition  Key = "why.condition"
	WhyJudgedAt   Key = "why.judged-at"
	WhyNoHost     Key = "why.no-host"
	WhyFound      Key = "why.found"
	WhyNotFound   Key = "why.not-found"
	WhyNotJudged  Key = "why.not-judged"
	WhyCausedBy   Key = "why.caused-by"
	WhyPast       Key = "why.past"
	WhyNotPast    Key = "why.not-past"
	WhySelections Key = "why.selections"
	WhyRefuted    Key = "why.refuted"
	WhyEdges      Key = "why.edges"
	WhyHolds      Key = "why.holds"
	WhyHoldsNot   Key = "why.holds-not"
	WhyNearest    Key = "why.nearest"
	WhyAt         Key = "why.at"
	WhyLookedAt   Key = "why.looked-at"
	WhyWanted     Key = "why.wanted"
	WhyActual     Key = "why.actual"
	WhyNoValue    Key = "why.no-value"
	WhyCollect    Key = "why.collect"
)

var whyMessages = map[Key]message{
	WhyShort: {"Show how one issue was judged, and what is missing", "1 つの問題の判定の内訳と、不足しているものを表示します"},
	WhyLong: {
		"Shows for one issue, computer by computer, how it was judged: every selection of its signature with true, false or unknown, what would have to be collected to know, what came nearest and which field differed, what refuted or resolved the issue, and which possible causes explain it or do not, each with the reason. ID is the id of the issue, as in the report or in diag signatures list. The exit code is 0, and 3 when there is no usable evidence.",
		"1 つの問題について、判定の内訳をコンピューターごとに表示します。シグネチャの各選択条件が成立 (true)、不成立 (false)、不明 (unknown) のどれであるか、判定に必要なデータ、最も近いデータと異なるフィールド、問題を否定または解消したもの、原因の候補が当てはまるかどうかとその理由を示します。ID には、レポートや diag signatures list に表示される問題の ID を指定します。終了コードは 0 です。使用できるデータがない場合は 3 です。",
	},

	"truth.true":    {"true", "成立"},
	"truth.false":   {"false", "不成立"},
	"truth.unknown": {"unknown", "不明"},

	"use.supports":    {"supports", "補強"},
	"use.severity":    {"severity", "重大度"},
	"use.confidence":  {"confidence", "確度"},
	"use.refuted_by":  {"refutes", "否定"},
	"use.resolved_by": {"resolves", "解消"},
	"use.part":        {"part of another", "他の条件の一部"},

	WhyVerbose:    {"print all evidence, and all that is missing", "すべての根拠と、不足しているデータをすべて表示します"},
	WhyCondition:  {"Condition: {condition}", "条件: {condition}"},
	WhyJudgedAt:   {"Judged as of {at}", "判定の基準日時: {at}"},
	WhyNoHost:     {"The data shows no computer.", "コンピューターに関するデータがありません。"},
	WhyFound:      {"Found: {role}", "検出: {role}"},
	WhyNotFound:   {"Not found: {reason}", "検出なし: {reason}"},
	WhyNotJudged:  {"Not judged: {reason}", "判定不能: {reason}"},
	WhyCausedBy:   {"Explained by {ids}", "原因: {ids}"},
	WhyPast:       {"Over at {at}", "解消: {at}"},
	WhyNotPast:    {"Not over: {reason}", "未解消: {reason}"},
	WhySelections: {"Selections", "選択条件"},
	WhyRefuted:    {"Refuted by", "否定する条件"},
	WhyEdges:      {"Possible causes", "原因の候補"},
	WhyHolds:      {"explains it", "該当"},
	WhyHoldsNot:   {"does not", "非該当"},
	WhyNearest:    {"Nearest miss", "最も近いデータ"},
	WhyAt:         {"See", "参照"},
	WhyLookedAt:   {"{n} {n:event|events} of this source {n:was|were} read; none is like it", "この出力元のイベントを {n} 件調べましたが、近いものはありません。"},
	WhyWanted:     {"wanted", "条件"},
	WhyActual:     {"found", "実際"},
	WhyNoValue:    {"no {field}", "{field} なし"},
	WhyCollect:    {"To collect: {what}", "収集するもの: {what}"},
}
