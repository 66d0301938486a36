package diagnosis

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/signatures"
)

// sample gives an item as every kind of selection answers with.
type sample struct{}

func (sample) Event(*signatures.EventQuery) item {
	return item{event: &evidence.Event{}}
}

func (sample) Setting(*signatures.SettingQuery) item {
	return item{setting: &evidence.Setting{Key: "k", Name: "n", Value: "1", Type: "REG_DWORD"}}
}

func (sample) Certificate(*signatures.CertificateQuery) item {
	at := time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)
	return item{cert: &evidence.Certificate{Thumbprint: "00", Subject: "s", Issuer: "i", Store: "My", NotBefore: at, NotAfter: at, HasPrivateKey: "true"}}
}

func (sample) Product(*signatures.ProductQuery) item {
	return item{product: &evidence.Product{Version: "1.0"}}
}

func (sample) Judged(*signatures.JudgedQuery) item { return item{} }

func (sample) Source(*signatures.SourceQuery) item {
	return item{source: &casefile.File{Result: parsers.Result{Channel: "Application"}}}
}

func (sample) Finding(*signatures.FindingQuery) item {
	return item{finding: &found{sig: &signatures.Signature{ID: "AAA-001"}}}
}

func (s sample) Correlation(*signatures.CorrelationQuery) item { return s.Event(nil) }

func TestATextMayTakeEveryFieldThatAKindShows(t *testing.T) {
	for _, q := range signatures.Queries() {
		it := signatures.Ask(q, signatures.Judge[item](sample{}))
		for _, field := range q.Shows() {
			require.NotEmpty(t, it.field(field), "%s: %s", q.Kind(), field)
		}
	}
}
