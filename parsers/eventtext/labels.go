package eventtext

import (
	"bytes"

	"hybriddiag/parsers/internal/textlog"
)

// property is one thing an export says about an event.
type property int

const (
	none property = iota
	logName
	source
	when
	eventID
	task
	level
	keywords
	user
	userName
	opcode
	computer
	description
	message
	recordID
	instanceID
	providerID
	activityID
	processID
	threadID
	insertions
	eventXML
)

// labels are what precedes the colon in wevtutil's and Event Viewer's text.
var labels = map[string]property{
	"Log Name": logName, "ログの名前": logName,
	"Source": source, "ソース": source,
	"Date": when, "日付": when,
	"Event ID": eventID, "イベント ID": eventID,
	"Task": task, "Task Category": task, "タスク": task, "タスクのカテゴリ": task,
	"Level": level, "レベル": level,
	"Opcode": opcode, "オペコード": opcode,
	"Keyword": keywords, "Keywords": keywords, "キーワード": keywords,
	"User": user, "ユーザー": user,
	"User Name": userName, "ユーザー名": userName,
	"Computer": computer, "コンピューター": computer, "コンピュータ": computer,
	"Description": description, "説明": description,
	"Event Xml": eventXML, "イベント XML": eventXML,
}

// maxLabel is longer than any label with its indentation and padding.
const maxLabel = 60

// cutLabel reads a line "Label:  value". Only these words are labels, so a
// sentence with a colon in a message is none.
func cutLabel(line []byte) (property, []byte, bool) {
	name, value, ok := bytes.Cut(line, []byte(":"))
	if !ok || len(name) > maxLabel {
		return none, nil, false
	}
	p := labels[string(bytes.TrimSpace(name))]
	return p, bytes.TrimSpace(value), p != none
}

// listProperties are the names of properties of Get-WinEvent and Get-EventLog
// objects, in lower case.
var listProperties = map[string]property{
	"timecreated": when, "timegenerated": when,
	"providername": source, "source": source,
	"id": eventID, "eventid": eventID,
	"instanceid":         instanceID,
	"message":            message,
	"leveldisplayname":   level,
	"level":              level,
	"entrytype":          level,
	"logname":            logName,
	"machinename":        computer,
	"recordid":           recordID,
	"index":              recordID,
	"providerid":         providerID,
	"activityid":         activityID,
	"processid":          processID,
	"threadid":           threadID,
	"userid":             user,
	"username":           user,
	"taskdisplayname":    task,
	"category":           task,
	"replacementstrings": insertions,
}

// columns are the heads of tables, in lower case and without blanks: those of
// Event Viewer, and the words that people put above the columns of their own.
var columns = map[string]property{
	"level": level, "レベル": level, "severity": level, "種類": level, "重要度": level, "レベルの表示名": level,
	"keywords": keywords, "キーワード": keywords,
	"dateandtime": when, "日付と時刻": when, "日時": when, "発生日時": when, "発生時刻": when, "datetime": when, "timestamp": when, "time": when,
	"source": source, "ソース": source, "provider": source, "プロバイダー": source, "プロバイダー名": source, "ソース名": source,
	"eventid": eventID, "イベントid": eventID, "イベント番号": eventID,
	"taskcategory": task, "タスクのカテゴリ": task, "カテゴリ": task,
	"log": logName, "ログ": logName, "ログ名": logName, "ログの名前": logName, "channel": logName,
	"computer": computer, "コンピューター": computer, "コンピュータ": computer, "コンピューター名": computer, "コンピュータ名": computer,
	"server": computer, "サーバー": computer, "サーバ": computer, "サーバー名": computer, "host": computer, "hostname": computer, "ホスト名": computer,
	"description": message, "説明": message, "メッセージ": message, "内容": message, "詳細": message, "text": message,
	"作成日時": when, "生成日時": when,
}

// levels are the words and numbers for a level, in lower case.
var levels = map[string]uint8{
	"critical": textlog.LevelCritical, "重大": textlog.LevelCritical, "1": textlog.LevelCritical,
	"error": textlog.LevelError, "エラー": textlog.LevelError, "2": textlog.LevelError,
	"warning": textlog.LevelWarning, "警告": textlog.LevelWarning, "3": textlog.LevelWarning,
	"information": textlog.LevelInfo, "情報": textlog.LevelInfo, "4": textlog.LevelInfo,
	"verbose": textlog.LevelVerbose, "詳細": textlog.LevelVerbose, "5": textlog.LevelVerbose,
}
