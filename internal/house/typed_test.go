package house

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// typedPackage is a package of the module with the types of its expressions.
type typedPackage struct {
	path  string // below the module
	files []*ast.File
	info  *types.Info
}

// where returns a place in the source for a message.
func where(n ast.Node) string {
	p := fileSet.Position(n.Pos())
	if root, err := filepath.Abs(filepath.Join("..", "..")); err == nil {
		p.Filename = strings.TrimPrefix(p.Filename, root+string(filepath.Separator))
	}
	return p.String()
}

var fileSet = token.NewFileSet()

// typed returns the packages of the module, without their tests. They are
// checked once, against what the compiler has written of their imports.
func typed(t *testing.T) []*typedPackage {
	t.Helper()
	packages, err := loadTyped()
	require.NoError(t, err)
	return packages
}

var loadTyped = sync.OnceValues(func() ([]*typedPackage, error) {
	listed, err := listExported()
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for _, p := range listed {
		exports[p.ImportPath] = p.Export
	}
	imports := importer.ForCompiler(fileSet, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	var out []*typedPackage
	for _, p := range listed {
		path, ours := inside(p.ImportPath)
		if !ours {
			continue
		}
		checked, err := p.check(path, imports)
		if err != nil {
			return nil, err
		}
		out = append(out, checked)
	}
	return out, nil
})

// listedPackage is what go list tells of a package.
type listedPackage struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

func listExported() ([]listedPackage, error) {
	cmd := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles", "./...")
	cmd.Dir = filepath.Join("..", "..")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	var listed []listedPackage
	for dec := json.NewDecoder(out); ; {
		var p listedPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return listed, cmd.Wait()
		} else if err != nil {
			return nil, errors.Join(err, cmd.Wait())
		}
		listed = append(listed, p)
	}
}

func (p listedPackage) check(path string, imports types.Importer) (*typedPackage, error) {
	out := &typedPackage{path: path, info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}}
	for _, name := range p.GoFiles {
		file, err := parser.ParseFile(fileSet, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		out.files = append(out.files, file)
	}
	config := types.Config{Importer: imports, FakeImportC: true}
	_, err := config.Check(p.ImportPath, fileSet, out.files, out.info)
	return out, err
}
