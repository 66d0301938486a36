package match

import (
	"iter"
	"maps"
	"slices"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// keepFirst and keepLast bound how many events of one matcher and one file are
// kept; the count goes on.
const (
	keepFirst = 2000
	keepLast  = 500
)

// Hits are the kept events of one matcher in one file.
type Hits struct {
	first []*evidence.Event
	last  []*evidence.Event // ring
	Count int               // how many there were, with those that were not kept
}

func (h *Hits) add(e *evidence.Event) {
	h.Count++
	if len(h.first) < keepFirst {
		h.first = append(h.first, e)
		return
	}
	if len(h.last) < keepLast {
		h.last = append(h.last, e)
		return
	}
	h.last[(h.Count-keepFirst-1)%keepLast] = e
}

// Kept returns the events that were kept, in no certain order behind the first
// ones.
func (h *Hits) Kept() []*evidence.Event { return slices.Concat(h.first, h.last) }

// Collector takes the evidence of one file. It implements parsers.Sink.
type Collector struct {
	set       *Set
	search    search
	hits      map[*Matcher]*Hits
	providers map[string]bool // as headers and events write them
	channels  map[string]bool
	near      map[trace]*Near // nil unless the set is traced
	errors    errors

	Settings     []evidence.Setting
	Certificates []evidence.Certificate
	Products     []evidence.Product
	Covered      []evidence.Coverage
	Events       int // events handed over
	Matched      int // of them, matched by at least one selection
}

var _ parsers.Sink = (*Collector)(nil)

// NewCollector returns the sink for one file.
func (s *Set) NewCollector() *Collector {
	c := &Collector{set: s, hits: map[*Matcher]*Hits{}, providers: map[string]bool{}, channels: map[string]bool{}}
	if s.traced != nil {
		c.near = map[trace]*Near{}
	}
	return c
}

// Wants implements parsers.Sink.
func (c *Collector) Wants(h parsers.Header) bool {
	c.saw(h.Provider, h.Channel)
	return c.set.index.wants(h) || c.set.tells(h) || c.near != nil && c.set.traces(h)
}

// WantsKey implements parsers.Sink.
func (c *Collector) WantsKey(key string) parsers.Interest { return c.set.keys.Wants(key) }

func (c *Collector) saw(provider, channel string) {
	if !c.providers[provider] {
		c.providers[provider] = true
	}
	if channel != "" && !c.channels[channel] {
		c.channels[channel] = true
	}
}

// Event implements parsers.Sink.
func (c *Collector) Event(ev *evidence.Event) {
	c.Events++
	if ev.LocalTime {
		ev.Time = evidence.OnWall(ev.Time)
	}
	c.saw(ev.Provider.Name, ev.Channel)
	if c.set.isError(ev) {
		c.errors.add(ev)
	}
	matched := false
	c.set.index.match(ev, &c.search, func(m *Matcher) {
		if id, ok := c.set.services[m]; ok {
			c.showsService(id, ev)
			return
		}
		matched = true
		if c.hits[m] == nil {
			c.hits[m] = &Hits{}
		}
		c.hits[m].add(ev)
		c.version(m, ev)
	})
	if matched {
		c.Matched++
	}
	if c.near != nil {
		c.trace(ev)
	}
}

// Setting implements parsers.Sink.
func (c *Collector) Setting(s evidence.Setting) { c.Settings = append(c.Settings, s) }

// Certificate implements parsers.Sink.
func (c *Collector) Certificate(x evidence.Certificate) { c.Certificates = append(c.Certificates, x) }

// Product implements parsers.Sink.
func (c *Collector) Product(p evidence.Product) { c.Products = append(c.Products, p) }

// Coverage implements parsers.Sink.
func (c *Collector) Coverage(x evidence.Coverage) { c.Covered = append(c.Covered, x) }

// MoveTimes passes the times of all that was kept through move, which must give
// the same for what it has moved.
func (c *Collector) MoveTimes(move func(time.Time) time.Time) {
	for _, e := range c.Kept() {
		e.Time = move(e.Time)
		e.LocalTime = evidence.IsWall(e.Time)
	}
	for _, a := range c.errors.alike {
		a.First, a.Last = move(a.First), move(a.Last)
	}
	for i := range c.Covered {
		x := &c.Covered[i]
		x.From, x.To = move(x.From), move(x.To)
	}
	for i := range c.Products {
		c.Products[i].Time = move(c.Products[i].Time)
	}
}

// Kept returns the events that were kept, matched or not; one may come twice.
func (c *Collector) Kept() []*evidence.Event {
	var out []*evidence.Event
	for _, h := range c.hits {
		out = append(out, h.Kept()...)
	}
	for _, a := range c.errors.alike {
		out = append(out, a.Example)
	}
	for _, n := range c.near {
		if n.Event != nil {
			out = append(out, n.Event)
		}
	}
	return out
}

// Hits returns the matchers that found events in this file, with these.
func (c *Collector) Hits() iter.Seq2[*Matcher, *Hits] { return maps.All(c.hits) }

// Providers returns the providers that headers and events of this file named,
// as they are written there.
func (c *Collector) Providers() iter.Seq[string] { return maps.Keys(c.providers) }

// Channels returns the channels that headers and events of this file named, as
// they are written there.
func (c *Collector) Channels() iter.Seq[string] { return maps.Keys(c.channels) }
