package i18n

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSentencesAreInTheLanguageOfTheReader(t *testing.T) {
	for english, japanese := range map[string]string{
		"event 36871 of Schannel":                 "Schannel のイベント 36871",
		"entry of run-history":                    "run-history の記録",
		"installed version 2.4.18.0":              "インストールされているバージョン: 2.4.18.0",
		"Enabled is not set":                      "Enabled は設定されていません",
		"Enabled = 1; contradicts the other file": "Enabled = 1 (別のファイルの値と矛盾しています)",
		"certificate in LocalMachine\\My":         "証明書 (ストア: LocalMachine\\My)",
		"words that nobody knows":                 "words that nobody knows",
	} {
		require.Equal(t, japanese, Japanese.Sentence(english))
		require.Equal(t, english, English.Sentence(english))
	}
}
