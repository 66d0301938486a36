package diagnosis

import (
	"slices"
	"strings"

	"hybriddiag/finding"
	"hybriddiag/signatures"
)

func findings(codes signatures.Codes, drafts []*draft) []finding.Finding {
	var out []finding.Finding
	for _, d := range drafts {
		f := findingOf(codes, d)
		for _, other := range drafts {
			if slices.Contains(other.causes, d) {
				f.Explains = append(f.Explains, other.sig.ID)
			}
		}
		slices.Sort(f.Explains)
		out = append(out, f)
	}
	return out
}

func findingOf(codes signatures.Codes, d *draft) finding.Finding {
	s := d.sig
	f := finding.Finding{
		ID: s.ID, Layer: s.Layer, Host: d.host, Severity: d.severity, Confidence: d.confidence, Role: d.role(),
		Title: d.text(s.Title), Cause: d.text(s.Cause), Steps: d.steps(s.Steps),
		CausedBy: []string{}, Explains: []string{}, Count: d.count,
		FirstTime: finding.Time{Time: d.first()}, LastTime: finding.Time{Time: d.last()},
		Evidence: proof(codes, d), References: slices.Concat([]string{}, s.References),
	}
	if s.WhenAlone != nil && len(d.causes) == 0 {
		d.tellAlone(&f)
	}
	for _, c := range d.causes {
		f.CausedBy = append(f.CausedBy, c.sig.ID)
	}
	slices.Sort(f.CausedBy)
	if s.Confirm != nil {
		t := d.text(*s.Confirm)
		f.Confirm = &t
	}
	if s.Rollback != nil {
		t := d.text(*s.Rollback)
		f.Rollback = &t
	}
	return f
}

// tellAlone says in the finding what only one without a cause has to say.
func (d *draft) tellAlone(f *finding.Finding) {
	alone := d.sig.WhenAlone
	if alone.Cause.En != "" {
		f.Cause = d.text(alone.Cause)
	}
	if alone.Add.En != "" {
		more := d.text(alone.Add)
		f.Cause = finding.Text{En: f.Cause.En + " " + more.En, Ja: f.Cause.Ja + more.Ja}
	}
	if len(alone.Steps) > 0 {
		f.Steps = d.steps(alone.Steps)
	}
}

// maxValue bounds a value of the case inside a sentence.
const maxValue = 160

// visible makes a foreign value fit for a sentence: one line, bounded, and
// without control characters.
func (d *draft) visible(p signatures.Placeholder) string { return oneLine(d.fill(p), maxValue) }

// steps returns the steps that fit the case, with its values in them.
func (d *draft) steps(steps []signatures.Step) []finding.Step {
	out := []finding.Step{}
	for _, st := range steps {
		if !d.shows(st.If) {
			continue
		}
		t := d.text(finding.Text{En: st.En, Ja: st.Ja})
		out = append(out, finding.Step{En: t.En, Ja: t.Ja, Command: strings.TrimSpace(st.Run)})
	}
	return out
}
