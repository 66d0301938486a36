package report

import (
	"encoding/json"
	"io"
	"net/url"

	"hybriddiag/finding"
)

// writeSARIF writes the result in the Static Analysis Results Interchange
// Format 2.1.0 (OASIS), for tools that collect findings of many programs: a
// signature is a rule, a finding is a result, and its evidence are locations.
func writeSARIF(w io.Writer, d *finding.Diagnosis, opt Options) error {
	s := sarif{words{opt.Lang}, map[string]int{}}
	run := sarifRun{
		Tool:        sarifTool{sarifDriver{Name: d.Tool.Name, Version: d.Tool.Version, Rules: []sarifRule{}}},
		Results:     []sarifResult{},
		Invocations: []sarifInvocation{{ExecutionSuccessful: true, Notifications: s.notifications(d.Reasons)}},
	}
	for _, f := range d.Findings {
		run.Results = append(run.Results, s.result(f, s.rule(&run.Tool.Driver, f.ID, f.Title)))
	}
	for _, n := range d.NotJudged {
		run.Results = append(run.Results, s.open(n, s.rule(&run.Tool.Driver, n.ID, n.Title)))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// sarif makes the parts of a log; rules holds the index of each rule.
type sarif struct {
	words
	rules map[string]int
}

// rule returns the index of the rule, which it adds on first use.
func (s sarif) rule(driver *sarifDriver, id string, title finding.Text) int {
	i, ok := s.rules[id]
	if !ok {
		i = len(driver.Rules)
		s.rules[id] = i
		driver.Rules = append(driver.Rules, sarifRule{ID: id, Short: sarifText{visible(s.in(title))}})
	}
	return i
}

func (s sarif) result(f finding.Finding, rule int) sarifResult {
	r := sarifResult{
		RuleID: f.ID, RuleIndex: rule, Kind: "fail", Level: sarifLevel(f),
		Message:      sarifText{visible(s.in(f.Title) + "\n" + s.in(f.Cause))},
		Fingerprints: map[string]string{"finding/v1": f.ID + "@" + f.Host},
		Properties:   sarifProperties{Host: f.Host, Severity: string(f.Severity), Confidence: string(f.Confidence), Role: string(f.Role)},
	}
	if r.Level == "none" {
		r.Kind = "informational"
	}
	for _, e := range f.Evidence {
		r.Locations = append(r.Locations, s.location(e))
	}
	return r
}

// open returns the result of a signature that could not be judged.
func (s sarif) open(n finding.NotJudged, rule int) sarifResult {
	return sarifResult{
		RuleID: n.ID, RuleIndex: rule, Kind: "open", Level: "none",
		Message:      sarifText{visible(s.in(n.Title) + "\n" + s.step(n.Collect) + "\n" + n.Collect.Command)},
		Fingerprints: map[string]string{"finding/v1": n.ID + "@" + n.Host},
		Properties:   sarifProperties{Host: n.Host},
	}
}

func (s sarif) location(e finding.Evidence) sarifLocation {
	l := sarifLocation{Message: &sarifText{visible(joined(append(s.source(e), s.said(e.Excerpt))))}}
	l.Physical.Artifact.URI = (&url.URL{Path: e.Path}).String()
	if e.Locator.Line > 0 {
		l.Physical.Region = &sarifRegion{StartLine: e.Locator.Line}
	}
	if id := e.Locator.RecordID; id != 0 {
		l.Properties = &sarifProperties{RecordID: id}
	}
	return l
}

func (s sarif) notifications(reasons []finding.Reason) []sarifNotification {
	out := []sarifNotification{}
	for _, r := range reasons {
		out = append(out, sarifNotification{Level: "warning", Message: sarifText{visible(r.Path + ": " + s.said(r.Message))}})
	}
	return out
}

// sarifLevel maps the severities; only present issues are errors or warnings.
func sarifLevel(f finding.Finding) string {
	switch {
	case f.Severity == finding.Info:
		return "none"
	case f.Role == finding.Past || f.Role == finding.Note || f.Severity == finding.Low:
		return "note"
	case f.Severity == finding.Medium:
		return "warning"
	}
	return "error"
}
