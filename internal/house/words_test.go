package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"hybriddiag/products"
	"hybriddiag/signatures"
)

// ownWords are lists in parsers that may hold names of the domain, with the
// reason: none of them keeps anything from a signature.
var ownWords = map[string]string{
	"parsers/internal/sentences/products.go":  "says how the text of an event gives back its fields and its source; without an entry the text stays",
	"parsers/internal/sentences/providers.go": "says how the text of an event gives back its fields and its source; without an entry the text stays",
	"parsers/internal/sentences/schannel.go":  "says how the text of an event gives back its fields and its source; without an entry the text stays",
	"parsers/internal/sentences/windows.go":   "says how the text of an event gives back its fields and its source; without an entry the text stays",
}

// domainWords returns the names of services, providers, channels, programs and
// keys that signatures ask for, in lower case.
func domainWords(t *testing.T) map[string]bool {
	t.Helper()
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	words := map[string]bool{}
	add := func(names ...string) {
		for _, name := range names {
			words[strings.ToLower(strings.TrimRight(name, `\*`))] = true
		}
	}
	for _, p := range products.Builtin() {
		for _, s := range p.Services {
			add(s.Name)
			add(s.Titles...)
		}
		for _, key := range p.Settings {
			key = strings.TrimRight(key, `\*`)
			add(key[strings.LastIndexByte(key, '\\')+1:])
		}
		add(slices.Concat(p.Providers, p.Channels, p.Programs, p.Folders)...)
	}
	for channel, providers := range lib.Channels {
		add(channel)
		add(providers...)
	}
	return words
}

// listedWords returns the domain words among the strings of a list in source
// text. A path counts by its elements.
func listedWords(list *ast.CompositeLit, words map[string]bool) []string {
	var found []string
	ast.Inspect(list, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		text, _ := strconv.Unquote(lit.Value)
		for _, part := range append(strings.Split(text, `\`), text) {
			if part = strings.ToLower(strings.TrimRight(part, "=*")); words[part] && !slices.Contains(found, part) {
				found = append(found, part)
			}
		}
		return true
	})
	return found
}

// A list of services, providers, channels or products in a reader decides what
// a signature can see, and a user's signature on anything else would be judged
// by what was thrown away. Readers ask the sink, or look up products.
func TestNoReaderListsWordsOfTheDomain(t *testing.T) {
	words := domainWords(t)
	require.True(t, words["adsync"] && words["schannel"] && words["wapcsvc"], "the words are those of the tables")
	for name, source := range parserSources(t) {
		if ownWords[name] != "" {
			continue
		}
		ast.Inspect(source, func(n ast.Node) bool {
			list, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			found := listedWords(list, words)
			assert.Less(t, len(found), 2, "%s lists %q: ask the sink what is wanted, or look it up in products", name, found)
			return false
		})
	}
}

// parserSources returns the parsers' files of Go that are not tests, by path.
func parserSources(t *testing.T) map[string]*ast.File {
	t.Helper()
	root := filepath.Join("..", "..")
	sources := map[string]*ast.File{}
	err := filepath.WalkDir(filepath.Join(root, "parsers"), func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		sources[filepath.ToSlash(name)], err = parser.ParseFile(token.NewFileSet(), path, nil, 0)
		return err
	})
	require.NoError(t, err)
	return sources
}
