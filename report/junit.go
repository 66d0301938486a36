package report

import (
	"encoding/xml"
	"io"
	"strings"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// writeJUnit writes the result in the XML form of test reports, which build
// servers show: a host is a suite and an issue is a case. Root causes have
// failed, what could not be judged was skipped, and what could not be read is
// an error of its own suite.
func writeJUnit(w io.Writer, d *finding.Diagnosis, opt Options) error {
	j := junit{words{opt.Lang}}
	suites := junitSuites{Name: "diag"}
	for _, s := range stories(d) {
		suites.add(j.host(d, s))
	}
	if len(d.Reasons) > 0 {
		suites.add(j.reading(d.Reasons))
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(suites); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// junit makes the parts of a report.
type junit struct{ words }

func (j junit) host(d *finding.Diagnosis, s story) junitSuite {
	suite := junitSuite{Name: visible(s.Host.Name)}
	if suite.Name == "" {
		suite.Name = j.text(i18n.NoHost)
	}
	for _, f := range d.Findings {
		if f.Host == s.Host.Name {
			suite.Cases = append(suite.Cases, j.finding(f))
		}
	}
	for _, n := range d.NotJudged {
		if n.Host == s.Host.Name {
			suite.Cases = append(suite.Cases, junitCase{
				Class: family(n.ID), Name: visible(n.ID + " " + j.in(n.Title)),
				Skipped: &junitMessage{Message: visible(j.step(n.Collect)), Text: visible(n.Collect.Command)},
			})
		}
	}
	return suite
}

func (j junit) finding(f finding.Finding) junitCase {
	c := junitCase{Class: family(f.ID), Name: visible(f.ID + " " + j.in(f.Title))}
	var b strings.Builder
	_ = Explain(&b, f, Options{Lang: j.lang}) // memory takes every write
	if f.Role == finding.RootCause {
		c.Failure = &junitMessage{Message: visible(j.in(f.Cause)), Type: string(f.Severity), Text: b.String()}
	} else {
		c.Output = &junitOutput{b.String()}
	}
	return c
}

func (j junit) reading(reasons []finding.Reason) junitSuite {
	suite := junitSuite{Name: j.text(i18n.Incomplete)}
	for _, r := range reasons {
		suite.Cases = append(suite.Cases, junitCase{
			Class: "reading", Name: visible(r.Path),
			Error: &junitMessage{Message: visible(j.said(r.Message)), Type: r.Code},
		})
	}
	return suite
}

// family returns the letters of an id.
func family(id string) string {
	letters, _, _ := strings.Cut(id, "-")
	return letters
}

type junitSuites struct {
	XMLName xml.Name     `xml:"testsuites"`
	Name    string       `xml:"name,attr"`
	Suites  []junitSuite `xml:"testsuite"`
}

// add appends a suite and counts its cases.
func (s *junitSuites) add(suite junitSuite) {
	for _, c := range suite.Cases {
		suite.Tests++
		switch {
		case c.Failure != nil:
			suite.Failures++
		case c.Error != nil:
			suite.Errors++
		case c.Skipped != nil:
			suite.Skipped++
		}
	}
	s.Suites = append(s.Suites, suite)
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	Failure *junitMessage `xml:"failure"`
	Error   *junitMessage `xml:"error"`
	Skipped *junitMessage `xml:"skipped"`
	Output  *junitOutput  `xml:"system-out"`
}

type junitOutput struct {
	Text string `xml:",cdata"`
}

type junitMessage struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",cdata"`
}
