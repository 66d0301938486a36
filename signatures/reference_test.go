package signatures

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// references are the pages that explain the language to authors.
var references = []string{"signature-language.md", "signature-language.ja.md"}

// chapters splits a reference page at its headings; the words of a kind stand
// below a heading of its name.
func chapters(t *testing.T, page string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "docs", page))
	require.NoError(t, err)
	out := map[string]string{}
	heading := ""
	for line := range strings.Lines(string(data)) {
		if h, ok := strings.CutPrefix(line, "#"); ok {
			heading = strings.Trim(h, "#` \n")
		}
		out[""] += line
		if heading != "" {
			out[heading] += line
		}
	}
	return out
}

// explained requires that a table of the text has a row for the word.
func explained(t *testing.T, text, word string) {
	t.Helper()
	cell := regexp.MustCompile("(?m)^\\|[^|]*`" + regexp.QuoteMeta(word) + "`")
	require.Regexp(t, cell, text, "%q", word)
}

func TestTheReferenceExplainsEveryWord(t *testing.T) {
	for _, page := range references {
		t.Run(page, func(t *testing.T) {
			text := chapters(t, page)
			for _, q := range Queries() {
				chapter := text[string(q.Kind())]
				require.NotEmpty(t, chapter, q.Kind())
				m := q.mapping()
				for _, word := range slices.Concat(m.words(), m.on) {
					explained(t, chapter, word)
				}
			}
			for _, c := range CorrelationTypes {
				explained(t, text[string(KindCorrelation)], string(c))
			}
			for _, op := range Ops {
				explained(t, text[""], string(op))
			}
			for _, word := range []string{modAll, string(NodeAnd), string(NodeOr), string(NodeNot), string(NodeOf)} {
				explained(t, text[""], word)
			}
			for _, word := range keysOf(reflect.TypeFor[Signature](), reflect.TypeFor[Edge]()) {
				explained(t, text[""], word)
			}
			for _, word := range keysOf(reflect.TypeFor[Step](), reflect.TypeFor[Alone](), reflect.TypeFor[CheckList](),
				reflect.TypeFor[CheckStep](), reflect.TypeFor[Collectable](), reflect.TypeFor[Build]()) {
				require.Contains(t, text[""], "`"+word+"`")
			}
		})
	}
}

// keysOf returns what a file writes for the fields of structs.
func keysOf(types ...reflect.Type) []string {
	var out []string
	for _, typ := range types {
		for i := range typ.NumField() {
			f := typ.Field(i)
			if key := cmp.Or(f.Tag.Get("yaml"), strings.ToLower(f.Name)); f.IsExported() && key != "-" {
				out = append(out, key)
			}
		}
	}
	return out
}

func TestTheReferenceNamesWhatEveryKindShows(t *testing.T) {
	for _, page := range references {
		text := chapters(t, page)[""]
		for _, q := range Queries() {
			for _, field := range q.Shows() {
				require.Regexp(t, "(?m)^\\|[^|]*`"+string(q.Kind())+"`[^|]*\\|.*`"+field+"`", text, page)
			}
		}
		for _, field := range allShow {
			require.Contains(t, text, "`"+field+"`", page)
		}
	}
}

func TestTheReferenceTellsWhatBecameOfOlderWords(t *testing.T) {
	old := []string{"gap", "silent", "value_cluster"}
	for op := range oldOps {
		old = append(old, string(op))
	}
	for _, q := range Queries() {
		for _, w := range slices.Concat(q.mapping().keys, q.mapping().after) {
			if w.instead != "" {
				old = append(old, w.name)
			}
		}
	}
	for _, page := range references {
		text := chapters(t, page)[""]
		for _, word := range old {
			require.Regexp(t, "(?m)^\\| `(type: )?"+word+"`", text, page)
		}
	}
}

var yamlBlock = regexp.MustCompile("(?s)```yaml\n(.*?)```")

func TestTheExamplesOfTheReferenceWork(t *testing.T) {
	lib, err := LoadBuiltin()
	require.NoError(t, err)
	for _, page := range references {
		shown := map[Kind]bool{}
		for i, block := range yamlBlock.FindAllStringSubmatch(chapters(t, page)[""], -1) {
			t.Run(fmt.Sprint(page, " ", i+1), func(t *testing.T) {
				if strings.HasPrefix(block[1], "id:") {
					own, err := Load(fstest.MapFS{"own/OWN-001-x.yaml": {Data: []byte(block[1])}})
					require.NoError(t, err)
					lib := lib.Merge(own)
					require.Empty(t, LintThese(lib, own.Signatures, nil))
					require.Empty(t, lintEach(lib, own.Signatures, (*linter).style))
					return
				}
				var sels Selections
				require.NoError(t, yaml.Unmarshal([]byte(block[1]), &sels))
				l := linter{lib: lib, sig: &Signature{Select: sels, lines: map[string]int{}}}
				l.selections()
				l.oldWords()
				require.Empty(t, l.errs)
				for _, sel := range sels {
					shown[sel.Query.Kind()] = true
				}
			})
		}
		for _, kind := range Kinds() {
			require.True(t, shown[kind], "%s: no example of %s", page, kind)
		}
	}
}
