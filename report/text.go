package report

import (
	"io"
	"strings"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// writeText writes the report for a terminal: the answer first, then what
// proves it, then what to do; after that what is not known, and why.
func writeText(w io.Writer, d *finding.Diagnosis, opt Options) error {
	p := newPrinter(opt)
	p.answer(d)
	for _, s := range stories(d) {
		p.host(s)
	}
	if opt.Detail > Quiet {
		p.checks(d.Checks)
		p.notJudged(d.NotJudged)
		p.reasons(d.Reasons)
		p.sources(d.Sources)
		p.summary(d)
	}
	_, err := io.WriteString(w, p.out.String())
	return err
}

// Explain writes what is known about an issue apart from any case.
func Explain(w io.Writer, f finding.Finding, opt Options) error {
	p := newPrinter(opt)
	p.title(titleIndent, f)
	p.body(f)
	_, err := io.WriteString(w, p.out.String())
	return err
}

// answer writes the first lines: what was found, and how far that reaches.
func (p *printer) answer(d *finding.Diagnosis) {
	roots, past := countRole(d, finding.RootCause), countRole(d, finding.Past)
	switch {
	case roots > 0:
		p.para(0, p.style.answer, p.text(i18n.HeadRoots, "n", roots))
	case past > 0:
		p.para(0, p.style.answer, p.text(i18n.HeadPastOnly, "n", past))
	case len(d.Findings) > 0:
		p.para(0, p.style.answer, p.text(i18n.HeadNotesOnly, "n", len(d.Findings)))
	case !anyRead(d):
		p.para(0, p.style.answer, p.text(i18n.HeadNothingRead))
	default:
		p.para(0, p.style.answer, p.text(i18n.HeadNone))
		p.para(0, p.style.plain, p.text(i18n.HeadNoneCaveat))
	}
	if n := distinct(d.NotJudged); n > 0 && p.opt.Detail > Quiet {
		p.para(0, p.style.plain, p.text(i18n.HeadNotJudged, "n", n))
	}
	if !d.Complete {
		p.para(0, p.style.warn, p.text(i18n.HeadIncomplete))
	}
}

func countRole(d *finding.Diagnosis, role finding.Role) int {
	n := 0
	for _, f := range d.Findings {
		if f.Role == role {
			n++
		}
	}
	return n
}

// distinct counts issues, not the hosts they could not be judged on.
func distinct(all []finding.NotJudged) int {
	ids := map[string]bool{}
	for _, n := range all {
		ids[n.ID] = true
	}
	return len(ids)
}

func anyRead(d *finding.Diagnosis) bool {
	for _, s := range d.Sources {
		if s.Status == finding.Read || s.Status == finding.Partial {
			return true
		}
	}
	return false
}

// host writes what was found on one computer.
func (p *printer) host(s story) {
	quiet := p.opt.Detail == Quiet
	empty := len(s.roots)+len(s.others)+len(s.past)+len(s.notes) == 0
	if quiet && len(s.roots) == 0 || s.host.Name == "" && empty {
		return
	}
	p.blank()
	name := s.host.Name
	if name == "" {
		name = p.text(i18n.NoHost)
	}
	p.para(0, p.style.host, name)
	if about := p.about(s.host); about != "" && !quiet {
		p.para(0, p.style.faint, about)
	}
	for _, r := range s.roots {
		p.blank()
		p.root(r)
	}
	if quiet {
		return
	}
	p.group(i18n.Others, s.others)
	p.group(i18n.Past, s.past)
	p.group(i18n.Notes, s.notes)
}

// about returns the system and the products of a host in one line.
func (p *printer) about(h finding.Host) string {
	var parts []string
	os := h.OS
	if h.OSBuild != "" && !strings.Contains(os, h.OSBuild) {
		os = strings.TrimSpace(os + " (" + h.OSBuild + ")")
	}
	if os != "" {
		parts = append(parts, os)
	}
	for _, product := range h.Products {
		if product.ID != "windows" {
			parts = append(parts, p.product(product))
		}
	}
	return strings.Join(parts, "; ")
}

func (p *printer) product(product finding.Product) string {
	name := product.ID
	if key := i18n.Key("product." + product.ID); i18n.Has(key) {
		name = p.text(key)
	}
	version := product.Version
	if version != "" && product.ID == "dotnet-framework" {
		version = p.text(i18n.DotNet, "release", version)
	}
	return strings.TrimSpace(name + " " + version)
}
