package diag_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/i18n"
	"hybriddiag/report"
)

// An event as Event Viewer copies it: its time has no zone.
const copiedEvent = "Log Name:      System\r\nSource:        Schannel\r\nDate:          2024/09/18 9:05:03\r\nEvent ID:      36871\r\nLevel:         Error\r\nComputer:      ECS01.contoso.com\r\nDescription:\r\n" +
	"A fatal error occurred while creating a TLS client credential. The internal error state is 10013.\r\n"

func TestAClockOfUnknownZoneIsNeverCalledUTC(t *testing.T) {
	d, err := analyzeText(t, "event.txt", copiedEvent)
	require.NoError(t, err)
	require.NotEmpty(t, d.Findings)
	require.Equal(t, "2024-09-18T09:05:03", d.Findings[0].FirstTime.String())
	require.Equal(t, "2024-09-18T09:05:03", d.Sources[0].FirstTime.String())

	raw, err := json.Marshal(d)
	require.NoError(t, err)
	require.NotContains(t, string(raw), "09:05:03Z")
	for lang, want := range map[i18n.Lang]string{i18n.English: "local time", i18n.Japanese: "現地時刻"} {
		for _, format := range []string{"text", "html", "markdown"} {
			var b bytes.Buffer
			require.NoError(t, report.Write(&b, format, d, report.Options{Lang: lang, Width: 120, Detail: report.Verbose}))
			require.NotContains(t, b.String(), "UTC", "%v %v", lang, format)
			require.NotContains(t, b.String(), "09:05:03Z", "%v %v", lang, format)
			require.Contains(t, b.String(), want, "%v %v", lang, format)
		}
	}
}
