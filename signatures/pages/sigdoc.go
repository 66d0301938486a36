// Package sigdoc writes the known-issue table as pages for people: one page an
// issue in both languages, and indexes by product, error code and event id.
// The pages under docs/signatures are made by it; a test keeps them in step.
package sigdoc

import (
	"bytes"
	"embed"
	"fmt"
	"strings"
	"text/template"

	"hybriddiag/signatures"
)

//go:embed *.tmpl
var templates embed.FS

// Pages returns the content of every page by its file name.
func Pages(lib *signatures.Library) (map[string][]byte, error) {
	t, err := template.New("").Funcs(template.FuncMap{
		"values": signatures.Plain, "proof": (*signatures.Signature).Proof, "products": func(ids []string) string { return productNames(lib, ids) },
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

func productNames(lib *signatures.Library, ids []string) string {
	var out []string
	for _, id := range ids {
		if p := lib.Products.Get(id); p != nil {
			out = append(out, p.Name.En)
		}
	}
	return strings.Join(out, "; ")
}
