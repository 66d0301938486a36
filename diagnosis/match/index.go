package match

import (
	"slices"
	"strings"
	"sync"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// bucket holds the matchers of one provider or one channel.
type bucket struct {
	all  []*Matcher
	byID map[uint32][]*Matcher
	free []*Matcher // those without an id

	// Sorted when the first event arrives: most providers are in no one case.
	once  sync.Once
	plain map[uint32][]*Matcher // with an id and no text to look for
	every []*Matcher            // with neither
	texts *texts                // found by literals
	words map[uint32]bool       // ids of matchers among texts
	whole bool                  // one among texts has no id: each event is searched
}

// index finds the matchers of an event by what the header shows.
type index struct {
	provider map[string]*bucket // name or GUID in lower case
	channel  map[string]*bucket // matchers that name no provider, or a product with channels of its own
	loose    loose              // all of them, for text without a provider
}

func newIndex() *index {
	return &index{provider: map[string]*bucket{}, channel: map[string]*bucket{}}
}

func (x *index) add(m *Matcher) {
	x.loose.matchers = append(x.loose.matchers, m)
	if len(m.providers) == 0 {
		put(x.channel, m.channels, m)
		return
	}
	put(x.provider, m.providers, m)
	put(x.channel, m.own, m)
}

func put(table map[string]*bucket, names []string, m *Matcher) {
	for _, name := range names {
		b := table[name]
		if b == nil {
			b = &bucket{byID: map[uint32][]*Matcher{}}
			table[name] = b
		}
		b.add(m)
	}
}

func (b *bucket) add(m *Matcher) {
	b.all = append(b.all, m)
	for _, id := range m.query.IDs {
		b.byID[id] = append(b.byID[id], m)
	}
	if len(m.query.IDs) == 0 {
		b.free = append(b.free, m)
	}
}

// sort tells matchers that look for texts from the others.
func (b *bucket) sort() {
	var others []*Matcher
	b.texts, others = newTexts(b.all)
	b.plain, b.words = map[uint32][]*Matcher{}, map[uint32]bool{}
	for _, m := range others {
		for _, id := range m.query.IDs {
			b.plain[id] = append(b.plain[id], m)
		}
		if len(m.query.IDs) == 0 {
			b.every = append(b.every, m)
		}
	}
	for _, m := range b.texts.matchers {
		for _, id := range m.query.IDs {
			b.words[id] = true
		}
		b.whole = b.whole || len(m.query.IDs) == 0
	}
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

// wants reports whether an event with this header could match.
func (x *index) wants(h parsers.Header) bool {
	for _, b := range x.buckets(h.Provider, h.GUID, h.Channel) {
		if b == nil {
			continue
		}
		if slices.ContainsFunc(b.free, func(m *Matcher) bool { return m.mayLevel(h.Level) }) ||
			slices.ContainsFunc(b.byID[h.EventID], func(m *Matcher) bool { return m.mayLevel(h.Level) }) {
			return true
		}
	}
	return false
}

func (m *Matcher) mayLevel(level uint8) bool {
	return len(m.query.Levels) == 0 || slices.Contains(m.query.Levels, level)
}

// match calls found for every matcher that accepts the event, each once.
func (x *index) match(e *evidence.Event, s *search, found func(*Matcher)) {
	if e.Kind == evidence.KindText {
		x.loose.once.Do(x.loose.sort)
		x.loose.match(e, s, found)
		return
	}
	var done []*Matcher
	try := func(m *Matcher) {
		if !slices.Contains(done, m) && m.accepts(e) {
			done = append(done, m)
			found(m)
		}
	}
	for _, b := range s.of(x, e) {
		if b == nil {
			continue
		}
		b.once.Do(b.sort)
		for _, m := range b.plain[e.EventID] {
			try(m)
		}
		for _, m := range b.every {
			try(m)
		}
		if b.whole || b.words[e.EventID] {
			b.texts.try(e, s, try)
		}
	}
}
