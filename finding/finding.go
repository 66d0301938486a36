// Package finding holds what a diagnosis is made of. The JSON form of these
// types is the result that `diag --format json` prints; its keys and words are
// fixed for users and scripts.
package finding

import (
	"encoding/json"
	"time"

	"hybriddiag/evidence"
)

// SchemaVersion is the version of the JSON result.
const SchemaVersion = "1"

// Text is one sentence in both languages.
type Text struct {
	En string `json:"en" yaml:"en"`
	Ja string `json:"ja" yaml:"ja"`
}

// In returns the text in the language ("en" or "ja").
func (t Text) In(lang string) string {
	if lang == "ja" {
		return t.Ja
	}
	return t.En
}

// Message is a sentence that the program itself has made. Its JSON form is the
// English one alone, so a message that is read back has no other.
type Message Text

// In returns the sentence in the language ("en" or "ja").
func (m Message) In(lang string) string {
	if m.Ja == "" {
		return m.En
	}
	return Text(m).In(lang)
}

// MarshalText implements encoding.TextMarshaler.
func (m Message) MarshalText() ([]byte, error) { return []byte(m.En), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (m *Message) UnmarshalText(b []byte) error {
	*m = Message{En: string(b)}
	return nil
}

// Severity says how bad the issue is for its owner.
type Severity string

// The severities, worst first.
const (
	Critical Severity = "critical"
	High     Severity = "high"
	Medium   Severity = "medium"
	Low      Severity = "low"
	Info     Severity = "info"
)

// Confidence says how well the evidence proves the issue.
type Confidence string

// The confidences, best first.
const (
	Confirmed Confidence = "confirmed"
	Probable  Confidence = "probable"
	Possible  Confidence = "possible"
)

// Role says what the finding is in the story of the case.
type Role string

// The roles, in the order of the result.
const (
	RootCause   Role = "root_cause"
	Past        Role = "past"
	Consequence Role = "consequence"
	Note        Role = "note"
)

// Diagnosis is the whole result of one case.
type Diagnosis struct {
	SchemaVersion string        `json:"schema_version"`
	Tool          Tool          `json:"tool"`
	Complete      bool          `json:"complete"`
	Reasons       []Reason      `json:"reasons"`
	Case          Case          `json:"case"`
	Hosts         []Host        `json:"hosts"`
	Sources       []Source      `json:"sources"`
	Findings      []Finding     `json:"findings"`
	Unexplained   []Unexplained `json:"unexplained"`
	NotJudged     []NotJudged   `json:"not_judged"`
	Checks        []Check       `json:"checks"`
	Statistics    Statistics    `json:"statistics"`
}

// Tool says which program and which signatures made the result.
type Tool struct {
	Name       string       `json:"name"`
	Version    string       `json:"version"`
	Signatures SignatureSet `json:"signatures"`
}

// SignatureSet identifies the signature library.
type SignatureSet struct {
	Count int    `json:"count"`
	Hash  string `json:"hash"`
}

// Reason is one thing that could not be read.
type Reason struct {
	Code    string  `json:"code"`
	Path    string  `json:"path"`
	Message Message `json:"message"`
}

// Case is the input as a whole.
type Case struct {
	Inputs    []string `json:"inputs"`
	Files     int      `json:"files"`
	Bytes     int64    `json:"bytes"`
	FirstTime Time     `json:"first_time,omitzero"`
	LastTime  Time     `json:"last_time,omitzero"`
	JudgedAt  Time     `json:"judged_at"`
	// TimeZone is that of the clocks whose times came without one, nil where
	// nothing tells it or where there are no such times.
	TimeZone *TimeZone `json:"time_zone,omitempty"`
}

// TimeZone is how far a clock is ahead of UTC, as "+09:00", and how that is known.
type TimeZone struct {
	Offset string     `json:"offset"`
	Source ZoneSource `json:"source"`
}

// ZoneSource is how a time zone is known. Times of a zone that is only assumed are
// told as the clock showed them.
type ZoneSource string

// The sources of a time zone.
const (
	ZoneProved  ZoneSource = "proved"
	ZoneAssumed ZoneSource = "assumed"
)

// Host is one computer of the case.
type Host struct {
	Name     string    `json:"name"`
	OS       string    `json:"os"`
	OSBuild  string    `json:"os_build"`
	Products []Product `json:"products"`
}

// Product is a product on a host; Version is "" when it is not known.
type Product struct {
	ID      string `json:"id"`
	Version string `json:"version"`
}

// Status says how the reading of one file went.
type Status string

// The statuses of a source.
const (
	Read    Status = "read"
	Partial Status = "partial"
	Damaged Status = "damaged"
	Skipped Status = "skipped"
	Unknown Status = "unknown"
)

// Source is one file of the case.
type Source struct {
	Path           string    `json:"path"`
	Format         string    `json:"format"`
	Status         Status    `json:"status"`
	Host           string    `json:"host"`
	Channel        string    `json:"channel"`
	Records        int       `json:"records"`
	RecordsDamaged int       `json:"records_damaged"`
	FirstTime      Time      `json:"first_time,omitzero"`
	LastTime       Time      `json:"last_time,omitzero"`
	Problems       []Problem `json:"problems"`
}

// Problem is one thing that was wrong with a file.
type Problem struct {
	Code    string  `json:"code"`
	Message Message `json:"message"`
	Offset  int64   `json:"offset"`
}

// Finding is one signature's knowledge on this case.
type Finding struct {
	ID         string     `json:"id"`
	Title      Text       `json:"title"`
	Cause      Text       `json:"cause"`
	Severity   Severity   `json:"severity"`
	Confidence Confidence `json:"confidence"`
	Role       Role       `json:"role"`
	Layer      int        `json:"layer"`
	CausedBy   []string   `json:"caused_by"`
	Explains   []string   `json:"explains"`
	Host       string     `json:"host"`
	FirstTime  Time       `json:"first_time,omitzero"`
	LastTime   Time       `json:"last_time,omitzero"`
	Count      int        `json:"count"`
	Evidence   []Evidence `json:"evidence"`
	Steps      []Step     `json:"steps"`
	Confirm    *Text      `json:"confirm,omitempty"`
	Rollback   *Text      `json:"rollback,omitempty"`
	References []string   `json:"references"`
}

// Step is one thing to do; Command is copied to a console as it stands.
type Step struct {
	En      string `json:"en" yaml:"en"`
	Ja      string `json:"ja" yaml:"ja"`
	Command string `json:"command,omitempty" yaml:"command,omitempty"`
}

// Evidence is one piece of proof.
type Evidence struct {
	Path     string           `json:"path"`
	Locator  evidence.Locator `json:"locator"`
	Time     Time             `json:"time,omitzero"`
	Host     string           `json:"host"`
	Provider string           `json:"provider,omitempty"`
	EventID  uint32           `json:"event_id,omitempty"`
	Channel  string           `json:"channel,omitempty"`
	Excerpt  Message          `json:"excerpt"`
	Why      Message          `json:"why"`
}

// Unexplained is an error that no finding rests on, with all others that say
// the same in the same file.
type Unexplained struct {
	Host      string           `json:"host"`
	Path      string           `json:"path"`
	Format    string           `json:"format"`
	Locator   evidence.Locator `json:"locator"` // of the first of them
	Level     uint8            `json:"level"`   // 1 critical, 2 error
	Count     int              `json:"count"`
	FirstTime Time             `json:"first_time,omitzero"`
	LastTime  Time             `json:"last_time,omitzero"`
	Excerpt   Message          `json:"excerpt"`
	Codes     []CodeMeaning    `json:"codes"`
}

// CodeMeaning is an error code in a text and what it means.
type CodeMeaning struct {
	Code    string `json:"code"` // as the text writes it, with its name
	Meaning Text   `json:"meaning"`
}

// NotJudged is a signature that could not be decided, and what is missing.
type NotJudged struct {
	ID      string   `json:"id"`
	Host    string   `json:"host"`
	Title   Text     `json:"title"`
	Missing []string `json:"missing"`
	Collect Step     `json:"collect"`
}

// Outcome is the result of one step of a guided check list.
type Outcome string

// The outcomes of a check.
const (
	Passed        Outcome = "passed"
	Failed        Outcome = "failed"
	Unjudged      Outcome = "not_judged"
	NotApplicable Outcome = "not_applicable"
)

// Check is one step of a guided check list.
type Check struct {
	ID        string  `json:"id"`
	List      string  `json:"list"`
	ListTitle Text    `json:"list_title"`
	Title     Text    `json:"title"`
	Outcome   Outcome `json:"outcome"`
	Host      string  `json:"host"`
	Note      Text    `json:"note"`
}

// Statistics is the one part that may differ from run to run.
type Statistics struct {
	EventsRead    int   `json:"events_read"`
	EventsMatched int   `json:"events_matched"`
	ElapsedMS     int64 `json:"elapsed_ms"`
	PeakRSSBytes  int64 `json:"peak_rss_bytes"`
}

// Time prints as RFC 3339 in UTC with at most seven fractional digits, the
// resolution of Windows.
type Time struct{ time.Time }

// TimeLayout is the layout of every time in the result whose zone is known, and
// WallLayout that of the others.
const (
	TimeLayout = WallLayout + "Z"
	WallLayout = "2006-01-02T15:04:05.9999999"
)

// String returns the time as the result prints it.
func (t Time) String() string {
	if t.IsZero() {
		return ""
	}
	at := t.Truncate(100 * time.Nanosecond)
	if evidence.IsWall(at) {
		return at.Format(WallLayout)
	}
	return at.UTC().Format(TimeLayout)
}

// MarshalJSON implements json.Marshaler.
func (t Time) MarshalJSON() ([]byte, error) { return json.Marshal(t.String()) }

// UnmarshalJSON implements json.Unmarshaler.
func (t *Time) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil || s == "" {
		return err
	}
	v, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		if wall, local := time.Parse(WallLayout, s); local == nil {
			v, err = evidence.OnWall(wall), nil
		}
	}
	t.Time = v
	return err
}
