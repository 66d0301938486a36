package diag_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	diag "hybriddiag"
	"hybriddiag/evidence"
	"hybriddiag/internal/i18n"
	"hybriddiag/internal/logwriter"
	"hybriddiag/internal/secrets"
	"hybriddiag/report"
	"hybriddiag/signatures"
)

// secretForms hold a secret each, whose text begins with "hush".
var secretForms = []string{
	`password=hush12!x`, `Authorization: Bearer hush0123456789abcdef`, `Cookie: sid=hush-77aa`,
	`Server=s;User Id=sa;Password=hush-1;`, `http://u:hushproxy1@proxy:8080`, `client_secret=hush~9`,
	`{"refresh_token":"hush.0-1"}`, `-ClientSecret "hush 1"`, `<Password>hush</Password>`, `AccountKey=hush/1+2==`,
	"-----BEGIN PRIVATE KEY-----MIIEhush-----END PRIVATE KEY-----",
}

// withSecrets writes a case whose error lines hold all secrets, in a log of Windows,
// a trace and a console.
func withSecrets(t *testing.T) string {
	t.Helper()
	all := strings.Join(secretForms, " ")
	dir := t.TempDir()
	var evtx bytes.Buffer
	require.NoError(t, logwriter.WriteEVTX(&evtx, []evidence.Event{{
		Provider: evidence.Provider{Name: "Directory Synchronization"}, EventID: 106, Level: 2, Channel: "Application", Computer: "ECS01",
		Kind: evidence.KindEvent, RecordID: 7, Keywords: 0x80000000000000, Time: time.Date(2026, 3, 9, 1, 0, 0, 0, time.UTC),
		Data: []evidence.Field{{Value: "AADSTS50034 The request was aborted: Could not create SSL/TLS secure channel. " + all}},
	}}))
	for name, content := range map[string]string{
		"Application.evtx": evtx.String(),
		"AzureADConnectAuthenticationAgent_1.log": "AzureADConnectAuthenticationAgentService.exe Error: 0 : Passthrough Authentication request failed. Reason: '1355'. " + all +
			"\n    ThreadId=1\n    DateTime=2026-03-09T01:00:00.0000000Z\n",
		"console.txt": "PS C:\\> Start-ADSyncSyncCycle\nStart-ADSyncSyncCycle : " + all + "\nAt line:1 char:1\n    + FullyQualifiedErrorId : X\n",
		"mail.txt":    "Hello,\n\nThe request was aborted: Could not create SSL/TLS secure channel. " + all + "\n",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
	}
	return dir
}

func TestNoResultHoldsASecret(t *testing.T) {
	c := diag.Case{Paths: []string{withSecrets(t)}}
	clean := func(what, text string) {
		t.Helper()
		require.NotContains(t, strings.ToLower(text), "hush", what)
	}
	d, err := diag.Analyze(t.Context(), c, diag.Options{})
	require.NoError(t, err)
	require.NotEmpty(t, d.Findings)
	raw, err := json.Marshal(d)
	require.NoError(t, err)
	require.Contains(t, string(raw), "secret:password", "what was masked is told")
	for _, format := range report.Formats() {
		for _, lang := range []i18n.Lang{i18n.English, i18n.Japanese} {
			var b bytes.Buffer
			require.NoError(t, report.Write(&b, format, d, report.Options{Lang: lang, Detail: report.Verbose}))
			clean(format, b.String())
			require.True(t, b.String() == secrets.Mask(b.String()), "%s: the last scan finds nothing more", format)
		}
	}
	var events bytes.Buffer
	_, err = diag.WriteEvents(t.Context(), &events, c, diag.EventFilter{}, diag.Options{})
	require.NoError(t, err)
	require.Contains(t, events.String(), "secret:token")
	clean("events", events.String())
	inv, err := diag.TakeInventory(t.Context(), c, diag.Options{})
	require.NoError(t, err)
	clean("inventory", fmt.Sprintf("%+v", inv))
	a, err := diag.NewAnalyzer(nil)
	require.NoError(t, err)
	for _, f := range d.Findings {
		why, err := a.Why(t.Context(), c, f.ID, diag.Options{})
		require.NoError(t, err)
		raw, err := json.Marshal(why)
		require.NoError(t, err)
		clean("why "+f.ID, string(raw))
	}
}

func TestNoTextOfTheTableLooksLikeASecret(t *testing.T) {
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	for _, s := range lib.Signatures {
		before, err := json.Marshal(s)
		require.NoError(t, err)
		copied := *s
		secrets.MaskAll(&copied)
		after, err := json.Marshal(copied)
		require.NoError(t, err)
		require.True(t, string(before) == string(after), s.ID)
	}
}

func TestNoReportOfASampleIsMasked(t *testing.T) {
	samples, err := filepath.Glob("samples/*")
	require.NoError(t, err)
	for _, dir := range samples {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() || filepath.Base(dir) == "generate" {
			continue
		}
		var out bytes.Buffer
		_, err := diag.WriteEvents(t.Context(), io.Writer(&out), diag.Case{Paths: []string{dir}}, diag.EventFilter{}, diag.Options{})
		require.NoError(t, err)
		require.NotContains(t, out.String(), "<secret:", dir)
	}
}
