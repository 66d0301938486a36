package tlsstory

import (
	"strings"
	"time"

	"hybriddiag/evidence"
)

// Row is one line of the table of `diag tls`.
type Row struct {
	Path       string `json:"path,omitempty"`
	Time       string `json:"time,omitempty"` // RFC 3339
	Process    string `json:"process,omitempty"`
	ProcessID  uint32 `json:"process_id,omitempty"`
	Host       string `json:"host,omitempty"`
	Mask       string `json:"enabled_protocols,omitempty"`
	Offered    string `json:"offered,omitempty"`
	Negotiated string `json:"negotiated,omitempty"`
	Outcome    string `json:"outcome"`
	Evidence   string `json:"evidence,omitempty"` // what proves the outcome
}

// RowOf turns an event of kind tls into a row; ok is false for other kinds.
func RowOf(e *evidence.Event) (row Row, ok bool) {
	if e.Kind != evidence.KindTLS {
		return Row{}, false
	}
	row = Row{
		Process: text(e, "Process"), ProcessID: e.ProcessID, Host: text(e, "Host"),
		Mask: text(e, "Mask"), Offered: text(e, "Offered"), Negotiated: text(e, "Negotiated"),
		Outcome: text(e, "Outcome"), Evidence: proof(e),
	}
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

// Cells returns the row in the order of Columns.
func (r Row) Cells() []string {
	return []string{r.Time, r.Process, r.Host, r.Offered, r.Negotiated, r.Outcome, r.Evidence}
}

// proof gathers the fields that decided, in a few words.
func proof(e *evidence.Event) string {
	var parts []string
	add := func(prefix, value, suffix string) {
		if value != "" {
			parts = append(parts, strings.TrimSpace(prefix+" "+value+" "+suffix))
		}
	}
	add("EnabledProtocols", text(e, "Mask"), "")
	if from := text(e, "AlertFrom"); from != "" {
		add("alert", text(e, "Alert"), text(e, "AlertName")+" from the "+from)
	}
	add("status", text(e, "Result"), "")
	add("error", text(e, "Error"), "")
	add("proxy answered", text(e, "ProxyStatus"), "")
	add("issuer", text(e, "Issuer"), "")
	return strings.Join(parts, "; ")
}
