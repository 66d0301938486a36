package house

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// ownEnglish are the rooms whose English no user of a report reads, with the
// reason. All other packages speak through the catalogue alone.
var ownEnglish = map[string]string{
	"internal/":             "the catalogue itself, and what is for tests and samples",
	"cmd/":                  "errors of the command line's own tests; what it tells users is in the catalogue",
	"samples/":              "writes the samples",
	"parsers/parserstest":   "for tests",
	"parsers/evtx/peers":    "for tests",
	"signatures":            "what the checks of signature files say to their authors, in the language of the file format",
	"bundle/internal/":      "errors of decompressors, which stay a value inside a sentence",
	"parsers/etl/internal/": "errors of templates, which are counted only",
	"tlsstory/livetrace":    "errors of Windows with the name of the call that failed",
}

// ownSentences are texts of other rooms that are no sentences of a report, with
// the reason.
var ownSentences = map[string]string{
	"no usable evidence":                    "an error to compare with; the command has its own words",
	"internal fault":                        "an error to compare with",
	"unknown issue":                         "an error to compare with",
	"built-in signatures: %w":               "a mistake of the program, for its authors",
	"products.yaml: version text of %s: %w": "a mistake of the table, for its authors",
	"report: no format %q":                  "a mistake of the caller",
	"not a folder":                          "an error of the system's kind, inside the sentence of the command",
	"line %d: %v":                           "an error whose line and reason are said one by one",
	"%w: reading %q: %v\n%s":                "a fault with its stack, for the authors",
	"const searchIndex = [\n":               "JavaScript",
	"malformed value":                       "never shown",
	"system defaults":                       "a value of a field of events, which are the same in every language",
	"(%d bytes not shown)":                  "a value of a field of events",
}

func speaksEnglish(path string) bool {
	for room := range ownEnglish {
		if matches(room, path) {
			return true
		}
	}
	return false
}

// english reports whether a text reads like English: two words or more of which one
// is written in lower case, and nothing that makes it a pattern, a path or markup.
func english(text string) bool {
	if strings.ContainsAny(text, `\^$|<>*`) {
		return false
	}
	lower := 0
	for _, w := range strings.Fields(text) {
		w = strings.Trim(w, `.,:;()"`)
		if len(w) > 1 && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz'-") == "" {
			lower++
		}
	}
	return lower >= 1 && len(strings.Fields(text)) >= 2
}

func TestEnglishIsRecognised(t *testing.T) {
	for _, text := range []string{"the file ends inside a buffer", "To collect: ", "wanted %d bytes, found %d", " is not set", "installed version "} {
		require.True(t, english(text), text)
	}
	for _, text := range []string{"", "ok", "Microsoft Entra Connect", `^the (\w+) file$`, "HKLM", "%s (%d)", "Ein Fehler"} {
		require.False(t, english(text), text)
	}
}

// makes reports whether what is done with a constant makes a text of it for
// somebody to read; texts that files are searched for are compared, listed or
// compiled.
func (p *typedPackage) makes(parent ast.Node, e ast.Expr) bool {
	switch n := parent.(type) {
	case *ast.ReturnStmt, *ast.BinaryExpr:
		b, ok := n.(*ast.BinaryExpr)
		return !ok || b.Op.String() == "+"
	case *ast.AssignStmt:
		return true
	case *ast.KeyValueExpr:
		return n.Value == e && p.isField(n.Key)
	case *ast.CallExpr:
		return p.speaks(n)
	}
	return false
}

// isField reports whether the key of a composite literal is a field that people
// read.
func (p *typedPackage) isField(key ast.Expr) bool {
	name, ok := key.(*ast.Ident)
	return ok && slices.Contains([]string{"Message", "Why", "Excerpt", "Note", "Text", "En"}, name.Name)
}

// speaks reports whether a call makes a text or an error of its arguments, or a
// value of a sentence.
func (p *typedPackage) speaks(call *ast.CallExpr) bool {
	fun := p.info.Types[call.Fun]
	if fun.IsType() {
		return isNamed(fun.Type, notesRoom, "Word")
	}
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return p.passesValues(fun.Type)
	}
	if x, ok := selector.X.(*ast.Ident); ok {
		switch x.Name + "." + selector.Sel.Name {
		case "errors.New", "fmt.Errorf", "fmt.Sprintf", "fmt.Sprint", "fmt.Sprintln", "fmt.Fprintf", "fmt.Fprint", "fmt.Appendf", "evidence.Verbatim":
			return true
		}
	}
	return selector.Sel.Name == "WriteString" || p.passesValues(fun.Type)
}

// passesValues reports whether the parameters end with a code and its values.
func (p *typedPackage) passesValues(t types.Type) bool {
	f, ok := types.Unalias(t).(*types.Signature)
	return ok && f.Variadic() && f.Params().Len() > 1 && isCode(f.Params().At(f.Params().Len()-2).Type())
}

func TestNoEnglishIsMadeOutsideTheCatalogue(t *testing.T) {
	for _, p := range typed(t) {
		if speaksEnglish(p.path) {
			continue
		}
		for _, f := range p.files {
			p.texts(f, func(parent ast.Node, e ast.Expr, text string) {
				ok := !english(text) || !p.makes(parent, e) || ownSentences[text] != ""
				assert.True(t, ok, "%s: %q is English for users: put it into the catalogue and say its code", where(e), text)
			})
		}
	}
}

// texts calls visit for each constant string of a file, whole ones only, with
// what it stands in.
func (p *typedPackage) texts(f *ast.File, visit func(parent ast.Node, e ast.Expr, text string)) {
	var stack []ast.Node
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		if e, ok := n.(ast.Expr); ok && len(stack) > 0 {
			if text, ok := p.constantText(e); ok && !isCode(p.info.Types[e].Type) {
				visit(stack[len(stack)-1], e, text)
				return false
			}
		}
		stack = append(stack, n)
		return true
	})
}
