package psout

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const windowsPowerShell = `[
    {
        "RunNumber":  12,
        "ConnectorName":  "contoso.local",
        "Parts":  {
                      "Major":  1
                  },
        "Result":  null,
        "StartDate":  "\/Date(1717236900000)\/"
    },
    {
        "Text":  "a\r\nb \u003cc\u003e",
        "Enabled":  true
    }
]`

func TestJSONIsReadAsAListLineByLine(t *testing.T) {
	got, err := io.ReadAll(NewJSONReader(t.Context(), strings.NewReader(windowsPowerShell)))
	require.NoError(t, err)
	require.Equal(t, `

RunNumber : 12
ConnectorName : contoso.local
Parts : {
  "Major":  1
  },
Result : 
StartDate : 2024-06-01T10:15:00.000Z


Text : a b <c>
Enabled : True


`, string(got))
}

func TestParametersOfTheGlobalSettingsAreProperties(t *testing.T) {
	got, err := io.ReadAll(NewJSONReader(t.Context(), strings.NewReader("{\n  \"Version\": 1,\n  \"Parameters\": [\n    {\n      \"Name\": \"A\",\n      \"Value\": \"1\"\n    },\n    {\n      \"Name\": \"B\",\n      \"Value\": \"2\"\n    }\n  ],\n  \"Last\": {\n    \"X\": 1\n  }\n}\n")))
	require.NoError(t, err)
	require.Equal(t, "\nVersion : 1\n\n\nName : A\nValue : 1\n\n\nName : B\nValue : 2\n\n\nLast : {\n  \"X\": 1\n  }\n\n", string(got))
}

func TestOnlyPrintedObjectsAreJSON(t *testing.T) {
	require.True(t, IsJSON(strings.Split(windowsPowerShell, "\n")))
	require.True(t, IsJSON([]string{"", "{", `  "Path": "HKLM:\\X",`}))
	for _, text := range []string{"", "[", "{\"a\": 1}", "[section]\n\"a\"=dword:1", "{\n  a: 1", "\"a\":  1"} {
		require.False(t, IsJSON(strings.Split(text, "\n")), text)
	}
}
