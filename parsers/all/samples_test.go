package all_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/all"
)

// aCommandWithItsOutput are samples in which the prompt stands, too: the console's
// reader takes them and reads the output as their own reader does.
var aCommandWithItsOutput = map[string]bool{"regquery/ja-reg-query.txt": true}

// Each parser's samples lie in its own folder: no other parser may want them
// more.
func TestEverySampleFindsItsOwnReader(t *testing.T) {
	paths, err := filepath.Glob("../*/testdata/*.*")
	require.NoError(t, err)
	formats := map[string]bool{}
	for _, p := range all.All() {
		formats[p.Format()] = true
	}
	for _, path := range paths {
		format := filepath.Base(filepath.Dir(filepath.Dir(path)))
		if strings.Contains(path, ".golden") || !formats[format] {
			continue
		}
		t.Run(format+"/"+filepath.Base(path), func(t *testing.T) {
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			name := strings.ReplaceAll(filepath.Base(path), "__", "/")
			chosen := choose(name, string(content[:min(len(content), parsers.HeadSize)]))
			if chosen == "transcript" && aCommandWithItsOutput[format+"/"+name] {
				return
			}
			require.Equal(t, format, chosen)
		})
	}
}
