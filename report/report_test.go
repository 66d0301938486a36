package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/stretchr/testify/require"

	"hybriddiag/finding"
	"hybriddiag/internal/golden"
	"hybriddiag/internal/i18n"
	"hybriddiag/report"
)

// saved reads a diagnosis that was saved as JSON.
func saved(t testing.TB, name string) *finding.Diagnosis {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	require.NoError(t, err)
	var d finding.Diagnosis
	require.NoError(t, json.Unmarshal(b, &d))
	for i := range d.Reasons { // a saved result has one language, a fresh one has both
		d.Reasons[i].Message.Ja = "暗号化されています。--password-file でパスワードを指定してください。"
	}
	return &d
}

func write(t testing.TB, format string, d *finding.Diagnosis, opt report.Options) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, report.Write(&b, format, d, opt))
	return b.String()
}

func TestTextReadsWellInBothLanguagesAndWidths(t *testing.T) {
	details := map[string]report.Detail{"quiet": report.Quiet, "normal": report.Normal, "verbose": report.Verbose}
	for name, detail := range details {
		for _, lang := range []i18n.Lang{i18n.English, i18n.Japanese} {
			for _, width := range []int{80, 40} {
				file := fmt.Sprintf("two-hosts.%s.%s.%d.txt", name, lang, width)
				t.Run(file, func(t *testing.T) {
					opt := report.Options{Lang: lang, Width: width, Detail: detail}
					got := write(t, "text", saved(t, "two-hosts"), opt)
					golden.Assert(t, filepath.Join("testdata", file), []byte(got))
				})
			}
		}
	}
}

func TestTextStaysInsideItsWidthExceptCommandsAndLinks(t *testing.T) {
	d := saved(t, "two-hosts")
	whole := wholeLines(d)
	for _, lang := range []i18n.Lang{i18n.English, i18n.Japanese} {
		for _, width := range []int{40, 60, 80, 120} {
			got := write(t, "text", d, report.Options{Lang: lang, Width: width, Detail: report.Verbose})
			for _, line := range strings.Split(got, "\n") {
				if !whole[strings.TrimSpace(line)] {
					require.LessOrEqual(t, lipgloss.Width(line), width, "%s %d: %q", lang, width, line)
				}
			}
		}
	}
}

func TestTextNeverWrapsACommand(t *testing.T) {
	d := saved(t, "two-hosts")
	got := strings.Split(write(t, "text", d, report.Options{Width: 40}), "\n")
	for i := range got {
		got[i] = strings.TrimSpace(got[i])
	}
	for _, f := range d.Findings {
		if f.Role != finding.RootCause {
			continue
		}
		for _, s := range f.Steps {
			for _, line := range strings.Split(s.Command, "\n") {
				require.Contains(t, got, line)
			}
		}
	}
}

// wholeLines returns the lines that must stay whole whatever the width.
func wholeLines(d *finding.Diagnosis) map[string]bool {
	whole := map[string]bool{}
	for _, f := range d.Findings {
		for _, s := range f.Steps {
			for _, line := range strings.Split(s.Command, "\n") {
				whole[line] = true
			}
		}
		for _, link := range f.References {
			whole[link] = true
		}
	}
	for _, n := range d.NotJudged {
		whole[n.Collect.Command] = true
	}
	whole[`New-Item -ItemType Directory -Force "$env:TEMP\diag" | Out-Null`] = true
	whole[`Compress-Archive "$env:TEMP\diag\*" "$env:TEMP\diag.zip" -Force`] = true
	return whole
}

func TestTextShowsHostileCharactersInsteadOfObeyingThem(t *testing.T) {
	got := write(t, "text", saved(t, "two-hosts"), report.Options{Lang: i18n.English})
	require.NotContains(t, got, "\x1b")
	require.NotContains(t, got, "\u202e")
	require.Contains(t, got, `\x1b[31mred\x1b[0m and \u202ereversed`)
}

func TestTextWithoutColourHasNoEscapesAndWithColourTheSameWords(t *testing.T) {
	d := saved(t, "two-hosts")
	plain := write(t, "text", d, report.Options{Lang: i18n.Japanese})
	coloured := write(t, "text", d, report.Options{Lang: i18n.Japanese, Color: true})
	require.NotContains(t, plain, "\x1b[")
	require.Contains(t, coloured, "\x1b[")
	require.Equal(t, plain, stripStyles(coloured))
}

// stripStyles removes SGR sequences.
func stripStyles(s string) string {
	var b strings.Builder
	for {
		head, tail, found := strings.Cut(s, "\x1b[")
		b.WriteString(head)
		if !found {
			return b.String()
		}
		_, s, _ = strings.Cut(tail, "m")
	}
}

func TestATraceThatCannotAnswerSaysWhy(t *testing.T) {
	d := &finding.Diagnosis{Complete: true, Sources: []finding.Source{{Path: "NetTrace.etl", Status: finding.Read, Problems: []finding.Problem{
		{Code: "note", Message: finding.Message{En: "Windows 10.0 build 17763"}}, {Code: "no-webio", Message: finding.Message{En: "no WebIO events", Ja: "WebIO のイベントがありません"}}, {Code: "events-lost", Message: finding.Message{En: "77 events lost"}},
	}}}}
	for _, format := range []string{"text", "markdown", "html"} {
		got := write(t, format, d, report.Options{Lang: i18n.English})
		require.Contains(t, got, "no WebIO events", format)
		require.Contains(t, got, "77 events lost", format)
		require.NotContains(t, got, "build 17763", format)
		require.Contains(t, write(t, format, d, report.Options{Lang: i18n.Japanese}), "WebIO のイベントがありません", format)
	}
}

func TestEveryFormatForPeopleSaysHowFarTheAnswerReaches(t *testing.T) {
	d := &finding.Diagnosis{
		NotJudged: []finding.NotJudged{{ID: "TLS-004", Collect: finding.Step{En: "Export the key.", Ja: "キーをエクスポートします。"}}},
		Reasons:   []finding.Reason{{Code: "encrypted", Path: "a.zip!/b.evtx", Message: finding.Message{En: "encrypted"}}},
	}
	for _, format := range []string{"text", "markdown", "html"} {
		got := write(t, format, d, report.Options{Lang: i18n.English})
		require.Contains(t, got, "1 issue could not be judged", format)
		require.Contains(t, got, "Some data could not be read", format)
		require.Contains(t, write(t, format, d, report.Options{Lang: i18n.English, Detail: report.Quiet}), "b.evtx", format)
	}
}

func TestTextOfAnEmptyCaseSaysThatNothingWasProved(t *testing.T) {
	d := &finding.Diagnosis{Complete: true, Sources: []finding.Source{{Path: "a.evtx", Status: finding.Read}}}
	got := write(t, "text", d, report.Options{Lang: i18n.English})
	require.Contains(t, got, "No known issue was found in the given data.")
	require.Contains(t, got, "This does not mean that there is no problem.")
}

func TestJSONRoundTripsWithoutNull(t *testing.T) {
	d := saved(t, "two-hosts")
	first := write(t, "json", d, report.Options{})
	var again finding.Diagnosis
	require.NoError(t, json.Unmarshal([]byte(first), &again))
	require.Equal(t, first, write(t, "json", &again, report.Options{}))
}

func TestJSONOfNothingHasEmptyListsAndEveryKey(t *testing.T) {
	got := write(t, "json", &finding.Diagnosis{Findings: []finding.Finding{{ID: "TLS-004"}}}, report.Options{})
	require.NotContains(t, got, "null")
	for _, key := range []string{
		"schema_version", "tool", "complete", "reasons", "case", "hosts", "sources", "findings", "not_judged",
		"checks", "statistics", "caused_by", "explains", "evidence", "steps", "references", "inputs",
	} {
		require.Contains(t, got, `"`+key+`"`)
	}
}

func TestWriteRefusesAnUnknownFormat(t *testing.T) {
	require.ErrorContains(t, report.Write(&bytes.Buffer{}, "xml", &finding.Diagnosis{}, report.Options{}), `"xml"`)
}

func TestMarkdownReadsWellInBothLanguages(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.English, i18n.Japanese} {
		file := fmt.Sprintf("two-hosts.%s.md", lang)
		t.Run(file, func(t *testing.T) {
			got := write(t, "markdown", saved(t, "two-hosts"), report.Options{Lang: lang})
			golden.Assert(t, filepath.Join("testdata", file), []byte(got))
		})
	}
}

func TestMarkdownCannotBeForgedByALog(t *testing.T) {
	d := saved(t, "two-hosts")
	d.Findings[0].Evidence[0].Excerpt = finding.Message{En: "```\n# forged heading\n<script>alert(1)</script>\n```"}
	d.Findings[0].Evidence[0].Path = "<b>[link](http://evil.example)"
	got := write(t, "markdown", d, report.Options{Lang: i18n.English})
	require.Contains(t, got, "  ````\n  ```\n  # forged heading")
	require.Contains(t, got, `\<b\>\[link\](http://evil.example)`)
}

func TestHTMLReadsWellInBothLanguages(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.English, i18n.Japanese} {
		file := fmt.Sprintf("two-hosts.%s.html", lang)
		t.Run(file, func(t *testing.T) {
			got := write(t, "html", saved(t, "two-hosts"), report.Options{Lang: lang})
			golden.Assert(t, filepath.Join("testdata", file), []byte(got))
		})
	}
}

func TestHTMLObeysNothingThatALogSays(t *testing.T) {
	d := saved(t, "two-hosts")
	d.Findings[0].Evidence[0].Excerpt = finding.Message{En: "<script>alert(1)</script>\x1b[2J"}
	d.Findings[0].References = []string{"javascript:alert(1)"}
	d.Hosts[0].Name, d.Findings[0].Host = "<img src=x>", "<img src=x>"
	got := write(t, "html", d, report.Options{Lang: i18n.English})
	for _, bad := range []string{"<script", "<img", `href="javascript:`, "\x1b", "\u202e"} {
		require.NotContains(t, got, bad)
	}
	require.Contains(t, got, `&lt;script&gt;alert(1)&lt;/script&gt;\x1b[2J`)
}

func TestHTMLNeedsNothingFromElsewhere(t *testing.T) {
	got := write(t, "html", saved(t, "two-hosts"), report.Options{Lang: i18n.English})
	for _, loads := range []string{"<script", "<link", "<img", "url(", "@import", "src="} {
		require.NotContains(t, got, loads)
	}
}

func TestNotesAloneSayWhatTheyMeanAndWhatComesNext(t *testing.T) {
	d := &finding.Diagnosis{Complete: true, Findings: []finding.Finding{{
		ID: "ECS-001", Role: finding.Note, Severity: finding.Info, Confidence: finding.Confirmed, Host: "ECS01",
		Title: finding.Text{En: "Aftermath", Ja: "結果"}, Cause: finding.Text{En: "The cause is not in the data.", Ja: "原因はデータにありません。"},
		Steps: []finding.Step{{En: "Collect the run history.", Ja: "実行履歴を収集します。", Command: "Get-ADSyncRunProfileResult"}},
	}}}
	for _, format := range []string{"text", "markdown", "html"} {
		got := write(t, format, d, report.Options{Lang: i18n.English, Width: 80})
		require.Contains(t, got, "The cause is not in the data.", format)
		require.Contains(t, got, "Get-ADSyncRunProfileResult", format)
	}
}
