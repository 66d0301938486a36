package i18n

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/bundle"
)

// everyMessage calls visit for each message of the catalogue.
func everyMessage(visit func(key string, m message)) {
	for _, table := range tables {
		for key, m := range table {
			visit(string(key), m)
		}
	}
	for _, table := range notes {
		for code, m := range table {
			visit("note "+string(code), m)
		}
	}
}

func TestEveryMessageExistsInBothLanguagesWithTheSamePlaceholders(t *testing.T) {
	everyMessage(func(key string, m message) {
		require.NotEmpty(t, m.en, key)
		require.NotEmpty(t, m.ja, key)
		require.Equal(t, placeholders(m.en), placeholders(m.ja), key)
	})
}

func TestJapaneseIsJapanese(t *testing.T) {
	filled := regexp.MustCompile(`\{[^}]*\}`)
	word := regexp.MustCompile(`\b[a-z]{3,}\b`)
	kana := regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}]`)
	everyMessage(func(key string, m message) {
		if word.MatchString(filled.ReplaceAllString(m.en, "")) {
			require.Regexp(t, kana, m.ja, key)
		}
	})
}

func TestNoKeyIsInTwoTables(t *testing.T) {
	seen := map[string]bool{}
	everyMessage(func(key string, _ message) {
		require.False(t, seen[key], key)
		seen[key] = true
	})
}

func TestJapaneseFollowsTheHouseStyle(t *testing.T) {
	slips := map[string]*regexp.Regexp{
		"full-width letters, digits or brackets": regexp.MustCompile(`[Ａ-Ｚａ-ｚ０-９（）％]`),
		"half-width katakana":                    regexp.MustCompile(`[ｦ-ﾟ]`),
		"the wave dash instead of ～":             regexp.MustCompile(`〜`),
		"a missing blank between scripts":        regexp.MustCompile(`[ぁ-んァ-ヶ一-龠][A-Za-z0-9]|[A-Za-z0-9][ぁ-んァ-ヶ一-龠]`),
		"a word the glossary forbids":            regexp.MustCompile(`サーバ[^ー]|コネクター|フォルダ[^ー]|ユーザ[^ー]|デフォルト|閾値|下記|弊社|ございます`),
	}
	everyMessage(func(key string, m message) {
		for slip, re := range slips {
			require.NotRegexp(t, re, m.ja, "%s has %s", key, slip)
		}
	})
}

func TestEveryProblemOfTheArchivesHasASentence(t *testing.T) {
	kinds := map[string]bool{}
	for _, n := range Codes() {
		kinds[n.Kind()] = true
	}
	for _, code := range bundle.Codes() {
		require.True(t, kinds[code], code)
	}
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
