package report

import (
	"cmp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
	"hybriddiag/products"
)

// about returns the system and the products of a host in one line.
func (w words) about(h finding.Host) string {
	var parts []string
	os := h.OS
	if h.OSBuild != "" && !strings.Contains(os, h.OSBuild) {
		os = cmp.Or(os, "Windows") + " (" + h.OSBuild + ")"
	}
	if os != "" {
		parts = append(parts, os)
	}
	for _, product := range h.Products {
		if product.ID != products.Windows {
			parts = append(parts, w.product(product))
		}
	}
	return strings.Join(parts, "; ")
}

func (w words) product(product finding.Product) string {
	name := product.ID
	if p := products.Builtin().Get(product.ID); p != nil {
		name = p.Short.In(string(w.lang))
	}
	version := product.Version
	if version != "" && product.ID == products.DotNet {
		version = w.text(i18n.DotNet, "release", version)
	}
	return strings.TrimSpace(name + " " + version)
}

// rating returns severity, confidence and id in words.
func (w words) rating(f finding.Finding) []string {
	confidence := ""
	if f.Confidence != "" {
		confidence = w.text(i18n.Confidence) + ": " + w.text(i18n.Key("confidence."+string(f.Confidence)))
	}
	return []string{w.text(i18n.Severity) + ": " + w.text(i18n.Key("severity."+string(f.Severity))), confidence, f.ID}
}

// locator returns the place inside the file in words.
func (w words) locator(l evidence.Locator) string {
	var parts []string
	if l.RecordID != 0 {
		parts = append(parts, w.text(i18n.Record, "n", l.RecordID))
	}
	if l.Line != 0 {
		parts = append(parts, w.text(i18n.Line, "n", l.Line))
	}
	if l.Offset != 0 && l.RecordID == 0 && l.Line == 0 {
		parts = append(parts, w.text(i18n.Offset, "n", l.Offset))
	}
	return w.join(parts...)
}

// source returns place, time, provider and event id of a piece of evidence.
func (w words) source(e finding.Evidence) []string {
	id := ""
	if e.EventID != 0 {
		id = w.text(i18n.Event, "id", e.EventID)
	}
	return []string{w.locator(e.Locator), w.moment(e.Time), e.Provider, id}
}

// when tells how often and when a finding was seen.
func (w words) when(f finding.Finding) string {
	first, last := w.ends(f.FirstTime, f.LastTime)
	switch {
	case first == "" && last == "" && f.Count > 1:
		return w.text(i18n.Times, "n", f.Count)
	case first == "" && last == "":
		return ""
	case f.Count <= 1 && ofState(f):
		return ""
	case f.Count <= 1:
		return w.text(i18n.TimesOnce, "first", first, "zone", w.zone(f.FirstTime, f.FirstTime))
	case last == "":
		return w.text(i18n.TimesAt, "n", f.Count, "first", first, "zone", w.zone(f.FirstTime, f.FirstTime))
	}
	return w.text(i18n.TimesSpan, "n", f.Count, "first", first, "last", last, "zone", w.zone(f.FirstTime, f.LastTime))
}

// ofState reports whether a finding rests on a setting: that is no event, and does
// not happen once.
func ofState(f finding.Finding) bool {
	return len(f.Evidence) > 0 && f.Evidence[0].Locator.RegistryKey != ""
}

// outcomes counts the outcomes of a check list, those that occur.
func (w words) outcomes(list []finding.Check) string {
	count := map[finding.Outcome]int{}
	for _, c := range list {
		count[c.Outcome]++
	}
	var parts []string
	for _, o := range []finding.Outcome{finding.Failed, finding.Passed, finding.Unjudged, finding.NotApplicable} {
		if count[o] > 0 {
			parts = append(parts, w.text(i18n.OutcomeCount, "outcome", w.text(i18n.Key("outcome."+string(o))), "n", count[o]))
		}
	}
	return w.join(parts...)
}

// summary returns what was read, and as of when it is judged.
func (w words) summary(d *finding.Diagnosis) []string {
	read, records := 0, 0
	for _, s := range d.Sources {
		if s.Status == finding.Read || s.Status == finding.Partial {
			read++
		}
		records += s.Records
	}
	line := w.text(i18n.Summary, "read", read, "n", len(d.Sources), "size", Size(d.Case.Bytes), "records", records)
	if first, last := w.ends(d.Case.FirstTime, d.Case.LastTime); last != "" {
		line = w.join(line, w.text(i18n.SummarySpan, "first", first, "last", last, "zone", w.zone(d.Case.FirstTime, d.Case.LastTime)))
	}
	judged := w.text(noTime(d.Sources), "n", d.Tool.Signatures.Count)
	if at := minute(d.Case.JudgedAt); at != "" {
		judged = w.text(i18n.JudgedAt, "at", at, "zone", w.zone(d.Case.JudgedAt, d.Case.JudgedAt), "n", d.Tool.Signatures.Count)
	}
	return nonEmpty(line, judged, w.clock(d))
}
