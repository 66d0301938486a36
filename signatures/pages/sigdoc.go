// Package sigdoc writes the known-issue table as pages for people: one page an
// issue in both languages, and indexes by product, error code and event id.
// The pages under docs/signatures are made by it; a test keeps them in step.
package sigdoc

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"hybriddiag/signatures"
)

//go:embed *.tmpl
var templates embed.FS

// Pages returns the content of every page by its file name.
func Pages(lib *signatures.Library) (map[string][]byte, error) {
	t, err := template.New("").Funcs(template.FuncMap{
		"values": Plain, "proof": Proof, "products": func(ids []string) string { return productNames(lib, ids) },
		"file": fileName, "worst": func(s *signatures.Signature) string { return string(s.Severity.Worst()) },
	}).ParseFS(templates, "*.tmpl")
	if err != nil {
		return nil, err
	}
	pages := map[string][]byte{}
	render := func(name, tmpl string, data any) error {
		var b bytes.Buffer
		if err := t.ExecuteTemplate(&b, tmpl, data); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		pages[name] = b.Bytes()
		return nil
	}
	for _, s := range lib.Signatures {
		if err := render(fileName(s.ID), "page.tmpl", s); err != nil {
			return nil, err
		}
	}
	return pages, render("README.md", "index.tmpl", newIndex(lib))
}

func fileName(id string) string { return id + ".md" }

// Plain shows the places of a text that take a value of the case.
func Plain(text string) string {
	return signatures.Fill(text, func(p signatures.Placeholder) string { return "‹" + cmp.Or(p.Field, p.Selection) + "›" })
}

func productNames(lib *signatures.Library, ids []string) string {
	var out []string
	for _, id := range ids {
		if p := lib.Products.Get(id); p != nil {
			out = append(out, p.Name.En)
		}
	}
	return strings.Join(out, "; ")
}

// Proof lists what a signature looks at, a line a selection.
func Proof(s *signatures.Signature) []string {
	var out []string
	for _, sel := range s.Select {
		if line := describe(sel); line != "" {
			out = append(out, fmt.Sprintf("`%s`: %s", sel.Name, line))
		}
	}
	return out
}

func describe(s *signatures.Selection) string {
	switch {
	case s.Event != nil:
		return describeEvent(s.Event)
	case s.Setting != nil:
		word := "setting"
		if s.Setting.Absent {
			word = "absent setting"
		}
		return fmt.Sprintf("%s %s %s%s", word, code(s.Setting.Keys), code(s.Setting.Names), tests(s.Setting.Tests))
	case s.Certificate != nil:
		return "certificate " + code(s.Certificate.Stores) + tests(s.Certificate.Tests)
	case s.Product != nil:
		return "product " + strings.Join(s.Product.IDs, ", ")
	case s.Finding != nil:
		return "finding " + strings.Join(s.Finding.IDs, ", ")
	case s.Correlation != nil:
		return fmt.Sprintf("%s of %s", s.Correlation.Type, strings.Join(s.Correlation.Of, ", "))
	case s.Source != nil:
		return "file of format " + strings.Join(s.Source.Formats, ", ")
	}
	return ""
}

func describeEvent(q *signatures.EventQuery) string {
	word := "event"
	if q.Log {
		word = "entry of"
	}
	out := word + " " + code(slices.Concat(q.Providers, q.Channels))
	if len(q.IDs) > 0 {
		out += fmt.Sprintf(" %v", q.IDs)
	}
	return out + tests(q.Fields)
}

func tests(list []signatures.FieldTest) string {
	out := ""
	for _, t := range list {
		out += fmt.Sprintf("; %s %s %s", t.Field, cmp.Or(t.Op, "is"), code(t.Values))
	}
	return out
}

func code(list []string) string {
	var out []string
	for _, s := range list {
		out = append(out, "`"+strings.ReplaceAll(s, "`", "'")+"`")
	}
	return strings.Join(out, ", ")
}
