package main

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/golden"
)

// example is a block of a page that shows a command and what it prints.
var example = regexp.MustCompile("(?s)```console\n\\$ go run ./cmd/diag ([^\n]*)\n(.*?)```")

func TestExamplesOfTheReadmeShowWhatTheProgramPrints(t *testing.T) {
	t.Chdir("../..")
	for _, page := range []string{"README.md", "README.ja.md"} {
		t.Run(page, func(t *testing.T) {
			text, err := os.ReadFile(page)
			require.NoError(t, err)
			require.Regexp(t, example, string(text))
			golden.Assert(t, page, example.ReplaceAllFunc(text, runExample))
		})
	}
}

// runExample writes the output of a block anew.
func runExample(block []byte) []byte {
	command := string(example.FindSubmatch(block)[1])
	var out bytes.Buffer
	c := console{out: &out, err: &out, width: 80, getenv: func(string) string { return "" }}
	run(context.Background(), strings.Fields(command), c)
	return []byte("```console\n$ go run ./cmd/diag " + command + "\n" + out.String() + "```")
}
