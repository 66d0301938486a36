package all_test

import (
	"bufio"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers/all"
)

var (
	runLine = regexp.MustCompile(`^\s*(?:- )?run: ['"]?([^{].*)$`)
	// assigned is a statement before the command that counts.
	assigned = regexp.MustCompile(`^\$\w+ = (?:Read-Host "[^"]*"; *|\(?)`)
	path     = regexp.MustCompile(`^&? ?"[^"]*\\([^"\\]+)"`)
	method   = regexp.MustCompile(`^\[[\w.]+\]::(\w+)`)
	word     = regexp.MustCompile(`^[('"]*(?:\.\\)?([\w.-]+)`)
)

// commandOf returns the program or cmdlet that a command line runs first.
func commandOf(line string) string {
	line = assigned.ReplaceAllString(line, "")
	for _, re := range []*regexp.Regexp{path, method, word} {
		if m := re.FindStringSubmatch(line); m != nil {
			return m[1]
		}
	}
	return ""
}

// commandsOfSteps returns the commands of all steps and collection items, with
// a file that has each.
func commandsOfSteps(t *testing.T) map[string]string {
	commands := map[string]string{}
	require.NoError(t, filepath.WalkDir("../../signatures", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".yaml" {
			return err
		}
		text, err := os.ReadFile(path)
		for line := range strings.SplitSeq(string(text), "\n") {
			if m := runLine.FindStringSubmatch(line); m != nil {
				commands[commandOf(m[1])] = path + ": " + m[1]
			}
		}
		return err
	}))
	require.Greater(t, len(commands), 100)
	return commands
}

// becomes is a row of the table of answers.
type becomes struct{ kind, what string }

func answersTable(t *testing.T) map[string]becomes {
	file, err := os.Open("testdata/commands.tsv")
	require.NoError(t, err)
	defer file.Close()
	table := map[string]becomes{}
	for rows := bufio.NewScanner(file); rows.Scan(); {
		if strings.HasPrefix(rows.Text(), "#") {
			continue
		}
		cells := strings.Split(rows.Text(), "\t")
		require.Len(t, cells, 3, rows.Text())
		require.NotContains(t, table, cells[0])
		table[cells[0]] = becomes{cells[1], cells[2]}
	}
	return table
}

func TestEveryCommandOfAStepHasAReaderOrNeedsNone(t *testing.T) {
	formats := map[string]bool{}
	for _, p := range all.All() {
		formats[p.Format()] = true
	}
	table, used := answersTable(t), map[string]bool{}
	for command, where := range commandsOfSteps(t) {
		name := command
		if _, own := table[name]; !own {
			verb, _, _ := strings.Cut(command, "-")
			name = verb + "-"
		}
		row, known := table[name]
		used[name] = true
		require.True(t, known, "%s: nobody reads what %q answers, and no reason is given", where, command)
		switch row.kind {
		case "read":
			require.True(t, formats[row.what], "%s: there is no reader %q", command, row.what)
		case "none":
			require.Greater(t, len(row.what), 10, command)
		default:
			t.Errorf("%s: %q", command, row.kind)
		}
	}
	for name := range table {
		require.True(t, used[name], "no step asks for %s", name)
	}
}
