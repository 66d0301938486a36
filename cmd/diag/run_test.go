package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	diag "hybriddiag"
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
		code diag.Exit
		says string
	}{
		{"reader gone", &os.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE}, diag.ExitOK, ""},
		{"disk full", syscall.ENOSPC, diag.ExitFault, "cannot write the result"},
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
	require.Equal(t, diag.ExitFault, run(t.Context(), []string{"version"}, c))
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
	require.Equal(t, diag.ExitInterrupted, run(ctx, []string{path}, c))
	require.Empty(t, out.String())
	require.Equal(t, "diag: interrupted\n", stderr.String())
}
