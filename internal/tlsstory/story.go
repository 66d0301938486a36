// Package tlsstory joins what a trace knows about TLS into one row for each
// connection.
package tlsstory

import (
	"time"

	"hybriddiag/evidence"
)

// Story collects events and packets in time order and emits the rows.
type Story struct {
	emit func(*evidence.Event)
}

// New returns a story that hands its rows to emit.
func New(emit func(*evidence.Event)) *Story { return &Story{emit: emit} }

// Event takes one decoded ETW event, in time order.
func (s *Story) Event(*evidence.Event) {}

// Wants tells whether the story needs the event of this provider (GUID in lower
// case with braces) decoded.
func (s *Story) Wants(string, uint32) bool { return true }

// Packet takes one captured frame; linkType is the pcap LINKTYPE number
// (1 Ethernet, 101 raw IP), pid is 0 when unknown.
func (s *Story) Packet(time.Time, int, uint32, []byte) {}

// Close emits the rows still open.
func (s *Story) Close() {}
