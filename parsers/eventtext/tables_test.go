package eventtext

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers/parserstest"
)

func TestTablesGiveTheirEventsWhateverSavedThem(t *testing.T) {
	const sentence = "The Fabrikam Agent service terminated unexpectedly.  It has done this 3 time(s)."
	for name, text := range map[string]string{
		"Event Viewer":               "Level,Date and Time,Source,Event ID,Task Category\nError,3/14/2026 7:41:09 AM,Service Control Manager,7034,None," + sentence,
		"saved again":                "Level,Date and Time,Source,Event ID,Task Category,\nError,3/14/2026 7:41,Service Control Manager,7034,None," + sentence,
		"more commas":                "Level,Date and Time,Source,Event ID,Task Category,,,\nError,3/14/2026 7:41,Service Control Manager,7034,None," + sentence + ",,",
		"all quoted":                 "\"Level\",\"Date and Time\",\"Source\",\"Event ID\",\"Task Category\",\"\"\n\"Error\",\"3/14/2026 7:41\",\"Service Control Manager\",\"7034\",\"None\",\"" + sentence + "\"",
		"semicolons":                 "Level;Date and Time;Source;Event ID;Task Category;\nError;3/14/2026 7:41;Service Control Manager;7034;None;" + sentence,
		"tabs":                       "レベル\t日付と時刻\tソース\tイベント ID\tタスクのカテゴリ\t\nエラー\t2026/03/14 7:41:09\tService Control Manager\t7034\tなし\t" + sentence,
		"columns of one's own":       "発生日時,サーバー名,イベントID,内容\n2026/3/14 7:41,FAB01,7034," + sentence,
		"Japanese names of a cmdlet": "日時,プロバイダー名,ID,メッセージ\n2026/3/14 7:41,Service Control Manager,7034," + sentence,
		"a console's table": "TimeCreated          ProviderName              Id Message\n-----------          ------------              -- -------\n" +
			"3/14/2026 7:41:09 AM Service Control Manager 7034 " + sentence,
		"a console's groups": "   プロバイダー名: Service Control Manager\n\nTimeCreated                     Id LevelDisplayName Message\n-----------                     -- ---------------- -------\n" +
			"2026/03/14 7:41:09            7034 エラー           " + sentence,
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := parserstest.Parse(t, Parser{}, "events.csv", []byte(text+"\n"))
			require.Len(t, got.Events, 1)
			e := got.Events[0]
			require.Equal(t, "Service Control Manager", e.Provider.Name)
			require.EqualValues(t, 7034, e.EventID)
			require.False(t, e.Time.IsZero())
			require.Equal(t, []evidence.Field{{Name: "param1", Value: "Fabrikam Agent"}, {Name: "param2", Value: "3"}}, e.Data)
		})
	}
}
