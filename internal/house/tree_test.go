package house

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// treeLine is a folder of the tree in CONTRIBUTING.md: its depth in steps of
// two blanks, its path below the folder around it, and what it is for.
var treeLine = regexp.MustCompile(`^((?:  )*)([\w/<>]+)/\s+\S`)

// formats is the name that stands for the folders of all formats.
const formats = "<format>"

// drawnTree returns the folders that the section "The rooms" of CONTRIBUTING.md
// draws.
func drawnTree(t *testing.T) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "CONTRIBUTING.md"))
	require.NoError(t, err)
	_, section, _ := strings.Cut(string(text), "\n## The rooms\n")
	_, section, _ = strings.Cut(section, "\n```\n")
	section, _, found := strings.Cut(section, "\n```\n")
	require.True(t, found, "the tree stands between fences")
	drawn, around := map[string]bool{}, []string{}
	for line := range strings.Lines(section) {
		m := treeLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		depth := len(m[1]) / 2
		require.LessOrEqual(t, depth, len(around), "%q hangs in the air", line)
		around = append(around[:depth], m[2])
		drawn[path.Join(around...)] = true
	}
	return drawn
}

func TestTheTreeInContributingIsTheTreeThatIsThere(t *testing.T) {
	drawn := drawnTree(t)
	there := map[string]bool{}
	for _, line := range list(t, "./...") {
		pkg, _ := inside(line)
		if pkg == "" {
			continue
		}
		if !drawn[pkg] && drawn[path.Join(path.Dir(pkg), formats)] {
			pkg = path.Join(path.Dir(pkg), formats)
		}
		require.True(t, drawn[pkg], "%q is not in the tree of CONTRIBUTING.md", pkg)
		for ; pkg != "."; pkg = path.Dir(pkg) {
			there[pkg] = true
		}
	}
	for folder := range drawn {
		require.True(t, there[folder], "CONTRIBUTING.md draws %q, which is not there", folder)
	}
}
