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
	{"cmd/diag", []string{"", "finding", "report", "signatures", "signatures/site", "tlsstory", "tlsstory/livetrace", "internal/i18n", "cmd/diag/internal/casetest"}},
	{"cmd/diag/internal/casetest", []string{"", "finding", "signatures", "internal/hivewriter"}},
	{"", []string{"bundle", "parsers", "parsers/all", "parsers/eventjson", "parsers/etl", "signatures", "diagnosis", "diagnosis/casefile", "diagnosis/match", "finding", "evidence", "tlsstory", "internal/i18n"}},
	{"diagnosis", []string{"diagnosis/casefile", "diagnosis/match", "diagnosis/enginestack", "signatures", "products", "evidence", "finding", "internal/i18n"}},
	{"diagnosis/casefile", []string{"diagnosis/match", "products", "evidence"}},
	{"diagnosis/match", []string{"diagnosis/match/acscan", "signatures", "products", "evidence", "parsers"}},
	{"diagnosis/enginestack", []string{"products"}},
	{"diagnosis/", nil},
	{"report", []string{"evidence", "finding", "products", "internal/i18n"}},
	{"parsers/all", []string{"parsers", "parsers/"}},
	{"parsers/etl", []string{"parsers", "parsers/internal/", "parsers/etl/internal/", "evidence", "tlsstory", "internal/winfmt"}},
	{"parsers/etl/internal/", []string{"parsers/internal/", "evidence", "internal/winfmt"}},
	{"parsers/parserstest", []string{"parsers", "evidence", "internal/golden"}},
	{"parsers/evtx/peers", []string{"parsers/evtx", "parsers", "evidence", "internal/"}},
	{"parsers/", []string{"parsers", "parsers/internal/", "products", "evidence", "tlsstory", "internal/winfmt"}},
	{"parsers", []string{"evidence", "parsers/internal/textenc"}},
	{"tlsstory", []string{"evidence", "tlsstory/tlswire"}},
	{"tlsstory/", []string{"evidence", "tlsstory"}},
	{"samples/", []string{"evidence", "internal/"}},
	{"samples", []string{"internal/"}},
	{"signatures/site", []string{"signatures", "products", "finding", "internal/i18n"}},
	{"signatures", []string{"evidence", "finding", "products"}},
	{"products", nil},
	{"bundle", []string{"bundle/internal/"}},
	{"bundle/internal/", nil},
	{"finding", []string{"evidence"}},
	{"evidence", nil},
	{"internal/i18n", []string{"evidence", "finding"}},
	{"internal/", []string{"evidence", "internal/"}},
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
	module + "/parsers/evtx/peers",
	module + "/parsers/parserstest",
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
