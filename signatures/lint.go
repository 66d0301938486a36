package signatures

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Lint checks what the strict decoder cannot see and returns every mistake with
// its place and how to mend it. fsys holds the files the library came from; the
// cases beside the signatures are looked up in it.
func Lint(lib *Library, fsys fs.FS) []error {
	errs := LintThese(lib, lib.Signatures, fsys)
	errs = append(errs, lintEach(lib, lib.Signatures, (*linter).style)...)
	errs = append(errs, equalMatches(lib)...)
	for _, c := range lib.Checks {
		errs = append(errs, lintChecks(lib, c)...)
	}
	return errs
}

// LintThese checks some signatures of a library; without fsys their cases are
// not asked for.
func LintThese(lib *Library, sigs []*Signature, fsys fs.FS) []error {
	return lintEach(lib, sigs, func(l *linter) {
		l.identity()
		l.texts()
		l.selections()
		l.conditions()
		l.edges()
		l.cases(fsys)
	})
}

// lintEach checks several signatures at once and returns their mistakes in order.
func lintEach(lib *Library, sigs []*Signature, check func(*linter)) []error {
	found := make([][]error, len(sigs))
	each(len(sigs), func(i int) {
		l := linter{lib: lib, sig: sigs[i]}
		check(&l)
		found[i] = l.errs
	})
	return slices.Concat(found...)
}

type linter struct {
	lib  *Library
	sig  *Signature
	errs []error
}

// bad reports a mistake at the line of a top-level key.
func (l *linter) bad(key, format string, args ...any) {
	l.at(l.sig.Line(key), format, args...)
}

func (l *linter) at(line int, format string, args ...any) {
	l.errs = append(l.errs, &Error{l.sig.File, line, fmt.Errorf(format, args...)})
}

var idForm = regexp.MustCompile(`^[A-Z]{2,6}-\d{3,}$`)

func (l *linter) identity() {
	s := l.sig
	if !idForm.MatchString(s.ID) {
		l.bad("id", "id %q; wanted a family and a number, e.g. TLS-002", s.ID)
	}
	if base := path.Base(s.File); !strings.HasPrefix(base, s.ID+"-") {
		l.bad("id", "the file is named %q; wanted %s-<words>.yaml", base, s.ID)
	}
	if !slices.Contains([]string{"V", "S", "I", "M"}, s.Mark) {
		l.bad("mark", "mark %q; wanted V, S, I or M", s.Mark)
	}
	if s.Layer < 0 || s.Layer > 5 {
		l.bad("layer", "layer %d; wanted 0 to 5", s.Layer)
	}
	for _, id := range s.Products {
		if len(l.lib.Products) > 0 && l.lib.Products.Get(id) == nil {
			l.bad("products", "product %q is not in products.yaml", id)
		}
	}
	for _, id := range s.Collect {
		if !slices.ContainsFunc(l.lib.Collect, func(c Collectable) bool { return c.ID == id }) && len(l.lib.Collect) > 0 {
			l.bad("collect", "%q is not in collect.yaml", id)
		}
	}
	l.cases3()
}

// cases3 checks the words of severity and confidence.
func (l *linter) cases3() {
	if len(l.sig.Severity) == 0 {
		l.bad("severity", "severity is missing")
	}
	for i, c := range l.sig.Severity {
		if !slices.Contains([]string{"critical", "high", "medium", "low", "info"}, c.Is) {
			l.bad("severity", "unknown severity %q", c.Is)
		}
		if last := i == len(l.sig.Severity)-1; last != c.If.Empty() {
			l.bad("severity", "only the last severity of a list stands without a condition")
		}
	}
	if len(l.sig.Confidence) == 0 {
		l.bad("confidence", "confidence is missing")
	}
	if l.sig.Mark == "M" {
		for _, c := range l.sig.Confidence {
			if c.Is == "confirmed" {
				l.bad("confidence", "general knowledge (mark M) supports, it never confirms")
			}
		}
	}
}

func (l *linter) edges() {
	for _, e := range l.sig.ExplainedBy {
		if len(e.IDs) == 0 {
			l.bad("explained_by", "an edge without ids")
		}
		for _, id := range e.IDs {
			if id == l.sig.ID {
				l.bad("explained_by", "%s explains itself", id)
			}
			if !strings.ContainsAny(id, "*[?") && !idForm.MatchString(id) {
				l.bad("explained_by", "%q is neither an id nor a pattern such as NET-*", id)
			}
		}
	}
}

// cases looks for the test cases: at least one that must be detected and one
// that must not.
func (l *linter) cases(fsys fs.FS) {
	if fsys == nil {
		return
	}
	name := strings.TrimSuffix(l.sig.File, path.Ext(l.sig.File)) + ".txtar"
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		l.bad("id", "no cases: %s is missing", name)
		return
	}
	text := string(data)
	if !strings.Contains(text, "\n-- detected") && !strings.HasPrefix(text, "-- detected") {
		l.bad("id", "%s has no case that must be detected (a folder detected-…)", name)
	}
	if !strings.Contains(text, "\n-- not-") && !strings.HasPrefix(text, "-- not-") {
		l.bad("id", "%s has no near miss (a folder not-…)", name)
	}
}
