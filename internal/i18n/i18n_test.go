package i18n

import (
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/bundle"
)

func TestEveryMessageExistsInBothLanguagesWithTheSamePlaceholders(t *testing.T) {
	placeholder := regexp.MustCompile(`\{(\w+)`)
	names := func(s string) []string {
		var out []string
		for _, m := range placeholder.FindAllStringSubmatch(s, -1) {
			if !slices.Contains(out, m[1]) {
				out = append(out, m[1])
			}
		}
		slices.Sort(out)
		return out
	}
	seen := map[Key]bool{}
	for _, table := range tables {
		for key, m := range table {
			require.False(t, seen[key], "%s is in two tables", key)
			seen[key] = true
			require.NotEmpty(t, m.en, key)
			require.NotEmpty(t, m.ja, key)
			require.Equal(t, names(m.en), names(m.ja), key)
		}
	}
}

func TestJapaneseFollowsTheHouseStyle(t *testing.T) {
	slips := map[string]*regexp.Regexp{
		"full-width letters, digits or brackets": regexp.MustCompile(`[Ａ-Ｚａ-ｚ０-９（）％]`),
		"half-width katakana":                    regexp.MustCompile(`[ｦ-ﾟ]`),
		"the wave dash instead of ～":             regexp.MustCompile(`〜`),
		"a missing blank between scripts":        regexp.MustCompile(`[ぁ-んァ-ヶ一-龠][A-Za-z0-9]|[A-Za-z0-9][ぁ-んァ-ヶ一-龠]`),
		"a word the glossary forbids":            regexp.MustCompile(`サーバ[^ー]|コネクター|フォルダ[^ー]|ユーザ[^ー]|デフォルト|閾値|下記|弊社|ございます`),
	}
	for _, table := range tables {
		for key, m := range table {
			for slip, re := range slips {
				require.NotRegexp(t, re, m.ja, "%s has %s", key, slip)
			}
		}
	}
}

func TestEveryReasonOfTheArchivesIsSaidInJapanese(t *testing.T) {
	for _, code := range bundle.Codes() {
		require.True(t, Has(Key("reason."+code)), code)
	}
	require.Equal(t, "as read", English.Reason("encrypted", "as read"))
	require.Equal(t, "一部を読み取れませんでした。 (new words)", Japanese.Reason("never heard of", "new words"))
}

func TestTextFillsPlaceholders(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		args     []any
		want     string
	}{
		{"value", "{n} files", []any{"n", 3}, "3 files"},
		{"plural", "{n} {n:file|files}", []any{"n", 3}, "3 files"},
		{"singular", "{n} {n:file|files}", []any{"n", 1}, "1 file"},
		{"a missing value is seen", "{n} files", nil, "{n} files"},
		{"an open brace is text", "{n", nil, "{n"},
		{"a value is not filled again", "{a}", []any{"a", "{b}", "b", "x"}, "{b}"},
	} {
		t.Run(tt.name, func(t *testing.T) { require.Equal(t, tt.want, fill(tt.in, tt.args)) })
	}
}

func TestLanguageComesFromTheFirstVariableThatIsSet(t *testing.T) {
	for _, tt := range []struct {
		name string
		env  map[string]string
		want Lang
	}{
		{"nothing set", nil, English},
		{"LANG", map[string]string{"LANG": "ja_JP.UTF-8"}, Japanese},
		{"LC_ALL wins", map[string]string{"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, English},
		{"LC_MESSAGES before LANG", map[string]string{"LC_MESSAGES": "ja_JP", "LANG": "de_DE"}, Japanese},
		{"another language is English", map[string]string{"LANG": "de_DE.UTF-8"}, English},
		{"Javanese is not Japanese", map[string]string{"LANG": "jav"}, English},
		{"Windows spelling", map[string]string{"LANG": "ja-JP"}, Japanese},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, FromEnv(func(name string) string { return tt.env[name] }))
		})
	}
}
