// Package channelspan remembers which channels the events of one file belong to
// and what time each of them spans, for readers of files that may mix channels.
package channelspan

import (
	"time"

	"hybriddiag/evidence"
)

// maxChannels bounds what a file with senseless names can make Spans hold.
const maxChannels = 4096

// Spans collects the channels of one file. The zero value is ready.
type Spans struct {
	byName map[string]*span
	names  []string // in the order of their first event
}

type span struct{ from, to time.Time }

// Add notes an event of the channel; an empty name is no channel, and a zero
// time widens nothing.
func (s *Spans) Add(channel string, at time.Time) {
	if channel == "" {
		return
	}
	sp := s.byName[channel]
	if sp == nil {
		if len(s.names) == maxChannels {
			return
		}
		if s.byName == nil {
			s.byName = map[string]*span{}
		}
		sp = &span{}
		s.byName[channel] = sp
		s.names = append(s.names, channel)
	}
	if !at.IsZero() && (sp.from.IsZero() || at.Before(sp.from)) {
		sp.from = at
	}
	if at.After(sp.to) {
		sp.to = at
	}
}

// Only returns the channel of the file when there is just one, else "".
func (s *Spans) Only() string {
	if len(s.names) == 1 {
		return s.names[0]
	}
	return ""
}

// Coverage returns one coverage for each channel, in the order of the file.
func (s *Spans) Coverage(partial bool) []evidence.Coverage {
	out := make([]evidence.Coverage, 0, len(s.names))
	for _, name := range s.names {
		sp := s.byName[name]
		out = append(out, evidence.Coverage{
			Kind: evidence.CoversChannel, Root: name, From: sp.from, To: sp.to, Partial: partial,
		})
	}
	return out
}
