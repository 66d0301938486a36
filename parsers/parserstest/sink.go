package parserstest

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// Sink keeps all that a parser finds.
type Sink struct {
	Events       []*evidence.Event
	Settings     []evidence.Setting
	Certificates []evidence.Certificate
	Products     []evidence.Product
	Coverages    []evidence.Coverage
	Refuse       func(parsers.Header) bool // events that are not wanted; nil wants all
	Keys         *parsers.KeySet           // settings that are wanted; nil wants all
}

// Wants implements parsers.Sink.
func (s *Sink) Wants(h parsers.Header) bool { return s.Refuse == nil || !s.Refuse(h) }

// WantsKey implements parsers.Sink.
func (s *Sink) WantsKey(key string) parsers.Interest {
	if s.Keys == nil {
		return parsers.Wanted
	}
	return s.Keys.Wants(key)
}

// Event implements parsers.Sink.
func (s *Sink) Event(e *evidence.Event) { s.Events = append(s.Events, e) }

// Setting implements parsers.Sink.
func (s *Sink) Setting(v evidence.Setting) { s.Settings = append(s.Settings, v) }

// Certificate implements parsers.Sink.
func (s *Sink) Certificate(c evidence.Certificate) { s.Certificates = append(s.Certificates, c) }

// Product implements parsers.Sink.
func (s *Sink) Product(p evidence.Product) { s.Products = append(s.Products, p) }

// Coverage implements parsers.Sink.
func (s *Sink) Coverage(c evidence.Coverage) { s.Coverages = append(s.Coverages, c) }

// Parse reads content as a file of that name and fails the test on an error.
func Parse(t testing.TB, p parsers.Parser, name string, content []byte) (*Sink, parsers.Result) {
	t.Helper()
	sink := &Sink{}
	in := parsers.Input{Path: name, Size: int64(len(content)), R: bytes.NewReader(content)}
	result, err := p.Parse(context.Background(), in, sink)
	require.NoError(t, err)
	return sink, result
}
