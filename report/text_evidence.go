package report

import (
	"strconv"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// How much of the evidence a normal report shows.
const (
	shownEvidence     = 3
	shownExcerptLines = 3
)

// evidence writes the proof of a finding, with the way back to each piece.
func (p *printer) evidence(f finding.Finding) {
	if len(f.Evidence) == 0 {
		return
	}
	p.blank()
	p.section(sectionIndent, i18n.Evidence)
	p.items(bodyIndent, p.style.faint, p.when(f))
	shown := f.Evidence
	if p.opt.Detail < Verbose {
		shown = shown[:min(len(shown), shownEvidence)]
	}
	for i, e := range shown {
		if i == 0 || e.Path != shown[i-1].Path {
			p.para(bodyIndent, p.style.plain, e.Path)
		}
		p.piece(e)
	}
	if more := len(f.Evidence) - len(shown); more > 0 {
		p.para(bodyIndent, p.style.faint, p.text(i18n.MoreEvidence, "n", more))
	}
}

// piece writes one piece of evidence below its file: where, what, and the words
// themselves. The excerpt of a setting begins with its key, which is not told
// twice.
func (p *printer) piece(e finding.Evidence) {
	inner := bodyIndent + 2
	p.items(inner, p.style.faint, p.source(e)...)
	if key := e.Locator.RegistryKey; key != "" && !strings.HasPrefix(e.Excerpt, "[") {
		p.para(inner, p.style.faint, key)
	}
	p.excerpt(inner, e.Excerpt)
	if e.Why != "" && p.opt.Detail == Verbose {
		p.para(inner, p.style.faint, e.Why)
	}
}

// locator returns the place inside the file in words.
func (p *printer) locator(l evidence.Locator) string {
	var parts []string
	if l.RecordID != 0 {
		parts = append(parts, p.text(i18n.Record, "n", l.RecordID))
	}
	if l.Line != 0 {
		parts = append(parts, p.text(i18n.Line, "n", l.Line))
	}
	if l.Offset != 0 && l.RecordID == 0 && l.Line == 0 {
		parts = append(parts, p.text(i18n.Offset, "n", l.Offset))
	}
	return p.join(parts...)
}

// source returns place, time, provider and event id of a piece of evidence.
func (p *printer) source(e finding.Evidence) []string {
	id := ""
	if e.EventID != 0 {
		id = p.text(i18n.Event, "id", e.EventID)
	}
	return []string{p.locator(e.Locator), moment(e.Time), e.Provider, id}
}

// excerpt writes the words of the evidence behind a bar.
func (p *printer) excerpt(indent int, text string) {
	if text == "" {
		return
	}
	lines := Wrap(visible(strings.TrimSpace(text)), p.opt.Width-indent-2)
	if p.opt.Detail < Verbose && len(lines) > shownExcerptLines {
		lines = lines[:shownExcerptLines]
		last := &lines[shownExcerptLines-1]
		*last, _ = split(*last, p.opt.Width-indent-len("> ..."))
		*last += "..."
	}
	for _, line := range lines {
		p.line(indent, p.style.plain, "> "+line)
	}
}

// when tells how often and when a finding was seen.
func (p *printer) when(f finding.Finding) string {
	first, last := span(f.FirstTime, f.LastTime)
	switch {
	case first == "" && last == "" && f.Count > 1:
		return p.text(i18n.Times, "n", f.Count)
	case first == "" && last == "":
		return ""
	case f.Count <= 1:
		return p.text(i18n.TimesOnce, "first", first)
	case last == "":
		return p.text(i18n.TimesAt, "n", f.Count, "first", first)
	}
	return p.text(i18n.TimesSpan, "n", f.Count, "first", first, "last", last)
}

// moment and minute print a time for people; the zone is said once beside it.
func moment(t finding.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04:05") + "Z"
}

func minute(t finding.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Truncate(time.Minute).Format("2006-01-02 15:04")
}

// span prints two times for people: the day once, and no end that equals the
// start.
func span(from, to finding.Time) (first, last string) {
	first, last = minute(from), minute(to)
	if first == "" || last == "" {
		return first + last, ""
	}
	if last == first {
		return first, ""
	}
	if day := len("2006-01-02 "); first[:day] == last[:day] {
		last = last[day:]
	}
	return first, last
}

// nonEmpty returns the parts that say something.
func nonEmpty(parts ...string) []string {
	var out []string
	for _, s := range parts {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Size prints a number of bytes for people.
func Size(n int64) string {
	const unit = 1024
	if n < unit {
		return strconv.FormatInt(n, 10) + " B"
	}
	f, names := float64(n), []string{"KiB", "MiB", "GiB", "TiB"}
	i := -1
	for f >= unit && i < len(names)-1 {
		f /= unit
		i++
	}
	return strconv.FormatFloat(f, 'f', 1, 64) + " " + names[i]
}
