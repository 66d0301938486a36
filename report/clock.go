package report

import (
	"slices"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// clock says what became of the times that came without a zone.
func (w words) clock(d *finding.Diagnosis) string {
	switch zone := d.Case.TimeZone; {
	case zone != nil && zone.Source == finding.ZoneAssumed:
		return w.text(i18n.ClockAssumed, "offset", zone.Offset)
	case zone != nil && !asksZone(d):
		return w.text(i18n.ClockProved, "offset", zone.Offset)
	case asksZone(d):
		return w.text(i18n.ClockUnknown)
	}
	return ""
}

// asksZone reports whether the data has times whose zone is neither proved nor
// assumed.
func asksZone(d *finding.Diagnosis) bool {
	if d.Case.TimeZone != nil && d.Case.TimeZone.Source == finding.ZoneAssumed {
		return false
	}
	return slices.ContainsFunc(d.Sources, func(s finding.Source) bool { return evidence.IsWall(s.LastTime.Time) })
}

// zoneToCollect is what tells the time zone of a server.
func zoneToCollect() collection {
	return collection{Step: finding.Step{
		En: i18n.English.Text(i18n.CollectZone), Ja: i18n.Japanese.Text(i18n.CollectZone),
		Command: `systeminfo | Out-File "$env:TEMP\diag\systeminfo.txt"`,
	}}
}

// noTime returns what to say of a case without times: whether it has none, or
// none that could be read.
func noTime(sources []finding.Source) i18n.Key {
	for _, s := range sources {
		if slices.ContainsFunc(s.Problems, func(p finding.Problem) bool { return p.Code == "date-unread" }) {
			return i18n.NoTimeRead
		}
	}
	return i18n.NoTime
}
