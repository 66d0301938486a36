package report

import (
	_ "embed"
	"html/template"
	"io"
	"strings"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

//go:embed report.html.tmpl
var page string

// writeHTML writes one page that needs nothing else: no script, no picture, no
// network. It holds all evidence and prints on paper. The template escapes what
// it shows by its place on the page.
func writeHTML(w io.Writer, d *finding.Diagnosis, opt Options) error {
	say := words{opt.Lang}
	t, err := template.New("report").Funcs(template.FuncMap{
		"text":    func(key string, args ...any) string { return say.text(i18n.Key(key), args...) },
		"in":      say.in,
		"step":    say.step,
		"about":   say.about,
		"when":    say.when,
		"visible": visible,
		"rating":  func(f finding.Finding) string { return joined(say.rating(f)) },
		"source":  func(e finding.Evidence) string { return joined(say.source(e)) },
		"ids":     func(c collection) string { return say.join(c.ids()...) },
		"reason":  func(r finding.Reason) string { return opt.Lang.Reason(r.Code, r.Message) },
		"symbol":  symbol,
	}).Parse(page)
	if err != nil {
		return err
	}
	first, rest := say.answer(d)
	return t.Execute(w, map[string]any{
		"Lang": string(opt.Lang), "First": first, "Rest": rest, "Stories": stories(d), "Checks": checkLists(d.Checks),
		"Collections": collections(d.NotJudged), "Reasons": d.Reasons, "Summary": say.summary(d),
	})
}

// joined puts short texts side by side.
func joined(parts []string) string { return strings.Join(nonEmpty(parts...), " \u00b7 ") }
