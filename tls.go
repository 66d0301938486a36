package diag

import (
	"cmp"
	"context"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/internal/secrets"
	"hybriddiag/parsers"
	"hybriddiag/parsers/etl"
	"hybriddiag/tlsstory"
)

// TLS is the TLS story of a case.
type TLS struct {
	Connections []tlsstory.Row   `json:"connections"`
	Traces      []Trace          `json:"traces"`
	Reasons     []finding.Reason `json:"reasons"`
}

// Trace says what a trace without a TLS story holds instead.
type Trace struct {
	Path      string          `json:"path"`
	Host      string          `json:"host"`
	FirstTime finding.Time    `json:"first_time,omitzero"`
	LastTime  finding.Time    `json:"last_time,omitzero"`
	Records   int             `json:"records"`
	Packets   int             `json:"packets"`
	WebIO     int             `json:"webio_events"`
	Providers []TraceProvider `json:"providers"`
}

// TraceProvider is how much one provider wrote into a trace.
type TraceProvider struct {
	Name    string `json:"name"`
	GUID    string `json:"guid"`
	Records int    `json:"records"`
}

// ReadTLS reads the traces and captures of the case and returns one row for
// each connection. A trace without any says what it holds.
func ReadTLS(ctx context.Context, c Case, opt Options) (*TLS, error) {
	walk, err := walkCase(ctx, c, opt, func(f *file) parsers.Sink { return &tlsRows{path: f.Path} })
	if err != nil {
		return nil, err
	}
	out := &TLS{Connections: []tlsstory.Row{}, Traces: []Trace{}, Reasons: walk.reasons()}
	for _, f := range walk.files {
		rows := f.sink.(*tlsRows).rows
		out.Connections = append(out.Connections, rows...)
		if f.Format == (etl.Parser{}).Format() && len(rows) == 0 {
			out.Traces = append(out.Traces, traceOf(f))
		}
	}
	secrets.MaskAll(out)
	return out, walk.verdict()
}

// traceOf says what is in a trace, as far as it could be read.
func traceOf(f *file) Trace {
	t := Trace{Path: f.Path, Providers: []TraceProvider{}}
	s, ok := f.Detail.(*etl.Summary)
	if !ok {
		return t
	}
	t.Host, t.Records, t.Packets, t.WebIO = s.Computer, s.Records, s.Packets, s.WebIO
	t.FirstTime, t.LastTime = finding.Time{Time: s.First}, finding.Time{Time: s.Last}
	for _, p := range s.Providers {
		t.Providers = append(t.Providers, TraceProvider{cmp.Or(p.Name, string(p.Kind)), p.GUID, p.Records})
	}
	return t
}

// tlsRows is a sink that wants the TLS story only.
type tlsRows struct {
	path string
	rows []tlsstory.Row
}

// Wants implements parsers.Sink.
func (t *tlsRows) Wants(h parsers.Header) bool { return h.Provider == "tls" }

// WantsKey implements parsers.Sink.
func (*tlsRows) WantsKey(string) parsers.Interest { return parsers.Unwanted }

// Event implements parsers.Sink.
func (t *tlsRows) Event(e *evidence.Event) {
	if row, ok := tlsstory.RowOf(e); ok {
		row.Path = t.path
		t.rows = append(t.rows, row)
	}
}

// The rest of what a file says is no part of the story.

func (t *tlsRows) Setting(evidence.Setting)         {}
func (t *tlsRows) Certificate(evidence.Certificate) {}
func (t *tlsRows) Product(evidence.Product)         {}
func (t *tlsRows) Coverage(evidence.Coverage)       {}
