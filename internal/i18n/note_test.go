package i18n

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
)

func TestANoteShowsEachValueAsItsKindAsks(t *testing.T) {
	for name, c := range map[string]struct {
		value  any
		en, ja string
	}{
		"foreign text is quoted":             {"a\x1b[0m\nb", `"a\x1b[0m\nb"`, `"a\x1b[0m\nb"`},
		"long foreign text is clipped":       {strings.Repeat("あ", 100), `"` + strings.Repeat("あ", 66) + `"`, `"` + strings.Repeat("あ", 66) + `"`},
		"a word stays as it is":              {evidence.Word("RAR"), "RAR", "RAR"},
		"a number is not grouped":            {1234567, "1234567", "1234567"},
		"a small size":                       {evidence.Size(12), "12 bytes", "12 バイト"},
		"a large size":                       {evidence.Size(3 << 30), "3 GiB", "3 GiB"},
		"a length of time":                   {90 * time.Minute, "1 h 30 min", "1 時間 30 分"},
		"a length of two far units":          {24*time.Hour + time.Minute, "1 d", "1 日"},
		"the shortest length":                {time.Millisecond, "1 s", "1 秒"},
		"a note is said":                     {evidence.Say("fault", "format", evidence.Word("evtx")), English.Say(evidence.Say("fault", "format", evidence.Word("evtx"))), Japanese.Say(evidence.Say("fault", "format", evidence.Word("evtx")))},
		"an error of the system stays":       {io.ErrUnexpectedEOF, "unexpected EOF", "unexpected EOF"},
		"a fault is said":                    {evidence.Failed("unreadable", "error", io.EOF), "EOF", "読み取れませんでした (EOF)。"},
		"errors that were joined are listed": {errors.Join(io.EOF, evidence.Failed("unreadable", "error", io.ErrNoProgress)), "EOF; " + io.ErrNoProgress.Error(), "EOF; 読み取れませんでした (" + io.ErrNoProgress.Error() + ")。"},
		"errors that say the same are one":   {errors.Join(io.EOF, io.EOF), "EOF", "EOF"},
	} {
		n := evidence.Say("unreadable", "error", c.value)
		require.Equal(t, c.en, English.Say(n), name)
		require.Equal(t, "読み取れませんでした ("+c.ja+")。", Japanese.Say(n), name)
	}
}

func TestNoBlankStandsBetweenJapaneseSentences(t *testing.T) {
	to := func(process evidence.Note) string {
		return Japanese.Say(evidence.Say("tls/to", "process", process, "host", evidence.Word("a.example")))
	}
	require.Equal(t, "プロセスから a.example への接続", to(evidence.Say("tls/process")))
	require.Equal(t, "a.exe から a.example への接続", to(evidence.Verbatim("a.exe")))
}

func TestACodeWithoutASentenceIsSeen(t *testing.T) {
	require.Equal(t, `no-such-code n=1`, Japanese.Say(evidence.Say("no-such-code", "n", 1)))
}

func TestAMessageHasBothLanguages(t *testing.T) {
	m := Message(evidence.Say("archive-damaged/only-named"))
	require.Equal(t, "named like an archive, but it begins like none", m.En)
	require.Equal(t, "名前はアーカイブですが、内容がアーカイブの形式ではありません。", m.Ja)
}
