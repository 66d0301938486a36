package finding_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/finding"
)

func TestAMessageIsItsEnglishInJSON(t *testing.T) {
	reason := struct{ Message finding.Message }{finding.Message{En: "the file ends", Ja: "途中で切れています"}}
	b, err := json.Marshal(reason)
	require.NoError(t, err)
	require.JSONEq(t, `{"Message": "the file ends"}`, string(b))

	var back struct{ Message finding.Message }
	require.NoError(t, json.Unmarshal(b, &back))
	require.Equal(t, "the file ends", back.Message.In("ja"), "a saved result has no other language")
	require.Equal(t, "途中で切れています", reason.Message.In("ja"))
	require.Equal(t, "the file ends", reason.Message.In("en"))
}
