package transcript

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirCommands(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesTheCommandsBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherTextIsNoTranscript(t *testing.T) {
	for _, head := range []string{"", "C:\\Temp\\x.log was written\n", "PSVersion: 5\n", "see PS C:\\> above\n"} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), "x.txt")), "%q", head)
	}
}

func TestErrorsBrokenAtTheWidthOfTheConsoleAreJoined(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"english": {
			"PS C:\\> New-PSSession\nNew-PSSession : [a] Encountered an internal error in the\nSSL library.\nAt line:1 char:1\n+ New-PSSession\n    + CategoryInfo          : OpenError",
			"PS C:\\> New-PSSession\nNew-PSSession : [a] Encountered an internal error in the SSL library.\nAt line:1 char:1\n+ New-PSSession\n    + CategoryInfo          : OpenError",
		},
		"japanese": {
			"New-PSSession : SSL ライブ\nラリで内部エラーが発生しました。\n発生場所 行:1 文字:1",
			"New-PSSession : SSL ライブラリで内部エラーが発生しました。\n発生場所 行:1 文字:1",
		},
		"in a script":      {"a\n\nx : one\ntwo\nAt C:\\a b\\c.ps1:12 char:5", "a\n\nx : one two\nAt C:\\a b\\c.ps1:12 char:5"},
		"one line":         {"x : one\nAt line:1 char:1", "x : one\nAt line:1 char:1"},
		"output of a tool": {"Name : a\nState : b", "Name : a\nState : b"},
	} {
		require.Equal(t, c.want, unwrap(c.text), name)
	}
}

func TestConsoleTextIsRecognised(t *testing.T) {
	for _, head := range []string{"x : y\nAt line:1 char:12\n", "x : y\n発生場所 行:1 文字:12\n", "x : y\n    + FullyQualifiedErrorId : 12175,PSSessionOpenFailed\n", "[PS] C:\\Windows\\system32>Get-Mailbox\n"} {
		require.NotEqual(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), "x.txt")), "%q", head)
	}
}
