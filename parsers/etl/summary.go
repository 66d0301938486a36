package etl

import (
	"slices"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
	"hybriddiag/internal/winzone"
	"hybriddiag/parsers"
	"hybriddiag/tlsstory"
)

// Summary is what a trace holds, without its events. Parse returns it as the
// Detail of its result, a *Summary.
type Summary struct {
	LogFile   *LogFile       // nil when the first buffer is missing
	Computer  string         // "" when the trace does not name it
	Buffers   int            // read
	Records   int            // counted
	Damaged   int            // buffers with a record that could not be read
	Headers   map[string]int // records by header type, e.g. EVENT64
	Providers []ProviderCount
	Packets   int // events that hold a captured frame or a part of one
	WebIO     int // events of Microsoft-Windows-WebIO
	Templates int // brought along by the trace
	Maps      int
	Late      int // records that came out of order
	First     time.Time
	Last      time.Time
	Notes     []evidence.Note
	Problems  []parsers.Problem
}

// ProviderCount is what one provider wrote.
type ProviderCount struct {
	GUID    string // "" for kernel groups without a public class
	Name    string // "" when nobody named it
	Kind    evidence.Kind
	Group   string // kernel records
	Known   bool   // its events can be decoded
	Records int
	Events  []EventCount
}

func (s *session) summary() *Summary {
	t := s.reader
	sum := &Summary{
		LogFile: t.logFile, Computer: t.computer, Buffers: t.buffers, Records: t.counts.records, Damaged: t.damaged,
		Headers: t.counts.headers(), Providers: s.providers(), Late: t.merge.late,
		First: t.firstTime, Last: t.lastTime, Problems: t.problems,
	}
	sum.Templates, sum.Maps = t.library.Added()
	for _, p := range sum.Providers {
		if p.Name == providerWebIO {
			sum.WebIO += p.Records
		}
		for _, e := range p.Events {
			if (&record{kind: e.Kind, guid: e.GUID, id: e.ID}).isPacket() {
				sum.Packets += e.Count
			}
		}
	}
	sum.Notes = s.notes(sum)
	sum.Problems = append(sum.Problems, s.limits(sum)...)
	return sum
}

const providerWebIO = "Microsoft-Windows-WebIO"

// providers groups the counts, the provider with most records first.
func (s *session) providers() []ProviderCount {
	type group struct {
		kind  evidence.Kind
		guid  winfmt.GUID
		group uint8
	}
	index := map[group]int{}
	var out []ProviderCount
	for _, c := range s.reader.counts.sorted() {
		key := group{c.Kind, c.GUID, c.Group}
		i, ok := index[key]
		if !ok {
			i = len(out)
			index[key] = i
			out = append(out, s.provider(c.EventKey))
		}
		out[i].Records += c.Count
		out[i].Events = append(out[i].Events, c)
	}
	slices.SortStableFunc(out, func(a, b ProviderCount) int { return b.Records - a.Records })
	return out
}

func (s *session) provider(k EventKey) ProviderCount {
	p := ProviderCount{Kind: k.Kind}
	r := record{kind: k.Kind, guid: k.GUID, group: k.Group}
	if r.isKernel() {
		p.Name, p.GUID = kernelClass(k.Group)
		p.Group, p.Known = groupText(k.Group), true
		return p
	}
	p.GUID, p.Name = guidText(k.GUID), s.reader.library.ProviderName(k.GUID)
	p.Known = p.Name != "" || s.reader.selfDescribing[k.GUID]
	return p
}

// result turns the summary into what every parser returns, with the summary
// itself as the detail.
func (sum *Summary) result() parsers.Result {
	r := parsers.Result{
		Host: sum.Computer, Records: sum.Records, Damaged: sum.Damaged,
		First: sum.First, Last: sum.Last, Detail: sum, Notes: sum.Notes, Problems: sum.Problems,
	}
	if sum.LogFile != nil {
		if offset := sum.LogFile.ZoneOffset; offset != nil {
			r.Zone = winzone.Fixed(*offset)
		}
	}
	return r
}

// partial reports whether the trace may lack events of its time span.
func (sum *Summary) partial() bool {
	l := sum.LogFile
	if l == nil || !l.Finalized() || l.EventsLost > 0 || l.BuffersLost > 0 || l.Circular() {
		return true
	}
	return slices.ContainsFunc(sum.Problems, func(p parsers.Problem) bool { return p.Loss })
}

// report tells the sink what the trace covers.
func (s *session) report(out parsers.Sink, sum *Summary) {
	from, to := sum.First, sum.Last
	cover := func(root string) {
		out.Coverage(evidence.Coverage{Kind: evidence.CoversChannel, Root: root, From: from, To: to, Partial: sum.partial()})
	}
	if sum.WebIO > 0 || sum.Packets > 0 {
		cover(tlsstory.Log)
	}
	var names []string
	for _, p := range sum.Providers {
		if p.Kind == evidence.KindEvent && p.Name != "" {
			names = append(names, p.Name)
		}
	}
	slices.SortFunc(names, strings.Compare)
	for _, name := range slices.Compact(names) {
		cover(name)
	}
}
