package signatures

import (
	"time"

	"hybriddiag/finding"
)

// Selection is a named question about the case. Exactly one of the pointers is
// set.
type Selection struct {
	Name        string
	Line        int
	key         string // see Canonical
	Event       *EventQuery
	Setting     *SettingQuery
	Certificate *CertificateQuery
	Product     *ProductQuery
	Judged      *JudgedQuery
	Source      *SourceQuery
	Finding     *FindingQuery
	Correlation *CorrelationQuery
}

// Selections keeps the order of the file.
type Selections []*Selection

// Get returns the selection of that name, or nil.
func (s Selections) Get(name string) *Selection {
	for _, sel := range s {
		if sel.Name == name {
			return sel
		}
	}
	return nil
}

// EventQuery matches events, entries of text logs and connections of the TLS
// story.
type EventQuery struct {
	Providers []string // names or GUIDs; for logs the log names, for connections "tls"
	Channels  []string
	IDs       []uint32
	Levels    []uint8
	Fields    []FieldTest
	Log       bool // entries of a text log
}

// SettingQuery matches settings. With Absent it asks for proof that none of the
// values is there.
type SettingQuery struct {
	Keys         []string
	Names        []string
	Tests        []FieldTest // on "value"
	Absent       bool
	WrittenAfter string // selection: the key was written after its last event
	Elsewhere    bool   // asked of the other computers of the case
}

// CertificateQuery matches certificates.
type CertificateQuery struct {
	Stores        []string
	Tests         []FieldTest // on thumbprint, issuer, subject, private_key
	Expired       bool
	NotYetValid   bool
	ExpiresWithin Duration
	Absent        bool
}

// ProductQuery matches an installed product by version ranges such as
// ">=2.3.20.0 <=2.4.129.0"; Retired asks versions.yaml.
type ProductQuery struct {
	IDs          []string
	Version      VersionRange
	Retired      bool
	RetireWithin Duration
}

// JudgedQuery matches the moment of judgement.
type JudgedQuery struct {
	From, Before time.Time
}

// SourceQuery matches files of the case.
type SourceQuery struct {
	Formats []string
	Tests   []FieldTest // on path, channel, status
	Absent  bool
}

// FindingQuery matches other findings of the same host.
type FindingQuery struct {
	IDs        []string
	Severities []finding.Severity
}

// CorrelationQuery relates the events of other selections in time.
//
//	event_count       at least GTE events of Of[0] within Timespan
//	value_count       at least GTE different values of Field
//	value_cluster     at least GTE events whose numbers in Field differ by no more than Spread
//	temporal          one event of each of Of within Timespan
//	temporal_ordered  the same, in the order of Of
//	absent_after      an event of Of[0] with none of Of[1] within Timespan after it
//	gap               two neighbouring events of Of[0] further apart than Timespan
//	silent            the last event of Of[0] is older than Timespan at the end of its log
type CorrelationQuery struct {
	Type     string
	Of       []string
	GroupBy  []string
	Field    string
	Timespan Duration
	GTE      int
	Spread   int
}

// CorrelationTypes lists the types of a correlation.
var CorrelationTypes = []string{"event_count", "value_count", "value_cluster", "temporal", "temporal_ordered", "absent_after", "gap", "silent"}
