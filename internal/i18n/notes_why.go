package i18n

import "hybriddiag/evidence"

// edgeNotes say why a finding does not explain another one.
var edgeNotes = map[evidence.Code]message{
	"edge/note":      {"{id} is a note, and a note explains nothing", "{id} は参考情報であり、他の問題の原因にはなりません。"},
	"edge/severity":  {"the severity of {id} is {found}, but it explains this only as {wanted}", "{id} の重大度は {found} ですが、原因になるのは {wanted} の場合のみです。"},
	"edge/resolved":  {"{id} was over at {resolved}, but this went on until {last}", "{id} は {resolved} に解消していますが、この問題は {last} まで続いています。"},
	"edge/same":      {"{field} differs: {there} in {id}, {here} here", "{field} が一致しません ({id} では {there}、この問題では {here})。"},
	"edge/since":     {"this was last seen at {last}, but the cause began to matter at {since}", "この問題が最後に記録されたのは {last} ですが、原因として考慮するのは {since} 以降です。"},
	"edge/only":      {"{field} also shows {found}, but only {wanted} is explained", "{field} に {found} もありますが、説明できるのは {wanted} のみです。"},
	"edge/too-early": {"{id} came {distance} before this, at most {limit} is allowed", "{id} はこの問題の {distance} 前に発生しており、上限の {limit} を超えています。"},
	"edge/too-late":  {"{id} came {distance} after this, at most {limit} is allowed", "{id} はこの問題の {distance} 後に発生しており、上限の {limit} を超えています。"},
	"edge/circle":    {"{id} is itself a consequence of this", "{id} 自体がこの問題の結果です。"},
}
