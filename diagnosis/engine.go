package diagnosis

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/signatures"
)

// Engine is a compiled library. It does not change and may be used by many
// goroutines.
type Engine struct {
	lib      *signatures.Library
	index    *index
	keys     *parsers.KeySet // of the settings that anything asks for
	bySel    map[*signatures.Selection]*matcher
	versions map[*matcher]versionRule
	collects []collectRoot
}

// versionRule reads a product's version from the text of an event.
type versionRule struct {
	product string
	re      *regexp.Regexp
}

// Compile prepares a library for matching.
func Compile(lib *signatures.Library) (*Engine, error) {
	e := &Engine{
		lib: lib, index: newIndex(),
		bySel:    map[*signatures.Selection]*matcher{},
		versions: map[*matcher]versionRule{},
	}
	e.keys = e.wantedKeys()
	e.collects = e.collectRoots()
	interned := map[string]*matcher{}
	for _, sel := range e.selections() {
		if sel.Event == nil {
			continue
		}
		key := sel.Canonical()
		if interned[key] == nil {
			interned[key] = e.newMatcher(sel.Event)
		}
		e.bySel[sel] = interned[key]
	}
	if err := e.addVersionRules(); err != nil {
		return nil, err
	}
	return e, nil
}

// selections returns all selections of signatures and check lists.
func (e *Engine) selections() []*signatures.Selection {
	var out []*signatures.Selection
	for _, s := range e.lib.Signatures {
		out = append(out, s.Select...)
	}
	for _, c := range e.lib.Checks {
		out = append(out, c.Select...)
	}
	return out
}

func (e *Engine) newMatcher(q *signatures.EventQuery) *matcher {
	m := &matcher{query: q, tests: inOrderOfCost(q.Fields)}
	for _, name := range q.Providers {
		m.providers = append(m.providers, e.names(name, q.Log, true)...)
		if strings.HasPrefix(name, "@") && !q.Log {
			m.own = append(m.own, e.names(name, false, false)...)
		}
	}
	for _, name := range q.Channels {
		m.channels = append(m.channels, e.names(name, false, false)...)
	}
	m.logs = m.channels
	if len(m.logs) == 0 {
		for _, p := range m.providers {
			m.logs = append(m.logs, e.lib.Channels.Of(p)...)
		}
	}
	for _, c := range m.logs {
		m.missing = append(m.missing, e.collectFor("channel", c)...)
	}
	m.missing = slices.Clip(unique(m.missing))
	e.index.add(m)
	return m
}

// names resolves @product to the product's providers, logs or channels.
func (e *Engine) names(name string, log, provider bool) []string {
	out := []string{name}
	if id, ok := strings.CutPrefix(name, "@"); ok {
		p := e.lib.Products.Get(id)
		switch {
		case p == nil:
			return nil
		case log:
			out = p.Logs
		case provider:
			out = slices.Concat(p.Providers, p.Logs)
		default:
			out = p.Channels
		}
	}
	low := make([]string, len(out))
	for i, n := range out {
		low[i] = strings.ToLower(n)
	}
	return low
}

func (e *Engine) addVersionRules() error {
	for _, p := range e.lib.Products {
		for _, v := range p.Versions {
			re, err := regexp.Compile("(?im)" + v.Text)
			if err != nil {
				return fmt.Errorf("products.yaml: version text of %s: %w", p.ID, err)
			}
			m := e.newMatcher(&signatures.EventQuery{Providers: v.Providers, IDs: v.IDs})
			e.versions[m] = versionRule{p.ID, re}
		}
	}
	return nil
}

// keepFirst and keepLast bound how many events of one matcher and one file are
// kept; the count goes on.
const (
	keepFirst = 2000
	keepLast  = 500
)

// hits are the kept events of one matcher in one file.
type hits struct {
	first []*evidence.Event
	last  []*evidence.Event // ring
	count int
}

func (h *hits) add(e *evidence.Event) {
	h.count++
	if len(h.first) < keepFirst {
		h.first = append(h.first, e)
		return
	}
	if len(h.last) < keepLast {
		h.last = append(h.last, e)
		return
	}
	h.last[(h.count-keepFirst-1)%keepLast] = e
}

// Collector takes the evidence of one file. It implements parsers.Sink.
type Collector struct {
	engine    *Engine
	search    search
	hits      map[*matcher]*hits
	providers map[string]bool // lower case, as seen in headers and events
	channels  map[string]bool

	Settings     []evidence.Setting
	Certificates []evidence.Certificate
	Products     []evidence.Product
	Covered      []evidence.Coverage
	Events       int // events handed over
	Matched      int // of them, matched by at least one selection
}

var _ parsers.Sink = (*Collector)(nil)

// NewCollector returns the sink for one file.
func (e *Engine) NewCollector() *Collector {
	return &Collector{engine: e, hits: map[*matcher]*hits{}, providers: map[string]bool{}, channels: map[string]bool{}}
}

// Wants implements parsers.Sink.
func (c *Collector) Wants(h parsers.Header) bool {
	c.saw(h.Provider, h.Channel)
	return c.engine.index.wants(h)
}

// WantsKey implements parsers.Sink.
func (c *Collector) WantsKey(key string) parsers.Interest { return c.engine.keys.Wants(key) }

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
	c.saw(ev.Provider.Name, ev.Channel)
	matched := false
	c.engine.index.match(ev, &c.search, func(m *matcher) {
		matched = true
		if c.hits[m] == nil {
			c.hits[m] = &hits{}
		}
		c.hits[m].add(ev)
		c.version(m, ev)
	})
	if matched {
		c.Matched++
	}
}

// version notes the product version that the event's text names.
func (c *Collector) version(m *matcher, ev *evidence.Event) {
	rule, ok := c.engine.versions[m]
	if !ok {
		return
	}
	if g := rule.re.FindStringSubmatch(ev.Text()); g != nil {
		c.Products = append(c.Products, evidence.Product{ID: rule.product, Version: g[1], Time: ev.Time, Locator: ev.Locator, Why: strings.TrimSpace(g[0])})
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

// Shift lets change alter the kept events, e.g. to correct their times, and
// tells whether it altered any. An event that several selections matched is
// passed once.
func (c *Collector) Shift(change func(*evidence.Event) bool) bool {
	seen, changed := map[*evidence.Event]bool{}, false
	for _, h := range c.hits {
		for _, ev := range slices.Concat(h.first, h.last) {
			if !seen[ev] {
				seen[ev] = true
				changed = change(ev) || changed
			}
		}
	}
	return changed
}
