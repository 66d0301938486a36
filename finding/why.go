package finding

// Why is how one issue was judged on every computer of a case.
type Why struct {
	SchemaVersion string      `json:"schema_version"`
	ID            string      `json:"id"`
	Title         Text        `json:"title"`
	Condition     string      `json:"condition"`
	JudgedAt      Time        `json:"judged_at"`
	Hosts         []Judgement `json:"hosts"`
	Complete      bool        `json:"complete"`
	Reasons       []Reason    `json:"reasons"` // what could not be read
}

// Truth is a truth value of an answer. What no file of the case could show is
// unknown.
type Truth string

// The truth values.
const (
	True         Truth = "true"
	False        Truth = "false"
	Undetermined Truth = "unknown"
)

// Judgement is how the issue was judged on one computer.
type Judgement struct {
	Host       string            `json:"host"`
	Value      Truth             `json:"value"` // of the condition
	Verdict    Verdict           `json:"verdict"`
	Selections []SelectionAnswer `json:"selections"`
	RefutedBy  []ConditionAnswer `json:"refuted_by"`
	Edges      []EdgeAnswer      `json:"explained_by"`
}

// Verdict is what became of the issue: a finding, or why there is none.
type Verdict struct {
	Found      bool       `json:"found"`
	Reason     *Because   `json:"reason,omitempty"` // why it is not found
	Role       Role       `json:"role,omitempty"`
	Severity   Severity   `json:"severity,omitempty"`
	Confidence Confidence `json:"confidence,omitempty"`
	Count      int        `json:"count,omitempty"`
	FirstTime  Time       `json:"first_time,omitzero"`
	LastTime   Time       `json:"last_time,omitzero"`
	ResolvedAt Time       `json:"resolved_at,omitzero"`
	Unresolved *Because   `json:"unresolved,omitempty"` // why it is not past, where something could resolve it
	CausedBy   []string   `json:"caused_by,omitempty"`
}

// Because is a reason: its code, for programs, and its sentence.
type Because struct {
	Code string `json:"code"`
	Text
}

// The uses of a selection.
const (
	UseCondition  = "condition"
	UseSupports   = "supports"
	UseSeverity   = "severity"
	UseConfidence = "confidence"
	UseRefutes    = "refuted_by"
	UseResolves   = "resolved_by"
	UsePart       = "part" // another selection or a text refers to it
)

// SelectionAnswer is the answer to one selection.
type SelectionAnswer struct {
	Name     string     `json:"name"`
	Kind     string     `json:"kind"`
	Asks     Text       `json:"asks"`
	Uses     []string   `json:"uses"`
	Value    Truth      `json:"value"`
	Count    int        `json:"count"` // how often it was seen
	Reason   *Because   `json:"reason,omitempty"`
	Evidence []Evidence `json:"evidence"`
	Missing  []Missing  `json:"missing"`             // what would have answered it
	LookedAt int        `json:"looked_at,omitempty"` // events of the same source
	Nearest  *Nearest   `json:"nearest,omitempty"`
}

// Missing is something to collect. One without a title is a log, key or store
// that no instruction is written for.
type Missing struct {
	ID      string `json:"id"`
	Title   Text   `json:"title,omitzero"`
	How     Text   `json:"how,omitzero"`
	Command string `json:"command,omitempty"`
}

// Nearest is what came nearest to a selection that does not hold.
type Nearest struct {
	Evidence
	Passed  int          `json:"passed"` // tests that it passes
	Differs []Difference `json:"differs"`
}

// Difference is a test that does not hold. Op is the modifier of the test, ""
// for equality; nothing found means that the field is not there.
type Difference struct {
	Field  string   `json:"field"`
	Op     string   `json:"op,omitempty"`
	Asks   Text     `json:"asks"`
	Wanted []string `json:"wanted"`
	Found  []string `json:"found"`
}

// ConditionAnswer is the answer to a condition that refutes the issue.
type ConditionAnswer struct {
	Condition string `json:"condition"`
	Value     Truth  `json:"value"`
}

// EdgeAnswer is what became of one edge to possible causes.
type EdgeAnswer struct {
	IDs    []string      `json:"ids"`
	Holds  bool          `json:"holds"`
	Causes []CauseAnswer `json:"causes"`
}

// CauseAnswer reports whether one possible cause explains the issue.
type CauseAnswer struct {
	ID     string   `json:"id"`
	Holds  bool     `json:"holds"`
	Reason *Because `json:"reason,omitempty"`
}
