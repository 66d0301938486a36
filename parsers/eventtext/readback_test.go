package eventtext

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
)

func TestFieldsAreReadBackFromTheSentence(t *testing.T) {
	for text, want := range map[string]string{
		"The TLS protocol defined fatal error code is 40. The Windows SChannel error state is 1205.": "40",
		"The TLS protocol defined fatal alert code is 70.":                                           "70",
		"TLS プロトコルで定義された致命的な警告コードは 48 です。":                                                           "48",
	} {
		e := &evidence.Event{EventID: 36888, Message: text}
		e.Provider.Name = "Schannel"
		data := readBack(e)
		require.NotEmpty(t, data, text)
		require.Equal(t, evidence.Field{Name: "AlertDesc", Value: want}, data[0], text)
	}
}
