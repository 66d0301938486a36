package signatures

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/finding"
)

func TestLintStyleNamesWhatReadsOrWorksBadly(t *testing.T) {
	for name, c := range map[string]struct{ ja, run, want string }{
		"a place to fill in":          {"サーバーを再起動します。", `reg query "HKLM\SOFTWARE" /v <Name>`, `"<Name>"`},
		"quoted text is left alone":   {`「デフォルト」と "設定A" を確認します。`, "Get-Service", ""},
		"a short katakana form":       {"サーバを再起動します。", "", "サーバー"},
		"at the end of the text":      {"対象はユーザ", "", "ユーザー"},
		"no space before Latin":       {"イベントID を確認します。", "", "a space"},
		"a placeholder is no Latin":   {"{event.id}件あります。", "", ""},
		"full-width letters":          {"再起動！", "", "half-width"},
		"a variable of cmd":           {"確認します。", `notepad "%WINDIR%\win.ini"`, "$env:NAME"},
		"commands joined as in cmd":   {"確認します。", "whoami & hostname", "put ;"},
		"the call operator":           {"確認します。", `Stop-Service A; & "C:\a.exe"`, ""},
		"brackets in quotation marks": {"確認します。", `netsh winhttp set proxy a bypass-list="<local>"`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			l := linter{sig: &Signature{Steps: []Step{{En: "Do it.", Ja: c.ja, Run: c.run}}}}
			l.style()
			if c.want == "" {
				require.Empty(t, l.errs)
				return
			}
			require.Len(t, l.errs, 1)
			require.ErrorContains(t, l.errs[0], c.want)
		})
	}
}

func TestLintStyleReadsEveryText(t *testing.T) {
	bad := &finding.Text{Ja: "デフォルト"}
	l := linter{sig: &Signature{Title: *bad, Cause: *bad, Confirm: bad, Rollback: bad, NotThis: bad}}
	l.style()
	require.Len(t, l.errs, 5)
}
