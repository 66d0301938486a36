package diagnosis

import (
	"slices"
	"strings"
	"sync"

	"hybriddiag/evidence"
	"hybriddiag/internal/acscan"
	"hybriddiag/parsers"
)

// bucket holds the matchers of one provider or one channel. The matchers
// without an id are sorted when the first event arrives: most providers of the
// table are in no one case.
type bucket struct {
	byID map[uint32][]*matcher
	free []*matcher // those without an id

	once  sync.Once
	plain []*matcher // no text to look for
	texts []*matcher // found by a literal
	set   *acscan.Set
	owner []int // pattern of set → index in texts
}

// index finds the matchers of an event by what the header shows.
type index struct {
	provider map[string]*bucket // name or GUID in lower case
	channel  map[string]*bucket // matchers that name no provider, or a product with channels of its own
	matchers []*matcher
}

func newIndex() *index {
	return &index{provider: map[string]*bucket{}, channel: map[string]*bucket{}}
}

func (x *index) add(m *matcher) {
	m.id = len(x.matchers)
	x.matchers = append(x.matchers, m)
	if len(m.providers) == 0 {
		put(x.channel, m.channels, m)
		return
	}
	put(x.provider, m.providers, m)
	put(x.channel, m.own, m)
}

func put(table map[string]*bucket, names []string, m *matcher) {
	for _, name := range names {
		b := table[name]
		if b == nil {
			b = &bucket{byID: map[uint32][]*matcher{}}
			table[name] = b
		}
		b.add(m)
	}
}

func (b *bucket) add(m *matcher) {
	for _, id := range m.query.IDs {
		b.byID[id] = append(b.byID[id], m)
	}
	if len(m.query.IDs) == 0 {
		b.free = append(b.free, m)
	}
}

// literals returns texts of which one must occur in the event's text.
func literals(m *matcher) []string {
	var best []string
	for i := range m.query.Fields {
		t := &m.query.Fields[i]
		if t.Field != "Text" && t.Field != "Message" {
			continue
		}
		if lits := t.Literals(); len(lits) > 0 && (best == nil || shortest(lits) > shortest(best)) {
			best = lits
		}
	}
	return best
}

func shortest(lits []string) int {
	return len(slices.MinFunc(lits, func(a, b string) int { return len(a) - len(b) }))
}

// sort tells matchers that look for texts from the others and builds the
// automaton of the texts.
func (b *bucket) sort() {
	var patterns []string
	for _, m := range b.free {
		lits := literals(m)
		if len(lits) == 0 {
			b.plain = append(b.plain, m)
			continue
		}
		for _, lit := range lits {
			patterns = append(patterns, fold(lit))
			b.owner = append(b.owner, len(b.texts))
		}
		b.texts = append(b.texts, m)
	}
	b.set = acscan.Compile(patterns)
}

// buckets returns the buckets of an event, at most three.
func (x *index) buckets(provider, guid, channel string) [3]*bucket {
	var out [3]*bucket
	out[0] = x.provider[strings.ToLower(provider)]
	if guid != "" {
		out[1] = x.provider[strings.ToLower(guid)]
	}
	if channel != "" && len(x.channel) > 0 {
		out[2] = x.channel[strings.ToLower(channel)]
	}
	return out
}

// wants tells whether an event with this header could match.
func (x *index) wants(h parsers.Header) bool {
	for _, b := range x.buckets(h.Provider, h.GUID, h.Channel) {
		if b == nil {
			continue
		}
		if slices.ContainsFunc(b.free, func(m *matcher) bool { return m.mayLevel(h.Level) }) ||
			slices.ContainsFunc(b.byID[h.EventID], func(m *matcher) bool { return m.mayLevel(h.Level) }) {
			return true
		}
	}
	return false
}

func (m *matcher) mayLevel(level uint8) bool {
	return len(m.query.Levels) == 0 || slices.Contains(m.query.Levels, level)
}

// scratch is the working space of one file's matching.
type scratch struct {
	seen []bool
	hit  []bool
}

// match calls found for every matcher that accepts the event, each once.
func (x *index) match(e *evidence.Event, s *scratch, found func(*matcher)) {
	var done []*matcher
	try := func(m *matcher) {
		if !slices.Contains(done, m) && m.accepts(e) {
			done = append(done, m)
			found(m)
		}
	}
	for _, b := range x.buckets(e.Provider.Name, e.Provider.GUID, e.Channel) {
		if b == nil {
			continue
		}
		b.once.Do(b.sort)
		for _, m := range b.byID[e.EventID] {
			try(m)
		}
		for _, m := range b.plain {
			try(m)
		}
		b.search(e, s, try)
	}
}

// search looks for the literals of all matchers of the bucket at once.
func (b *bucket) search(e *evidence.Event, s *scratch, try func(*matcher)) {
	if len(b.texts) == 0 {
		return
	}
	s.hit = slices.Grow(s.hit[:0], len(b.texts))[:len(b.texts)]
	clear(s.hit)
	s.seen = b.set.Scan(fold(e.Text()), s.seen, func(p int) { s.hit[b.owner[p]] = true })
	for i, hit := range s.hit {
		if hit {
			try(b.texts[i])
		}
	}
}
