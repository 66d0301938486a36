package house

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"hybriddiag/evidence"
	"hybriddiag/internal/i18n"
)

// A note is a code and the values for its sentence. The compiler knows neither
// the catalogue nor what its sentences need, so these tests do.

const notesRoom = module + "/evidence"

// isCode reports whether the type is evidence.Code.
func isCode(t types.Type) bool { return isNamed(t, notesRoom, "Code") }

func isNamed(t types.Type, pkg, name string) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == pkg
}

// constantText returns the value of a constant string.
func (p *typedPackage) constantText(e ast.Expr) (string, bool) {
	v := p.info.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}

// codes calls visit for each constant code of the package, whole ones only.
func (p *typedPackage) codes(visit func(e ast.Expr, code evidence.Code)) {
	for _, f := range p.files {
		ast.Inspect(f, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok || !isCode(p.info.Types[e].Type) {
				return true
			}
			text, ok := p.constantText(e)
			if ok && text != "" {
				visit(e, evidence.Code(text))
			}
			return !ok
		})
	}
}

func known(code evidence.Code) bool {
	codes := i18n.Codes()
	return slices.Contains(codes, code) || slices.Contains(codes, code.Of("*"))
}

func TestEveryCodeHasItsSentence(t *testing.T) {
	for _, p := range typed(t) {
		if p.path == "internal/i18n" {
			continue
		}
		p.codes(func(e ast.Expr, code evidence.Code) {
			assert.True(t, known(code), "%s: the catalogue has no sentence for %q", where(e), code)
		})
	}
}

func TestEverySentenceIsSaidSomewhere(t *testing.T) {
	said := map[evidence.Code]bool{}
	for _, p := range typed(t) {
		if p.path != "internal/i18n" {
			p.codes(func(_ ast.Expr, code evidence.Code) { said[code] = true })
		}
	}
	for _, code := range i18n.Codes() {
		assert.True(t, said[code], "nothing says %q", code)
	}
}

// A code that is put together at run time could be any: what the catalogue
// lacks would be seen by the user first.
func TestNoCodeIsMadeAtRunTime(t *testing.T) {
	for _, p := range typed(t) {
		if p.path == "evidence" {
			continue
		}
		p.inspect(func(n ast.Node) {
			switch n := n.(type) {
			case *ast.CallExpr:
				made := p.info.Types[n.Fun].IsType() && isCode(p.info.Types[n].Type) && p.info.Types[n].Value == nil
				assert.False(t, made, "%s: the code is made at run time", where(n))
			case *ast.CompositeLit:
				made := isNamed(p.info.Types[n].Type, notesRoom, "Note") && len(n.Elts) > 0
				assert.False(t, made, "%s: make notes with evidence.Say", where(n))
			}
		})
	}
}

func (p *typedPackage) inspect(visit func(ast.Node)) {
	for _, f := range p.files {
		ast.Inspect(f, func(n ast.Node) bool {
			visit(n)
			return true
		})
	}
}

// saying is a call that passes a code and the values for its sentence.
type saying struct {
	call   *ast.CallExpr
	code   ast.Expr
	values []ast.Expr // names and values by turns
}

// sayings calls visit for each call of a function with the parameters
// (…, evidence.Code, …any), unless it passes on the values of its own caller.
func (p *typedPackage) sayings(visit func(saying)) {
	p.inspect(func(n ast.Node) {
		call, ok := n.(*ast.CallExpr)
		if !ok || call.Ellipsis.IsValid() {
			return
		}
		f, ok := types.Unalias(p.info.Types[call.Fun].Type).(*types.Signature)
		if !ok || !f.Variadic() || f.Params().Len() < 2 {
			return
		}
		at := f.Params().Len() - 2
		if isCode(f.Params().At(at).Type()) && len(call.Args) > at {
			visit(saying{call, call.Args[at], call.Args[at+1:]})
		}
	})
}

func TestEveryNoteBringsTheValuesOfItsSentence(t *testing.T) {
	checked := 0
	for _, p := range typed(t) {
		p.sayings(func(s saying) {
			var names []string
			for i := 0; i < len(s.values); i += 2 {
				name, ok := p.constantText(s.values[i])
				assert.True(t, ok, "%s: the name of a value is a constant", where(s.values[i]))
				names = append(names, name)
			}
			assert.Zero(t, len(s.values)%2, "%s: a value lacks its name", where(s.call))
			code, ok := p.constantText(s.code)
			if !ok {
				return // the constants that can get here are checked where they stand
			}
			checked++
			slices.Sort(names)
			assert.Equal(t, i18n.Placeholders(evidence.Code(code)), names, "%s: the sentence of %q", where(s.call), code)
		})
	}
	assert.Greater(t, checked, 200, "the calls were found")
}
