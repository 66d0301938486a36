package evtx

import (
	"maps"
	"slices"
	"strings"
	"time"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/channelspan"
)

// maxRemembered bounds what is remembered about the records of one file; an
// honest log has one channel, a few computers and some hundred kinds of event.
const (
	maxRemembered = 4096
	maxNameSize   = 512 // no honest name is longer
)

// summary remembers what the sink wants and what the records were about.
type summary struct {
	out       parsers.Sink
	wanted    map[kind]bool
	channels  channelspan.Spans
	computers map[string]int
	names     presences
	run       run
}

// kind is what the answer of the sink depends on.
type kind struct {
	parsers.Header
	source string
}

// run is a row of records of one computer and channel.
type run struct {
	computer, channel string
	from, to          time.Time
	first             uint64 // EventRecordID of the earliest one
	records           int
}

func newSummary(out parsers.Sink) summary {
	return summary{out: out, wanted: map[kind]bool{}, computers: map[string]int{}}
}

// wants asks the sink once for each kind of event. A provider that stands in
// for a classic source is wanted under either name.
func (s *summary) wants(rec *record) bool {
	k := kind{rec.header, rec.source}
	if wanted, ok := s.wanted[k]; ok {
		return wanted
	}
	wanted := s.out.Wants(k.Header)
	if !wanted && k.source != "" {
		other := k.Header
		other.Provider = k.source
		wanted = s.out.Wants(other)
	}
	if len(s.wanted) < maxRemembered && max(len(k.Provider), len(k.GUID), len(k.Channel), len(k.source)) <= maxNameSize {
		s.wanted[k] = wanted
	}
	return wanted
}

// count takes a record that could be read.
func (s *summary) count(rec *record, res *parsers.Result) {
	if rec.computer != s.run.computer || rec.header.Channel != s.run.channel {
		s.endRun(res)
		s.run = run{computer: rec.computer, channel: rec.header.Channel}
	}
	r := &s.run
	r.records++
	if rec.time.IsZero() {
		return
	}
	if r.from.IsZero() || rec.time.Before(r.from) {
		r.from, r.first = rec.time, rec.id
	}
	if rec.time.After(r.to) {
		r.to = rec.time
	}
}

func (s *summary) endRun(res *parsers.Result) {
	r := s.run
	res.Span(r.from)
	res.Span(r.to)
	if r.computer != "" && len(r.computer) <= maxNameSize && len(s.computers) < maxRemembered {
		s.computers[r.computer] += r.records
		s.names.note(&r)
	}
	if len(r.channel) <= maxNameSize {
		s.channels.Add(r.channel, r.from)
		s.channels.Add(r.channel, r.to)
	}
	s.run.records = 0
}

// finish writes what the records were about to the result, and the span of each
// channel to the sink.
func (s *summary) finish(res *parsers.Result) {
	s.endRun(res)
	res.Channel = s.channels.Only()
	before, after, renamed := s.names.renamed(res.Channel)
	res.Host = s.host(after.name)
	if renamed {
		s.out.Setting(formerName(before, after))
	}
	partial := slices.ContainsFunc(res.Problems, func(p parsers.Problem) bool { return p.Loss })
	for _, c := range s.channels.Coverage(partial) {
		s.out.Coverage(c)
	}
}

// host is the computer that most records name; between equals the last one.
// A computer that was renamed goes by its new name, however few records use it.
func (s *summary) host(now string) string {
	host, most := "", 0
	for _, name := range slices.Sorted(maps.Keys(s.computers)) {
		short, _, _ := strings.Cut(name, ".")
		if now != "" && !strings.EqualFold(short, now) {
			continue
		}
		if n := s.computers[name]; n > most || n == most && name == s.run.computer {
			host, most = name, n
		}
	}
	return host
}
