package report

import (
	"strings"

	"charm.land/lipgloss/v2"

	"hybriddiag/internal/i18n"
)

// printer lays out a text report in memory. Every text goes through visible
// and wrap before a style is put around it, so that styles never count as
// columns and foreign text never styles anything.
type printer struct {
	words
	out   strings.Builder
	opt   Options
	style palette
}

func newPrinter(opt Options) *printer {
	if opt.Width <= 0 {
		opt.Width = DefaultWidth
	}
	return &printer{words: words{opt.Lang}, opt: opt, style: newPalette(opt.Color)}
}

func (p *printer) blank() { p.out.WriteByte('\n') }

// para writes wrapped text, every line indented.
func (p *printer) para(indent int, style lipgloss.Style, text string) {
	p.hang(indent, "", style, text)
}

// hang writes a mark and wrapped text that hangs beside it.
func (p *printer) hang(indent int, mark string, style lipgloss.Style, text string) {
	inner := indent + width(mark)
	for i, line := range Wrap(visible(text), p.opt.Width-inner) {
		if i == 0 {
			p.line(indent, style, mark+line)
		} else {
			p.line(inner, style, line)
		}
	}
}

// items writes short texts side by side, as many to a line as fit.
func (p *printer) items(indent int, style lipgloss.Style, items ...string) {
	const gap = "  "
	line := ""
	for _, item := range nonEmpty(items...) {
		if line != "" && indent+width(line+gap+item) > p.opt.Width {
			p.para(indent, style, line)
			line = ""
		}
		if line != "" {
			line += gap
		}
		line += item
	}
	if line != "" {
		p.para(indent, style, line)
	}
}

// unwrapped writes lines that must stay whole, whatever the width: a console
// gets a command by copy and paste.
func (p *printer) unwrapped(indent int, style lipgloss.Style, text string) {
	for _, line := range strings.Split(strings.TrimRight(visible(text), "\n"), "\n") {
		p.line(indent, style, line)
	}
}

// section writes the heading of a section.
func (p *printer) section(indent int, key i18n.Key, args ...any) {
	p.para(indent, p.style.section, p.text(key, args...))
}

func (p *printer) line(indent int, style lipgloss.Style, line string) {
	if line != "" {
		p.out.WriteString(strings.Repeat(" ", indent))
		p.out.WriteString(style.Render(line))
	}
	p.out.WriteByte('\n')
}
