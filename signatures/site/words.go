package site

import (
	"html/template"
	"strings"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
	"hybriddiag/signatures"
)

// words says things in the language of a page.
type words struct{ lang i18n.Lang }

func (w words) funcs() template.FuncMap {
	return template.FuncMap{
		"lang":     func() string { return string(w.lang) },
		"text":     func(key string, args ...any) string { return w.lang.Text(i18n.Key(key), args...) },
		"in":       w.in,
		"step":     func(s signatures.Step) string { return w.in(finding.Text{En: s.En, Ja: s.Ja}) },
		"severity": func(s *signatures.Signature) string { return string(s.Severity.Worst()) },
		"family":   w.family,
		"page":     issuePage,
		"parts":    parts,
		"section":  func(key string, t *finding.Text) section { return section{key, t} },
		"tab":      func(p page, file, key string) tab { return tab{p, file, key} },
	}
}

// in returns a text with its open places shown as ‹field›.
func (w words) in(t finding.Text) string { return signatures.Plain(t.In(string(w.lang))) }

// family returns what the letters of an id stand for; those of a library of
// somebody's own stand for themselves.
func (w words) family(letters string) string {
	key := i18n.Key("family." + strings.ToLower(letters))
	if !i18n.Has(key) {
		return letters
	}
	return w.lang.Text(key)
}

// section is a heading with one paragraph.
type section struct {
	Heading string
	Text    *finding.Text
}

// tab is the link to a list from a page.
type tab struct {
	Page      page
	File, Key string
}

// part is a run of a description: quoted as it stands in a log or not.
type part struct {
	Text   string
	Quoted bool
}

// parts splits a description at its backquotes.
func parts(description string) []part {
	var out []part
	for i, text := range strings.Split(description, "`") {
		if text != "" {
			out = append(out, part{text, i%2 == 1})
		}
	}
	return out
}
