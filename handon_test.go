package diag_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	diag "hybriddiag"
	"hybriddiag/finding"
)

// analyzeText analyses a file of that name and text.
func analyzeText(t *testing.T, name, text string) (*finding.Diagnosis, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return diag.Analyze(t.Context(), diag.Case{Paths: []string{path}}, diag.Options{})
}

func TestAPastedSentenceGivesItsCauseWithoutCertainty(t *testing.T) {
	d, err := analyzeText(t, "mail.txt", "Good morning,\n\nthe wizard stops with:\n\n> AADSTS50079: Due to a configuration change made by your administrator, you must enroll in multi-factor\n> authentication.\n\nWhat can we do?\n")
	require.NoError(t, err)
	require.True(t, d.Complete)
	require.NotEmpty(t, d.Findings)
	require.Equal(t, "text", d.Sources[0].Format)
	for _, f := range d.Findings {
		require.NotEqual(t, finding.Confirmed, f.Confidence, f.ID)
	}
}

func TestTextWithNothingInItIsUnknown(t *testing.T) {
	d, err := analyzeText(t, "note.txt", "Lunch at noon.\n\nBring the report.\n")
	require.ErrorIs(t, err, diag.ErrNoEvidence)
	require.Equal(t, finding.Unknown, d.Sources[0].Status)
	require.True(t, d.Complete)
}

func TestAFormatWithoutContentIsUnknownAndSaysWhatItLookedLike(t *testing.T) {
	d, err := analyzeText(t, "System.csv", "Level,Date and Time,Source,Event ID,Task Category\r\n")
	require.ErrorIs(t, err, diag.ErrNoEvidence)
	require.Equal(t, finding.Unknown, d.Sources[0].Status)
	require.Contains(t, d.Sources[0].Problems[0].Message.En, "eventtext")
}

func TestALongFileIsReadByTheReaderThatFoundSomething(t *testing.T) {
	rows := strings.Repeat("Error,6/10/2024 8:30:00 AM,ADSync,6801,Server,The extensible extension returned an unsupported error.\r\n", 60_000)
	d, err := analyzeText(t, "Application.csv", "Level,Date and Time,Source,Event ID,Task Category\r\n"+rows)
	require.NoError(t, err)
	require.Equal(t, "eventtext", d.Sources[0].Format)
	require.Equal(t, 60_000, d.Sources[0].Records)
}
