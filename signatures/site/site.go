// Package site renders the known-issue table as a static web site: a page for
// each issue, family, product, event id and error code in both languages, and a
// search that runs in the browser. The site works from file:// and loads nothing
// from elsewhere; without scripts everything is reached by links.
//
//	index.html          chooses the language
//	en/, ja/            the pages, under the same names in both
//	style.css, search.js
//	search-index.js     what the search looks through, for both languages
package site

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"

	"hybriddiag/internal/i18n"
	"hybriddiag/signatures"
)

//go:embed templates/*.tmpl static/*
var embedded embed.FS

// SearchIndex is the path of the file that the search loads.
const SearchIndex = "search-index.js"

// Files is a web site: the content of every file by its path.
type Files map[string][]byte

// Render returns the site of a library. The same library gives the same bytes.
func Render(lib *signatures.Library) (Files, error) {
	files := Files{}
	if err := files.addStatic(); err != nil {
		return nil, err
	}
	x := newIndex(lib)
	var err error
	if files[SearchIndex], err = x.searchIndex(); err != nil {
		return nil, err
	}
	for _, lang := range []i18n.Lang{i18n.English, i18n.Japanese} {
		r, err := newRenderer(files, lang)
		if err != nil {
			return nil, err
		}
		if err := r.all(x); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func (f Files) addStatic() error {
	static, err := fs.Sub(embedded, "static")
	if err != nil {
		return err
	}
	return fs.WalkDir(static, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f[name], err = fs.ReadFile(static, name)
		return err
	})
}

// renderer writes the pages of one language.
type renderer struct {
	files     Files
	lang      i18n.Lang
	templates *template.Template
}

// page is what a template sees.
type page struct {
	Name  string // below the folder of the language
	Title string
	Data  any
}

func newRenderer(files Files, lang i18n.Lang) (*renderer, error) {
	t, err := template.New("").Funcs(words{lang}.funcs()).ParseFS(embedded, "templates/*.tmpl")
	return &renderer{files, lang, t}, err
}

func (r *renderer) render(tmpl, name, title string, data any) error {
	var b bytes.Buffer
	if err := r.templates.ExecuteTemplate(&b, tmpl, page{name, title, data}); err != nil {
		return fmt.Errorf("%s/%s: %w", r.lang, name, err)
	}
	r.files[string(r.lang)+"/"+name] = b.Bytes()
	return nil
}

// all renders the lists, the families and the issues.
func (r *renderer) all(x *index) error {
	w := words{r.lang}
	lists := []struct {
		tmpl, name string
		title      i18n.Key
	}{
		{"index.tmpl", "index.html", i18n.SiteTitle},
		{"issues.tmpl", "issues.html", i18n.SiteIssues},
		{"products.tmpl", "products.html", i18n.SiteProducts},
		{"events.tmpl", "events.html", i18n.SiteEvents},
		{"codes.tmpl", "codes.html", i18n.SiteCodes},
	}
	for _, l := range lists {
		if err := r.render(l.tmpl, l.name, r.lang.Text(l.title), x); err != nil {
			return err
		}
	}
	for _, f := range x.Families {
		if err := r.render("family.tmpl", f.Page(), w.family(f.Name), f); err != nil {
			return err
		}
	}
	for _, s := range x.Issues {
		if err := r.render("issue.tmpl", issuePage(s.ID), s.ID+" "+w.in(s.Title), x.issue(s)); err != nil {
			return err
		}
	}
	return nil
}
