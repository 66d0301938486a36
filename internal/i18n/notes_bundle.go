package i18n

import "hybriddiag/evidence"

// bundleNotes are what archives and folders lose. They are whole sentences that
// begin in lower case in English, because a path stands before them.
var bundleNotes = map[evidence.Code]message{
	"not-found":        {"cannot be read: {error}", "見つかりません ({error})。"},
	"unreadable/input": {"cannot be read: {error}", "読み取れません ({error})。"},
	"not-regular":      {"is a pipe, socket or device and was not read", "パイプ、ソケット、またはデバイスのため、読み取りませんでした。"},
	"link":             {"is a symbolic link and was not followed", "シンボリック リンクのため、リンク先は読み取りませんでした。"},
	"empty-file":       {"empty file: it has no bytes", "ファイルが空です。"},
	"empty-archive":    {"the archive holds no files", "アーカイブにファイルがありません。"},

	"encrypted":            {"encrypted: give the password with --password-file", "暗号化されています。--password-file でパスワードを指定してください。"},
	"wrong-password":       {"encrypted, and the password does not fit", "暗号化されています。指定されたパスワードが一致しません。"},
	"wrong-password/entry": {"the password does not fit", "パスワードが一致しません。"},

	"unsupported-method":            {"compressed with {method}, which is not supported: pack it again as an ordinary zip (Deflate)", "圧縮方式 {method} はサポートされていません。通常の zip (Deflate) で圧縮し直してください。"},
	"unsupported-method/7z":         {"compressed with {method}, which is not supported: pack it again as zip", "圧縮方式 {method} はサポートされていません。zip で圧縮し直してください。"},
	"unsupported-method/cab":        {"compressed with {method}, which is not supported: unpack the cabinet (expand -F:* name.cab folder) and hand in the folder", "圧縮方式 {method} はサポートされていません。キャビネットを展開し (expand -F:* name.cab folder)、そのフォルダーを指定してください。"},
	"unsupported-method/memory":     {"needs {size} of memory to unpack: pack it again as zip", "展開に {size} のメモリが必要です。zip で圧縮し直してください。"},
	"unsupported-method/window":     {"needs more than {limit} of memory to unpack: pack it again as zip", "展開に {limit} を超えるメモリが必要です。zip で圧縮し直してください。"},
	"unsupported-method/encryption": {"encrypted in a way that is not supported (PKWARE strong encryption): pack it again with AES or without encryption", "サポートされていない暗号化方式です (PKWARE strong encryption)。AES で、または暗号化せずに圧縮し直してください。"},
	"unsupported-archive":           {"{format} archives are not read: unpack it and hand in the folder, or pack it as zip", "{format} 形式のアーカイブは読み取れません。展開してフォルダーを指定するか、zip で圧縮し直してください。"},

	"split-archive":        {"one part of a split archive: join the parts in order (copy /b name.zip.001+name.zip.002 name.zip), or pack it again without splitting", "分割アーカイブの一部です。順に結合するか (copy /b name.zip.001+name.zip.002 name.zip)、分割せずに圧縮し直してください。"},
	"split-archive/part":   {"one part of a split archive: join the parts in order (copy /b name.zip.001+name.zip.002 name.zip), or pack it again without splitting; {n} {n:file|files} found in this part", "分割アーカイブの一部です。順に結合するか (copy /b name.zip.001+name.zip.002 name.zip)、分割せずに圧縮し直してください。この部分から {n} 個のファイルが見つかりました。"},
	"split-archive/cab-of": {"continues in another cabinet of its set (next to this one: {others}): unpack the set (expand -F:* name.cab folder) and hand in the folder", "続きが別のキャビネットにあります (このキャビネットの前後: {others})。一式を展開し (expand -F:* name.cab folder)、そのフォルダーを指定してください。"},
	"split-archive/cab":    {"continues in another cabinet of its set: unpack the set (expand -F:* name.cab folder) and hand in the folder", "続きが別のキャビネットにあります。一式を展開し (expand -F:* name.cab folder)、そのフォルダーを指定してください。"},
	"archive-part":         {"is a part of {name} and was read with it", "{name} の一部です。合わせて読み取りました。"},

	"archive-cut":              {"the archive is cut short: {n} {n:file|files} recovered", "アーカイブが途中で切れています。{n} 個のファイルを読み取りました。"},
	"archive-cut/of":           {"the archive is cut short: {n} of at least {of} files recovered whole", "アーカイブが途中で切れています。少なくとも {of} 個のうち {n} 個のファイルを、完全に読み取りました。"},
	"archive-cut/list":         {"the list of files is cut short: {n} {n:file|files} found", "ファイルの一覧が途中で切れています。{n} 個のファイルが見つかりました。"},
	"archive-index/damaged":    {"the index is damaged and was rebuilt by a scan: {n} {n:file|files} found", "アーカイブの索引が破損しているため、全体を走査しました。{n} 個のファイルが見つかりました。"},
	"archive-index/missing":    {"the index is missing and was rebuilt by a scan: {n} {n:file|files} found", "アーカイブの索引がないため、全体を走査しました。{n} 個のファイルが見つかりました。"},
	"archive-damaged":          {"the archive is damaged: {n} {n:file|files} recovered ({error})", "アーカイブが破損しています。{n} 個のファイルを読み取りました ({error})。"},
	"archive-damaged/zip":      {"no file can be found in this zip", "この zip からはファイルが見つかりません。"},
	"archive-damaged/7z":       {"no file can be found in this 7z archive ({error})", "この 7z アーカイブからはファイルが見つかりません ({error})。"},
	"archive-damaged/cab":      {"no file can be found in this cabinet ({error})", "このキャビネットからはファイルが見つかりません ({error})。"},
	"archive-damaged/in-front": {"{size} of another, damaged archive lie in front of this one and were not read", "このアーカイブの前に、破損した別のアーカイブの {size} があります。読み取りませんでした。"},

	"entry-lost":            {"the index names this file, but its data is not in the archive", "索引にはありますが、データがアーカイブにありません。"},
	"entry-lost/cut":        {"the cabinet is cut short before this file", "このファイルより前で、キャビネットが途中で切れています。"},
	"entry-lost/damaged":    {"the archive is damaged before this file ({error})", "このファイルより前で、アーカイブが破損しています ({error})。"},
	"entry-cut":             {"the file ends too early: {size} could be read", "ファイルが途中で切れています。{size} まで読み取りました。"},
	"entry-cut/of":          {"the file ends too early: {size} of {of} could be read", "ファイルが途中で切れています。{of} のうち {size} まで読み取りました。"},
	"entry-damaged":         {"the compressed data is damaged: {size} before the damage were read", "圧縮データが破損しています。その前の {size} まで読み取りました。"},
	"entry-damaged/other":   {"the data is damaged: {size} before the damage were read ({error})", "データが破損しています。その前の {size} まで読み取りました ({error})。"},
	"entry-checksum":        {"the checksum differs; what was read may be damaged", "チェックサムが一致しません。読み取った内容は破損している可能性があります。"},
	"entry-checksum/values": {"the checksum differs: {found}, want {wanted}; what was read may be damaged", "チェックサムが一致しません ({found}、正しい値は {wanted})。読み取った内容は破損している可能性があります。"},
	"entry-size":            {"holds {found} bytes, the headers say {wanted}; all were read", "サイズが {found} バイトで、ヘッダーの {wanted} バイトと異なります。すべて読み取りました。"},
	"entry-overlap":         {"shares the data of another file, which is read once", "別のファイルと同じデータを共有しています。データは 1 回だけ読み取りました。"},
	"entry-overlap/shared":  {"{n} of {of} entries share the same data as another one, which is read once", "{of} 個のうち {n} 個のファイルが、別のファイルと同じデータを共有しています。データは 1 回だけ読み取りました。"},
	"name-too-long":         {"the name is {size} long and is shown shortened", "名前が {size} あるため、短縮して表示します。"},

	"limit-input":           {"not read: the inputs are larger than {limit} together", "入力の合計が上限の {limit} を超えるため、読み取りませんでした。"},
	"limit-produced":        {"only the first {size} of this file were read: the case is over its limit for unpacked bytes", "展開後のデータの合計が上限に達したため、このファイルは先頭の {size} だけを読み取りました。"},
	"limit-entry-size":      {"only the first {size} of this file were read: over the limit for one file", "ファイルが上限のサイズを超えるため、先頭の {size} だけを読み取りました。"},
	"limit-entries":         {"over the limit of entries: only the first {limit} files of the case are read", "ファイルの数が上限を超えるため、先頭の {limit} 個だけを読み取ります。"},
	"limit-entries/claimed": {"over the limit of entries: only the first {limit} files of the case are read (the archive claims {n})", "ファイルの数が上限を超えるため、先頭の {limit} 個だけを読み取ります (アーカイブの索引では {n} 個)。"},
	"limit-entries/more":    {"not read: it lists more files than the limit of {limit}", "ファイルの数が上限の {limit} 個を超えるため、読み取りませんでした。"},
	"limit-depth":           {"archives nested deeper than {limit} are not opened", "アーカイブの入れ子が {limit} 段を超えるため、開きませんでした。"},
	"limit-spool":           {"only the first {size} of this file were read: the temporary file is over its limit of {limit}", "一時ファイルが上限の {limit} に達したため、このファイルは先頭の {size} だけを読み取りました。"},
	"limit-idle":            {"not read on: {size} of compressed data gave not a single byte", "圧縮データを {size} 読み取っても 1 バイトも展開されないため、読み取りを中止しました。"},
	"limit-skipped":         {"not read on: {size} of very highly compressed data had to be unpacked only to get past it, the limit is {limit}", "極端に圧縮されたデータを読み飛ばすためだけに {size} を展開しました。上限の {limit} を超えるため、読み取りを中止しました。"},
	"temp-file":             {"the temporary file cannot be written: {error}", "一時ファイルに書き込めません ({error})。"},
	"temp-file/after":       {"after {size}: {error}", "{size} の書き込み後: {error}"},

	"decompressor/failed":          {"decompressor failed: {value}", "展開処理に異常が発生しました: {value}"},
	"decompressor/lzma-header":     {"LZMA header: {error}", "LZMA ヘッダー: {error}"},
	"decompressor/lzma-properties": {"LZMA properties of {found} bytes, want 5", "LZMA のプロパティが {found} バイトです (正しくは 5 バイト)"},

	"*/same-in-here":   {"the same holds for {n} more {n:file|files} in here", "この中の、ほかの {n} 個のファイルも同じです。"},
	"*/same-from-here": {"the same holds for {n} {n:file|files} of the case from here on", "ここから先の {n} 個のファイルも同じです。"},
}
