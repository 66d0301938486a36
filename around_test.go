package diag_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/finding"
)

func ids(d *finding.Diagnosis) []string {
	var out []string
	for _, f := range d.Findings {
		out = append(out, f.ID)
	}
	return out
}

func TestWhatAPersonWritesAroundALogIsEvidenceToo(t *testing.T) {
	const (
		sentence = "AADSTS50079: Due to a configuration change made by your administrator, you must enroll in multi-factor authentication."
		trace    = "[08:30:01.123] [  1] [INFO ] Starting the wizard page.\n[08:30:02.123] [  1] [INFO ] The page was shown.\n"
		registry = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\n    SchUseStrongCrypto    REG_DWORD    0x1\n"
	)
	cases := map[string]struct {
		name, text string
		line       int
	}{
		"above a trace":           {"paste.txt", "Hello,\n\nafter the sign-in it says\n" + sentence + "\n\nThe trace has:\n" + trace, 1},
		"below a registry answer": {"paste.txt", registry + "\nそのあと、次のエラーが表示されました。\n" + sentence + "\n", 4},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			d, err := analyzeText(t, c.name, c.text)
			require.NoError(t, err)
			require.NotEqual(t, "text", d.Sources[0].Format)
			require.True(t, slices.ContainsFunc(d.Findings, func(f finding.Finding) bool {
				return slices.ContainsFunc(f.Evidence, func(e finding.Evidence) bool { return e.Locator.Line == c.line })
			}), ids(d))
		})
	}
}
