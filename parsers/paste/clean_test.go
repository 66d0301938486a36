package paste

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMarksAroundPastedTextAreTakenAway(t *testing.T) {
	for in, want := range map[string]string{
		"> Event ID: 6801":                 "Event ID: 6801",
		"> > Event ID: 6801":               "Event ID: 6801",
		">>Event ID: 6801":                 "Event ID: 6801",
		"＞ イベント ID:  6801":                 "イベント ID:  6801",
		"| ソース:  ADSync":                   "ソース:  ADSync",
		"・ログの名前: System":                   "ログの名前: System",
		"* **Event ID:** 6801":             "Event ID: 6801",
		"- `0x80230626` came back":         "0x80230626 came back",
		"## Error":                         "Error",
		"**Source:** ADSync":               "Source: ADSync",
		"**********************":           "**********************",
		"-----Original Message-----":       "-----Original Message-----",
		"[12:09:02.743] [  1] [INFO ] a":   "[12:09:02.743] [  1] [INFO ] a",
		`C:\Program Files\a_b\c_d.log was`: `C:\Program Files\a_b\c_d.log was`,
	} {
		require.Equal(t, want, bare(in), "%q", in)
	}
}

func TestTheIndentationOfAllLinesGoes(t *testing.T) {
	require.Equal(t, "[1] a\n\n  b", joined(cleaned("    [1] a\n\n      b")))
	require.Equal(t, "a\nb", joined(cleaned("```powershell\na\n```\nb")))
}

func TestLinesBrokenByAMailAreJoined(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"at 72 columns": {
			"The wizard could not create the synchronization service account because\na policy of the tenant asks for multi-factor authentication whenever it\nsigns in. Please help.",
			"The wizard could not create the synchronization service account because a policy of the tenant asks for multi-factor authentication whenever it signs in. Please help.",
		},
		"japanese": {
			"サーバーでディレクトリ同期のサービスが起動しなくなりました。イベントに\nは次のように出ています。致命的なエラーが発生しました。内部エラーの状態\nは 10013 です。",
			"サーバーでディレクトリ同期のサービスが起動しなくなりました。イベントには次のように出ています。致命的なエラーが発生しました。内部エラーの状態は 10013 です。",
		},
		"labels stay": {
			"Log Name:      Application and something that is as long as all this text\nSource:        ADSync and something that is as long as all of this text is\nEvent ID:      6801",
			"Log Name:      Application and something that is as long as all this text\nSource:        ADSync and something that is as long as all of this text is\nEvent ID:      6801",
		},
		"short lines": {"a\nb", "a\nb"},
		"one line":    {strings.Repeat("long ", 60), strings.TrimSpace(strings.Repeat("long ", 60))},
	} {
		require.Equal(t, c.want, joined(unwrapped(cleaned(c.in))), name)
	}
}

func TestHeadingsAboveEventsAreRead(t *testing.T) {
	for in, want := range map[string]heading{
		"Event ID 6801":                                  {id: 6801},
		"Event ID: 6801":                                 {id: 6801},
		"FIMSynchronizationService Event 6801":           {id: 6801, source: "FIMSynchronizationService"},
		"DirectorySynchronization Event 109:":            {id: 109, source: "DirectorySynchronization"},
		"Directory Synchronization, Event ID 115 - Over": {id: 115, source: "Directory Synchronization", rest: "Over"},
		"Event 6900, ADSync":                             {id: 6900, source: "ADSync"},
		"ADSync (6801)":                                  {id: 6801, source: "ADSync"},
		"イベント ID: 36871":                                 {id: 36871},
		"イベント 36871, Schannel":                           {id: 36871, source: "Schannel"},
		"Ereignis-ID: 7000":                              {id: 7000},
		"ID de l'événement : 6311":                       {id: 6311},
	} {
		got, ok := headingOf(in)
		require.True(t, ok, in)
		require.Equal(t, want, got, in)
	}
	for _, in := range []string{"in the event of 2 failures", "The event log is full", "eventually 5 of them", "port (443)", "We looked at all of it. In the evening the event 12 people saw was a restart"} {
		h, ok := headingOf(in)
		require.False(t, ok && h.source != "", "%q: %+v", in, h)
	}
}

func TestATextIsSplitAtHeadingsAndEmptyLines(t *testing.T) {
	blocks := blocksOf(cleaned("Hello,\n\nSource: ADSync\nEvent ID: 6801\nThe extension failed.\n\nat A.B()\n\nDirectory Synchronization Event 109:\nno entries"))
	require.Len(t, blocks, 3)
	require.Equal(t, "Hello,", blocks[0].text())
	require.Equal(t, heading{id: 6801, source: "ADSync"}, blocks[1].heading)
	require.Equal(t, "The extension failed.\nat A.B()", blocks[1].text())
	require.Equal(t, uint32(109), blocks[2].id)
	require.Len(t, blocksOf(cleaned("one\n\ntwo")), 1, "a short text is one")
}
