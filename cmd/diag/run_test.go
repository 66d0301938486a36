package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// captured is a console that keeps what is written.
func captured(env map[string]string) (console, *bytes.Buffer, *bytes.Buffer) {
	var out, err bytes.Buffer
	c := console{out: &out, err: &err, width: 80, getenv: func(name string) string { return env[name] }}
	return c, &out, &err
}

func TestProgressShowsOnATerminalAndLeavesNothingBehind(t *testing.T) {
	var b bytes.Buffer
	p := newProgress(&b, i18n.English)
	p.show(10, 20)
	require.Empty(t, b.String(), "a quick run shows nothing")
	p.next = time.Time{}
	p.show(3<<20, 0)
	require.Equal(t, eraseLine+"Reading, 3.0 MiB so far", b.String())
	p.show(4<<20, 0)
	p.clear()
	require.Equal(t, eraseLine+"Reading, 3.0 MiB so far"+eraseLine, b.String(), "no flood, and a clean line at the end")
}

func TestColourFollowsTerminalFlagAndEnvironment(t *testing.T) {
	for _, tt := range []struct {
		name, choice string
		env          map[string]string
		terminal     bool
		toFile       bool
		want         bool
	}{
		{name: "terminal", choice: "auto", terminal: true, want: true},
		{name: "pipe", choice: "auto"},
		{name: "file", choice: "auto", terminal: true, toFile: true},
		{name: "NO_COLOR", choice: "auto", terminal: true, env: map[string]string{"NO_COLOR": "1"}},
		{name: "dumb terminal", choice: "auto", terminal: true, env: map[string]string{"TERM": "dumb"}},
		{name: "always beats NO_COLOR", choice: "always", env: map[string]string{"NO_COLOR": "1"}, want: true},
		{name: "never", choice: "never", terminal: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, _, _ := captured(tt.env)
			c.outTerminal = tt.terminal
			require.Equal(t, tt.want, c.color(tt.choice, tt.toFile))
		})
	}
}

// failing is a stream that takes nothing.
type failing struct{ err error }

func (w failing) Write([]byte) (int, error) { return 0, w.err }

func TestAReaderThatGoesAwayIsNoError(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		code int
		says string
	}{
		{"reader gone", &os.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE}, exitOK, ""},
		{"disk full", syscall.ENOSPC, exitFault, "cannot write the result"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, _, stderr := captured(nil)
			c.out = failing{tt.err}
			require.Equal(t, tt.code, run(t.Context(), []string{"version"}, c))
			require.Contains(t, stderr.String(), tt.says)
		})
	}
}

func TestAFaultOfOurOwnEndsWithItsOwnCode(t *testing.T) {
	c, _, stderr := captured(map[string]string{"LANG": "ja_JP.UTF-8"})
	c.out = panicking{}
	require.Equal(t, exitFault, run(t.Context(), []string{"version"}, c))
	require.Contains(t, stderr.String(), "diag 自体に異常が発生しました")
}

type panicking struct{}

func (panicking) Write([]byte) (int, error) { panic("a mistake in the program") }

func TestCtrlCEndsCleanly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.reg")
	require.NoError(t, os.WriteFile(path, []byte("Windows Registry Editor Version 5.00\n"), 0o600))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c, out, stderr := captured(nil)
	require.Equal(t, exitInterrupted, run(ctx, []string{path}, c))
	require.Empty(t, out.String())
	require.Equal(t, "diag: interrupted\n", stderr.String())
}

func TestVerdictKeepsThePrecedenceOfTheExitCodes(t *testing.T) {
	of := func(s finding.Severity) []finding.Finding { return []finding.Finding{{Severity: s}} }
	for _, tt := range []struct {
		name     string
		findings []finding.Finding
		complete bool
		failOn   string
		want     int
	}{
		{"nothing found", nil, true, "medium", exitOK},
		{"nothing found, incomplete", nil, false, "medium", exitIncomplete},
		{"at the threshold", of(finding.Medium), true, "medium", exitFinding},
		{"above the threshold", of(finding.Critical), true, "medium", exitFinding},
		{"below the threshold", of(finding.Low), true, "medium", exitOK},
		{"a finding beats incomplete", of(finding.High), false, "high", exitFinding},
		{"below and incomplete", of(finding.Medium), false, "high", exitIncomplete},
		{"never", of(finding.Critical), true, "never", exitOK},
		{"never, incomplete", of(finding.Critical), false, "never", exitIncomplete},
		{"info reaches nothing", of(finding.Info), true, "low", exitOK},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := &finding.Diagnosis{Findings: tt.findings, Complete: tt.complete}
			require.Equal(t, tt.want, exitCode(verdict(d, tt.failOn)))
		})
	}
}

func TestPeakMemoryIsKnown(t *testing.T) { require.Greater(t, peakRSS(), int64(1<<20)) }

func TestWriteErrorTellsPipesFromDisks(t *testing.T) {
	c, _, _ := captured(nil)
	a := &app{console: c, lang: i18n.English}
	require.NoError(t, a.writeError(io.ErrClosedPipe))
	require.Error(t, a.writeError(errors.New("disk")))
}
