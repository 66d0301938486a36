package report

import (
	"charm.land/lipgloss/v2"

	"hybriddiag/finding"
)

// palette holds the styles of a text report. Only the sixteen colours of every
// terminal are used, and no meaning hangs on a colour alone.
type palette struct {
	answer  lipgloss.Style
	host    lipgloss.Style
	section lipgloss.Style
	faint   lipgloss.Style
	command lipgloss.Style
	good    lipgloss.Style
	bad     lipgloss.Style
	warn    lipgloss.Style
	plain   lipgloss.Style
}

// newPalette returns the styles, all of them empty without colour.
func newPalette(color bool) palette {
	s := lipgloss.NewStyle
	if !color {
		return palette{}
	}
	return palette{
		answer:  s().Bold(true),
		host:    s().Bold(true),
		section: s().Bold(true),
		faint:   s().Faint(true),
		command: s().Foreground(lipgloss.Cyan),
		good:    s().Foreground(lipgloss.Green),
		bad:     s().Bold(true).Foreground(lipgloss.Red),
		warn:    s().Bold(true).Foreground(lipgloss.Yellow),
	}
}

// ofSeverity returns the style of a finding's title.
func (p palette) ofSeverity(s finding.Severity) lipgloss.Style {
	switch s {
	case finding.Critical, finding.High:
		return p.bad
	case finding.Medium:
		return p.warn
	}
	return p.section
}

// symbol returns the mark of a severity, so that it is seen without colour.
func symbol(s finding.Severity) string {
	switch s {
	case finding.Critical, finding.High:
		return "✖"
	case finding.Medium:
		return "!"
	case finding.Low:
		return "-"
	}
	return "i"
}
