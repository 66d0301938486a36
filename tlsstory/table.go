package tlsstory

import (
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/i18n"
)

// Row is one line of the table of `diag tls`.
type Row struct {
	Path       string        `json:"path,omitempty"`
	Time       string        `json:"time,omitempty"` // RFC 3339
	Process    string        `json:"process,omitempty"`
	ProcessID  uint32        `json:"process_id,omitempty"`
	Host       string        `json:"host,omitempty"`
	Mask       string        `json:"enabled_protocols,omitempty"`
	Offered    string        `json:"offered,omitempty"`
	Negotiated string        `json:"negotiated,omitempty"`
	Outcome    string        `json:"outcome"`
	Evidence   string        `json:"evidence,omitempty"` // what proves the outcome
	Proof      evidence.Note `json:"-"`                  // the same, to be said in a language
}

// RowOf turns an event of kind tls into a row; ok is false for other kinds.
func RowOf(e *evidence.Event) (row Row, ok bool) {
	if e.Kind != evidence.KindTLS {
		return Row{}, false
	}
	row = Row{
		Process: text(e, "Process"), ProcessID: e.ProcessID, Host: text(e, "Host"),
		Mask: text(e, "Mask"), Offered: text(e, "Offered"), Negotiated: text(e, "Negotiated"),
		Outcome: text(e, "Outcome"), Proof: evidence.Say("list", "list", proof(e)),
	}
	row.Evidence = i18n.English.Say(row.Proof)
	if !e.Time.IsZero() {
		row.Time = e.Time.UTC().Format(time.RFC3339Nano)
	}
	if port := text(e, "Port"); port != "" && row.Host != "" {
		row.Host += ":" + port
	}
	return row, true
}

// Columns are the headings of Cells.
func Columns() []string {
	return []string{"TIME", "PROCESS", "HOST", "OFFERED", "NEGOTIATED", "OUTCOME", "EVIDENCE"}
}

// Cells returns the row in the order of Columns; say makes the sentence of a
// note.
func (r Row) Cells(say func(evidence.Note) string) []string {
	return []string{r.Time, r.Process, r.Host, r.Offered, r.Negotiated, r.Outcome, say(r.Proof)}
}
