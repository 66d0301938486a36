package main

import (
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"hybriddiag/internal/golden"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"diag": main})
}

// TestTheCommandAnswersAsItsTranscriptsShow runs the command as a user does. The files of a case are in
// its script.
func TestTheCommandAnswersAsItsTranscriptsShow(t *testing.T) {
	samples, err := filepath.Abs("../../samples")
	require.NoError(t, err)
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: golden.Updating(),
		Setup: func(env *testscript.Env) error {
			env.Setenv("LC_ALL", "C")
			env.Setenv("SAMPLES", samples)
			for _, name := range []string{"LANG", "NO_COLOR"} {
				env.Setenv(name, "")
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// exits CODE [ARG...] runs diag and expects the exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: exits CODE [ARG...]")
	}
	err := ts.Exec("diag", args[1:]...)
	got := "0"
	if err != nil {
		got = exitStatus(err)
	}
	if got != args[0] {
		ts.Fatalf("exit %s, want %s (%v)", got, args[0], err)
	}
}

func exitStatus(err error) string {
	type coder interface{ ExitCode() int }
	if c, ok := err.(coder); ok {
		return strconv.Itoa(c.ExitCode())
	}
	return err.Error()
}
