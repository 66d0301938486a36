package i18n

import "hybriddiag/evidence"

// notes is what Say knows: the templates of all notes, one table for each
// room that makes them. A code is used by one room, or by readers that say the
// same thing.
var notes = []map[evidence.Code]message{caseNotes, bundleNotes, logNotes, stateNotes, evidenceNotes, edgeNotes, selectionNotes, verdictNotes}

// caseNotes are what the walk over a case has to say of its files.
var caseNotes = map[evidence.Code]message{
	"fault":                      {"the reader of {format} failed; please report this", "{format} の読み取り処理に異常が発生しました。開発元に報告してください。"},
	"unreadable":                 {"{error}", "読み取れませんでした ({error})。"},
	"archive-damaged/only-named": {"named like an archive, but it begins like none", "名前はアーカイブですが、内容がアーカイブの形式ではありません。"},
	"more":                       {"{n} more of the kind {kind}", "種類が {kind} の問題がほかに {n} 件あります。"},
}
