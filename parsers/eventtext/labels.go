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

// columns are the heads of Event Viewer's tables, in lower case.
var columns = map[string]property{
	"level": level, "レベル": level,
	"keywords": keywords, "キーワード": keywords,
	"date and time": when, "日付と時刻": when,
	"source": source, "ソース": source,
	"event id": eventID, "イベント id": eventID,
	"task category": task, "タスクのカテゴリ": task,
	"log": logName, "ログ": logName,
	"computer": computer, "コンピューター": computer,
	"description": message, "説明": message,
}

// levels are the words and numbers for a level, in lower case.
var levels = map[string]uint8{
	"critical": textlog.LevelCritical, "重大": textlog.LevelCritical, "1": textlog.LevelCritical,
	"error": textlog.LevelError, "エラー": textlog.LevelError, "2": textlog.LevelError,
	"warning": textlog.LevelWarning, "警告": textlog.LevelWarning, "3": textlog.LevelWarning,
	"information": textlog.LevelInfo, "情報": textlog.LevelInfo, "4": textlog.LevelInfo,
	"verbose": textlog.LevelVerbose, "詳細": textlog.LevelVerbose, "5": textlog.LevelVerbose,
}
