package signatures

import (
	"path"
	"slices"
	"time"

	"hybriddiag/finding"
)

// Signature is the constant knowledge about one issue.
type Signature struct {
	ID          string        `yaml:"id"`
	Mark        string        `yaml:"mark"`
	Products    []string      `yaml:"products"`
	Layer       int           `yaml:"layer"`
	Severity    Severities    `yaml:"severity"`
	Select      Selections    `yaml:"select"`
	Condition   Condition     `yaml:"condition"`
	Confidence  Confidences   `yaml:"confidence"`
	Supports    []string      `yaml:"supports"`
	RefutedBy   []Condition   `yaml:"refuted_by"`
	ResolvedBy  []string      `yaml:"resolved_by"`
	ExplainedBy []Edge        `yaml:"explained_by"`
	Note        bool          `yaml:"note"`
	NoteUnless  Condition     `yaml:"note_unless"`
	Title       finding.Text  `yaml:"title"`
	Cause       finding.Text  `yaml:"cause"`
	Steps       []Step        `yaml:"steps"`
	Confirm     *finding.Text `yaml:"confirm"`
	Rollback    *finding.Text `yaml:"rollback"`
	NotThis     *finding.Text `yaml:"not_this"`
	WhenAlone   *Alone        `yaml:"when_alone"`
	Collect     []string      `yaml:"collect"`
	References  []string      `yaml:"references"`
	File        string        `yaml:"-"`

	lines map[string]int
}

// Step is one thing to do; Run is copied to a console as it stands. A step with
// a condition is told only where the case shows that it holds.
type Step struct {
	If  Condition `yaml:"if"`
	En  string    `yaml:"en"`
	Ja  string    `yaml:"ja"`
	Run string    `yaml:"run"`
}

// allSteps returns the steps, and those told when nothing explains the finding.
func (s *Signature) allSteps() []Step {
	if s.WhenAlone == nil {
		return s.Steps
	}
	return slices.Concat(s.Steps, s.WhenAlone.Steps)
}

// Alone replaces texts of a finding that nothing in the case explains, or adds
// a sentence to its cause.
type Alone struct {
	Cause finding.Text `yaml:"cause"`
	Add   finding.Text `yaml:"add"`
	Steps []Step       `yaml:"steps"`
}

// Edge says which findings explain this one: ids (a trailing * matches the rest
// of the id), how close in time they must be (0 = any time), which data fields
// must be equal where both findings show them, which severities the cause must
// have to explain anything, and what the consequence must be about.
type Edge struct {
	IDs      []string           `yaml:"ids"`
	Within   Duration           `yaml:"within"` // the cause comes at most this much before
	Around   Duration           `yaml:"around"` // or at most this much before or after
	Same     []string           `yaml:"same"`
	Severity []finding.Severity `yaml:"severity"`
	Since    time.Time          `yaml:"since"` // the consequence goes on at this moment or later
	Only     map[string]string  `yaml:"only"`  // no event of the consequence shows another value of these fields
}

// Duration is a time span written as 90s, 5m, 2h or 7d.
type Duration time.Duration

// Case is one severity or confidence with the condition it holds under; an
// empty condition always holds.
type Case struct {
	Is string
	If Condition
}

// Severities is the ordered list of severities of a signature.
type Severities []Case

// Confidences is the ordered list of confidences, best first.
type Confidences []Case

// Worst returns the highest severity that the signature can have.
func (s Severities) Worst() finding.Severity {
	order := []finding.Severity{finding.Critical, finding.High, finding.Medium, finding.Low, finding.Info}
	for _, sev := range order {
		for _, c := range s {
			if c.Is == string(sev) {
				return sev
			}
		}
	}
	return finding.Info
}

// Line returns the line of a top-level key in the signature's file.
func (s *Signature) Line(key string) int { return s.lines[key] }

// Family returns the letters of the id, e.g. "TLS".
func (s *Signature) Family() string {
	for i, r := range s.ID {
		if r == '-' {
			return s.ID[:i]
		}
	}
	return s.ID
}

// MatchID reports whether an id is the one meant or fits a pattern such as NET-*.
func MatchID(pattern, id string) bool {
	ok, err := path.Match(pattern, id)
	return err == nil && ok
}
