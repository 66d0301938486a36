package diagnosis

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/finding"
	"hybriddiag/signatures"
)

func TestJapaneseValuesStandInQuotationMarksInEnglishSentences(t *testing.T) {
	for name, c := range map[string]struct{ en, value, want string }{
		"bare":            {"It said {a.Text}.", "要求が拒否されました", `It said "要求が拒否されました".`},
		"already quoted":  {`It said "{a.Text}".`, "要求が拒否されました", `It said "要求が拒否されました".`},
		"own quotes":      {"It said {a.Text}.", `"値" が「不正」です`, `It said "'値' が'不正'です".`},
		"behind a quote":  {`The text "x" and {a.Text}.`, "値", `The text "x" and "値".`},
		"no Japanese":     {"It said {a.Text}.", `he "asked"`, `It said he "asked".`},
		"nothing to fill": {"Plain.", "値", "Plain."},
	} {
		t.Run(name, func(t *testing.T) {
			d := &draft{fill: func(signatures.Placeholder) string { return c.value }}
			got := d.text(finding.Text{En: c.en, Ja: "{a.Text}"})
			require.Equal(t, c.want, got.En)
			require.Equal(t, c.value, got.Ja, "the Japanese text takes the value as it is")
		})
	}
}
