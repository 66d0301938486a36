package diagnosis

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// Conclusion is what the evidence of all files says.
type Conclusion struct {
	Hosts     []finding.Host
	Findings  []finding.Finding
	NotJudged []finding.NotJudged
	Checks    []finding.Check
}

// Conclude judges every signature on every host. at is the moment that dates
// are judged against. Files must have their hosts (AssignHosts) and come in the
// order of their paths.
func (e *Engine) Conclude(files []*File, at time.Time) Conclusion {
	var out Conclusion
	all := gather(files)
	for _, f := range all {
		f.dropLeftOvers(e.lib.Products)
	}
	for _, f := range all {
		j := newJudge(e, f, all, at)
		drafts, opens := j.detect()
		connect(drafts)
		out.Findings = append(out.Findings, e.findings(drafts)...)
		out.NotJudged = append(out.NotJudged, j.notJudged(drafts, opens)...)
		out.Checks = append(out.Checks, j.checks()...)
		if h := j.hostFacts(); h.Name != "" || known(h) {
			out.Hosts = append(out.Hosts, h)
		}
	}
	rank(out.Findings)
	slices.SortStableFunc(out.NotJudged, func(a, b finding.NotJudged) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Host, b.Host))
	})
	return out
}

// hostFacts says what the case shows about the computer itself.
func (j *judge) hostFacts() finding.Host {
	h := finding.Host{Name: j.facts.host, OS: j.setting(hostKey, "OS"), OSBuild: j.setting(hostKey, "Build"), Products: []finding.Product{}}
	for _, id := range j.productsPresent() {
		p, _ := j.installed(id)
		h.Products = append(h.Products, finding.Product{ID: id, Version: p.v.Version})
	}
	return h
}

// known tells whether the case says something about a computer that no file
// names.
func known(h finding.Host) bool {
	return h.OS != "" || h.OSBuild != "" || slices.ContainsFunc(h.Products, func(p finding.Product) bool { return p.Version != "" })
}

func (j *judge) setting(key, name string) string {
	for _, l := range j.facts.settings[key] {
		if strings.EqualFold(l.v.Name, name) && !l.v.Absent {
			return l.v.Value
		}
	}
	return ""
}

func (e *Engine) findings(drafts []*draft) []finding.Finding {
	var out []finding.Finding
	for _, d := range drafts {
		f := e.finding(d)
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

func (e *Engine) finding(d *draft) finding.Finding {
	s := d.sig
	f := finding.Finding{
		ID: s.ID, Layer: s.Layer, Host: d.host, Severity: d.severity, Confidence: d.confidence, Role: d.role(),
		Title: d.text(s.Title), Cause: d.text(s.Cause), Steps: d.steps(s.Steps),
		CausedBy: []string{}, Explains: []string{}, Count: d.count,
		FirstTime: finding.Time{Time: d.first()}, LastTime: finding.Time{Time: d.last()},
		Evidence: e.evidence(d), References: slices.Concat([]string{}, s.References),
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

func (d *draft) steps(steps []signatures.Step) []finding.Step {
	out := []finding.Step{}
	for _, st := range steps {
		t := d.text(finding.Text{En: st.En, Ja: st.Ja})
		out = append(out, finding.Step{En: t.En, Ja: t.Ja, Command: strings.TrimSpace(st.Run)})
	}
	return out
}

// rank orders findings: role, severity, confidence, lower layer, more
// consequences, later, id, host.
func rank(fs []finding.Finding) {
	roles := []finding.Role{finding.RootCause, finding.Past, finding.Consequence, finding.Note}
	severities := []finding.Severity{finding.Critical, finding.High, finding.Medium, finding.Low, finding.Info}
	confidences := []finding.Confidence{finding.Confirmed, finding.Probable, finding.Possible}
	slices.SortStableFunc(fs, func(a, b finding.Finding) int {
		return cmp.Or(
			cmp.Compare(slices.Index(roles, a.Role), slices.Index(roles, b.Role)),
			cmp.Compare(slices.Index(severities, a.Severity), slices.Index(severities, b.Severity)),
			cmp.Compare(slices.Index(confidences, a.Confidence), slices.Index(confidences, b.Confidence)),
			cmp.Compare(a.Layer, b.Layer),
			cmp.Compare(len(b.Explains), len(a.Explains)),
			b.LastTime.Compare(a.LastTime.Time),
			cmp.Compare(a.ID, b.ID),
			cmp.Compare(a.Host, b.Host),
		)
	})
}

func itoa(n int) string { return strconv.Itoa(n) }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
