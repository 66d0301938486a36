package house

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// phases are the phases of a diagnosis in their order. Files of the package are
// named after them; doc.go and the engine, which runs them, stand above all.
var phases = []string{"judge", "cause", "say", "why", "engine"}

func TestThePhasesOfADiagnosisReferToEarlierOnesOnly(t *testing.T) {
	for from, to := range references(t, filepath.Join("..", "..", "diagnosis")) {
		for _, file := range to {
			require.LessOrEqual(t, phaseOf(t, file), phaseOf(t, from), "%s refers to %s", from, file)
		}
	}
}

func phaseOf(t *testing.T, file string) int {
	t.Helper()
	phase, _, _ := strings.Cut(strings.TrimSuffix(file, ".go"), "_")
	i := slices.Index(phases, phase)
	require.GreaterOrEqual(t, i, 0, "%s is named after no phase", file)
	return i
}

// nothing finds no package: what a file takes from others does not matter here.
type nothing struct{}

func (nothing) Import(string) (*types.Package, error) { return nil, errors.New("not needed") }

// references returns the files of a package with the other files of it whose
// names, fields and methods they use.
func references(t *testing.T, dir string) map[string][]string {
	t.Helper()
	fset := token.NewFileSet()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	var files []*ast.File
	for _, path := range paths {
		if base := filepath.Base(path); base != "doc.go" && !strings.HasSuffix(base, "_test.go") {
			file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
			require.NoError(t, err)
			files = append(files, file)
		}
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	checks := types.Config{Importer: nothing{}, Error: func(error) {}}
	pkg, _ := checks.Check(dir, fset, files, info) // its errors are about imports
	out := map[string][]string{}
	for ident, used := range info.Uses {
		from, to := fset.File(ident.Pos()), fset.File(used.Pos())
		if used.Pkg() == pkg && to != nil && from != to {
			out[filepath.Base(from.Name())] = append(out[filepath.Base(from.Name())], filepath.Base(to.Name()))
		}
	}
	require.NotEmpty(t, out)
	return out
}
