package house

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "hybriddiag"

// rooms says what a package may import of this module; a name ending in /
// stands for everything below it. The first room that fits a package counts.
var rooms = []struct {
	room string
	may  []string
}{
	{"cmd/diag", []string{"", "finding", "report", "signatures", "internal/"}},
	{"parsers/all", []string{"parsers", "parsers/"}},
	{"parsers/", []string{"parsers", "evidence", "internal/"}},
	{"parsers", []string{"evidence"}},
	{"evidence", nil},
	{"finding", []string{"evidence"}},
	{"signatures", []string{"evidence", "finding", "internal/"}},
	// It says by parsers.Header which events it wants. The one text that it takes
	// apart, the stack of the sync engine, is left to internal/enginestack.
	{"diagnosis", []string{"signatures", "evidence", "finding", "parsers", "internal/acscan", "internal/enginestack"}},
	{"report", []string{"evidence", "finding", "internal/i18n"}},
	{"bundle", []string{"internal/"}},
	{"internal/sigtest", []string{"", "finding", "signatures", "internal/hivewriter"}},
	{"internal/sigdoc", []string{"signatures"}},
	{"internal/", []string{"evidence", "parsers", "internal/"}},
	{"samples", []string{"internal/"}},
	// The front door. Events are written in the form that parsers/eventjson reads,
	// and parsers/etl counts what a trace without a TLS story holds.
	{"", []string{"bundle", "parsers", "parsers/all", "parsers/eventjson", "parsers/etl", "signatures", "diagnosis", "finding", "evidence", "internal/"}},
}

// forTests may be imported by tests only: readers to compare with, of which one
// stands under the GPL, writers of samples, and what tests are made of.
var forTests = []string{
	"github.com/0xrawsec/",
	"www.velocidex.com/golang/evtx",
	"github.com/stretchr/testify/",
	"testing",
	module + "/internal/golden",
	module + "/internal/logwriter",
	module + "/internal/peers",
	module + "/internal/statetest",
}

// list runs go list at the root of the module.
func list(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = filepath.Join("..", "..")
	out, err := cmd.Output()
	require.NoError(t, err, "go list %v", args)
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// inside returns the path of a package below the module, and whether it is one
// of the module's.
func inside(path string) (string, bool) {
	if path == module {
		return "", true
	}
	return strings.CutPrefix(path, module+"/")
}

func matches(pattern, path string) bool {
	if pattern != "" && strings.HasSuffix(pattern, "/") {
		return strings.HasPrefix(path, pattern)
	}
	return pattern == path
}

func TestDataFlowsOneWay(t *testing.T) {
	for _, line := range list(t, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
		words := strings.Fields(line)
		room, _ := inside(words[0])
		for _, imported := range words[1:] {
			if path, ok := inside(imported); ok {
				require.True(t, allowed(t, room, path), "%q must not import %q", room, path)
			}
		}
	}
}

func allowed(t *testing.T, room, path string) bool {
	t.Helper()
	for _, r := range rooms {
		if !matches(r.room, room) {
			continue
		}
		for _, may := range r.may {
			if matches(may, path) {
				return true
			}
		}
		return false
	}
	t.Fatalf("%q is a room that the rules do not know", room)
	return false
}

func TestTheShippedProgramHoldsNothingThatIsForTests(t *testing.T) {
	deps := list(t, "-deps", "./cmd/diag")
	require.Contains(t, deps, module+"/parsers/evtx", "the list is that of the program")
	for _, dep := range deps {
		for _, banned := range forTests {
			require.False(t, dep == banned || strings.HasSuffix(banned, "/") && strings.HasPrefix(dep, banned),
				"the program holds %s", dep)
		}
	}
}
