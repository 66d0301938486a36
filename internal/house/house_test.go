package house

import (
	"os/exec"
	"path/filepath"
	"slices"
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
	// what judges and what shows
	{"cmd/diag", []string{"", "evidence", "finding", "report", "signatures", "signatures/site", "tlsstory", "tlsstory/livetrace", "internal/i18n", "internal/secrets", "cmd/diag/internal/casetest"}},
	{"cmd/diag/internal/casetest", []string{"", "finding", "signatures", "internal/hivewriter"}},
	{"cmd/diag/internal/accuracy", []string{"", "cmd/diag/internal/casetest", "finding", "signatures"}},
	{"", []string{"bundle", "parsers", "parsers/all", "parsers/eventjson", "parsers/etl", "parsers/paste", "signatures", "diagnosis", "diagnosis/casefile", "finding", "evidence", "tlsstory", "internal/i18n", "internal/secrets"}},
	{"report", []string{"evidence", "finding", "products", "internal/i18n"}},
	{"diagnosis", []string{"diagnosis/casefile", "diagnosis/match", "diagnosis/enginestack", "signatures", "products", "evidence", "finding", "internal/i18n", "tlsstory"}},
	{"diagnosis/casefile", []string{"diagnosis/match", "products", "evidence", "finding", "parsers", "internal/winzone"}},
	{"diagnosis/match", []string{"internal/acscan", "signatures", "products", "evidence", "parsers"}},
	{"diagnosis/enginestack", []string{"products"}},
	{"signatures/site", []string{"signatures", "products", "finding", "internal/i18n"}},
	{"signatures", []string{"finding", "products", "internal/literals"}},

	// what reads
	{"parsers", []string{"evidence", "parsers/internal/textenc"}},
	{"parsers/all", []string{"parsers", "parsers/"}},
	{"parsers/parserstest", []string{"parsers", "evidence", "internal/golden", "internal/i18n"}},
	{"parsers/evtx/peers", nil},
	{"parsers/etl", []string{"parsers", "parsers/etl/internal/etwtmpl", "parsers/etl/internal/xpress", "evidence", "tlsstory", "internal/winfmt", "internal/winzone"}},
	{"parsers/etl/internal/etwtmpl", []string{"parsers/internal/textenc", "internal/winfmt"}},
	{"parsers/etl/internal/", nil},
	{"parsers/internal/", []string{"parsers", "parsers/internal/", "products", "evidence", "internal/literals", "internal/winfmt", "internal/winzone"}},
	{"parsers/", []string{"parsers", "parsers/internal/", "products", "evidence", "tlsstory", "internal/winfmt", "internal/winzone"}},
	{"bundle", []string{"bundle/internal/", "evidence"}},
	{"bundle/internal/", nil},
	{"tlsstory", []string{"evidence", "tlsstory/tlswire", "internal/i18n"}},
	{"tlsstory/livetrace", []string{"evidence", "tlsstory"}},
	{"tlsstory/", nil},

	// what everybody may know
	{"products", nil},
	{"finding", []string{"evidence"}},
	{"evidence", nil},
	{"internal/i18n", []string{"evidence", "finding"}},
	{"internal/hivewriter", []string{"internal/winfmt"}},
	{"internal/logwriter", []string{"evidence", "internal/winfmt"}},
	{"internal/secrets", []string{"internal/acscan"}},
	{"internal/", nil},
	{"samples/generate", []string{"evidence", "internal/hivewriter", "internal/logwriter"}},
	{"samples", nil},
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

// arrow is an import of one package of the module by another.
type arrow struct{ from, to string }

// arrows returns the imports between packages of the module, on every system
// that the program is built for.
func arrows(t *testing.T) []arrow {
	t.Helper()
	t.Setenv("CGO_ENABLED", "1") // which the live trace of Windows needs
	var out []arrow
	for _, system := range []string{"linux", "windows"} {
		t.Setenv("GOOS", system)
		for _, line := range list(t, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
			words := strings.Fields(line)
			from, _ := inside(words[0])
			for _, imported := range words[1:] {
				if to, ok := inside(imported); ok {
					out = append(out, arrow{from, to})
				}
			}
		}
	}
	return out
}

// roomOf returns the index of the room that a package is in.
func roomOf(t *testing.T, path string) int {
	t.Helper()
	for i, r := range rooms {
		if matches(r.room, path) {
			return i
		}
	}
	t.Fatalf("%q is a room that the rules do not know", path)
	return 0
}

func TestDataFlowsOneWay(t *testing.T) {
	used := map[arrow]bool{}
	for _, a := range arrows(t) {
		r := rooms[roomOf(t, a.from)]
		i := slices.IndexFunc(r.may, func(may string) bool { return matches(may, a.to) })
		require.GreaterOrEqual(t, i, 0, "%q must not import %q", a.from, a.to)
		used[arrow{r.room, r.may[i]}] = true
	}
	for _, r := range rooms {
		for _, may := range r.may {
			require.True(t, used[arrow{r.room, may}], "nothing in %q imports %q: the rule is wider than the house", r.room, may)
		}
	}
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
