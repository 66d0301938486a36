package diag_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
	"hybriddiag/report"
)

// A trace of the wizard with the same unknown error twice, another one with a
// code, and one that the table explains.
const wizardTrace = "[12:09:02.743] [  1] [INFO ] Application starting\r\n" +
	"[12:09:02.743] [  1] [INFO ] Start Time (UTC): Thu, 16 Nov 2023 12:09:02 GMT\r\n" +
	"[12:09:02.743] [  1] [INFO ] Application Version: 2.2.8.0\r\n" +
	"[12:10:00.000] [  5] [ERROR] FlowMapBuilder: rule 'In from AD 7' cannot be compiled.\r\n" +
	"[12:11:00.000] [  5] [ERROR] FlowMapBuilder: rule 'In from AD 9' cannot be compiled.\r\n" +
	"[12:12:00.000] [  5] [ERROR] FlowMapBuilder: the store answered 0x80072EE2.\r\n" +
	"[12:13:00.000] [  5] [ERROR] Service ADSync was not found on computer '.'\r\n"

func TestErrorsThatNoIssueExplainsAreCountedAndShown(t *testing.T) {
	d, err := analyzeText(t, "trace-20231116-120902.log", wizardTrace)
	require.NoError(t, err)
	var shown []string
	for _, u := range d.Unexplained {
		shown = append(shown, u.Excerpt.En)
	}
	require.Len(t, d.Unexplained, 2, "%q", shown)
	coded, alike := d.Unexplained[0], d.Unexplained[1]
	require.Contains(t, coded.Excerpt.En, "0x80072EE2")
	require.NotEmpty(t, coded.Codes)
	require.NotEmpty(t, coded.Codes[0].Meaning.Ja)
	require.Equal(t, 2, alike.Count, "errors that say the same are one row")
	require.Equal(t, 4, alike.Locator.Line)
	require.True(t, alike.FirstTime.Before(alike.LastTime.Time))

	for _, u := range d.Unexplained {
		for _, f := range d.Findings {
			for _, e := range f.Evidence {
				require.NotEqual(t, e.Excerpt.En, u.Excerpt.En, "%s explains it", f.ID)
			}
		}
	}
}

func TestNoKnownIssueNeverStandsAloneBesideErrors(t *testing.T) {
	d, err := analyzeText(t, "mail.txt", "It says:\n\nNotSeenBeforeException: the widget 0x80072EE2 is gone.\n")
	require.NoError(t, err)
	require.Empty(t, d.Findings)
	require.Len(t, d.Unexplained, 1)
	for lang, want := range map[i18n.Lang]string{i18n.English: "not explained by any known issue", i18n.Japanese: "既知の問題では説明できないエラー"} {
		for _, format := range []string{"text", "html", "markdown"} {
			var b bytes.Buffer
			require.NoError(t, report.Write(&b, format, d, report.Options{Lang: lang, Width: 200}))
			require.Contains(t, b.String(), want, "%v %v", lang, format)
			require.Contains(t, b.String(), "NotSeenBeforeException", "%v %v", lang, format)
		}
	}
	require.Equal(t, finding.Read, d.Sources[0].Status)
}
