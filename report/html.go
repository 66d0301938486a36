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
		"brief":   func(f finding.Finding) string { return joined(append(say.rating(f), say.when(f))) },
		"source":  func(e finding.Evidence) string { return joined(say.source(e)) },
		"place":   func(u finding.Unexplained) string { return joined(say.unexplainedWhere(u)) },
		"codes":   say.codeMeanings,
		"whether": say.whether,
		"reason":  func(r finding.Reason) string { return say.said(r.Message) },
		"said":    say.said,
		"symbol":  symbol,
		"proof":   proofOf,
		"briefs":  func(fs []finding.Finding, firstOpen bool) briefs { return briefs{fs, firstOpen} },
	}).Parse(page)
	if err != nil {
		return err
	}
	first, rest := say.answer(d)
	return t.Execute(w, map[string]any{
		"Lang": string(opt.Lang), "First": first, "Rest": rest, "Stories": stories(d), "Checks": checkLists(d.Checks),
		"Collections": collections(d), "Decided": decided(d), "Folder": say.folder(), "HandIn": say.handIn(), "Unjudged": distinct(d.NotJudged),
		"Unexplained": d.Unexplained, "Reasons": d.Reasons, "Limits": limits(d.Sources), "Summary": say.summary(d),
	})
}

// joined puts short texts side by side.
func joined(parts []string) string { return strings.Join(nonEmpty(parts...), " \u00b7 ") }

// briefs are findings of which the page shows the title, and the rest when it is
// unfolded. The first one is unfolded where nothing weightier is to be told.
type briefs struct {
	Findings  []finding.Finding
	FirstOpen bool
}

// proof is the evidence of a finding on the page: the first pieces, and those
// that are folded away so that the steps are not far below.
type proof struct {
	First, More []fileProof
	N           int // of the folded pieces
}

// fileProof is the evidence that one file gives in a row.
type fileProof struct {
	Path   string
	Pieces []finding.Evidence
}

func proofOf(all []finding.Evidence) proof {
	n := min(len(all), shownEvidence)
	return proof{byFile(all[:n]), byFile(all[n:]), len(all) - n}
}

func byFile(all []finding.Evidence) []fileProof {
	var out []fileProof
	for i, e := range all {
		if i == 0 || e.Path != all[i-1].Path {
			out = append(out, fileProof{Path: e.Path})
		}
		last := &out[len(out)-1]
		last.Pieces = append(last.Pieces, e)
	}
	return out
}
