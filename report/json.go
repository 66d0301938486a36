package report

import (
	"encoding/json"
	"io"
	"slices"

	"hybriddiag/finding"
)

// writeJSON writes the result as one indented object, with [] for every list
// that is empty. Characters such as < stay readable.
func writeJSON(w io.Writer, d *finding.Diagnosis, _ Options) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(withLists(*d))
}

// withLists returns a copy without nil lists, which JSON would show as null.
func withLists(d finding.Diagnosis) finding.Diagnosis {
	d.SchemaVersion = finding.SchemaVersion
	d.Reasons = list(d.Reasons)
	d.Case.Inputs = list(d.Case.Inputs)
	d.Hosts = list(d.Hosts)
	for i := range d.Hosts {
		d.Hosts[i].Products = list(d.Hosts[i].Products)
	}
	d.Sources = list(d.Sources)
	for i := range d.Sources {
		d.Sources[i].Problems = list(d.Sources[i].Problems)
	}
	d.Findings = list(d.Findings)
	for i := range d.Findings {
		f := &d.Findings[i]
		f.CausedBy, f.Explains = list(f.CausedBy), list(f.Explains)
		f.Evidence, f.Steps, f.References = list(f.Evidence), list(f.Steps), list(f.References)
	}
	d.Unexplained = list(d.Unexplained)
	for i := range d.Unexplained {
		d.Unexplained[i].Codes = list(d.Unexplained[i].Codes)
	}
	d.NotJudged = list(d.NotJudged)
	for i := range d.NotJudged {
		d.NotJudged[i].Missing = list(d.NotJudged[i].Missing)
	}
	d.Checks = list(d.Checks)
	return d
}

// list returns a copy of s that is never nil.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return slices.Clone(s)
}
