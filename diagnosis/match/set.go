package match

import (
	"slices"
	"strings"

	"hybriddiag/parsers"
	"hybriddiag/signatures"
)

// Set is the event selections of a library, compiled. It does not change and
// may be used by many goroutines.
type Set struct {
	lib      *signatures.Library
	index    *index
	keys     *parsers.KeySet // of the settings that anything asks for
	byQuery  map[*signatures.EventQuery]*Matcher
	versions map[*Matcher]versionRule
	services map[*Matcher]string // the product whose service an event names
	ours     map[string]bool     // see ours
	traced   []*Matcher          // those whose near misses are kept, see Trace
}

// Compile prepares the selections of a library for matching.
func Compile(lib *signatures.Library) (*Set, error) {
	s := &Set{
		lib: lib, index: newIndex(), keys: wantedKeys(lib), ours: ours(lib),
		byQuery:  map[*signatures.EventQuery]*Matcher{},
		versions: map[*Matcher]versionRule{},
		services: map[*Matcher]string{},
	}
	interned := map[string]*Matcher{}
	for _, sel := range selections(lib) {
		q, ok := sel.Query.(*signatures.EventQuery)
		if !ok {
			continue
		}
		key := sel.Canonical()
		if interned[key] == nil {
			interned[key] = s.newMatcher(q)
		}
		s.byQuery[q] = interned[key]
	}
	if err := s.addVersionRules(); err != nil {
		return nil, err
	}
	s.addServiceRules()
	return s, nil
}

// selections returns all selections of signatures and check lists.
func selections(lib *signatures.Library) []*signatures.Selection {
	var out []*signatures.Selection
	for _, s := range lib.Signatures {
		out = append(out, s.Select...)
	}
	for _, c := range lib.Checks {
		out = append(out, c.Select...)
	}
	return out
}

// Of returns the matcher of an event query of the library.
func (s *Set) Of(q *signatures.EventQuery) *Matcher { return s.byQuery[q] }

func (s *Set) newMatcher(q *signatures.EventQuery) *Matcher {
	m := &Matcher{query: q, tests: inOrderOfCost(q.Fields)}
	log := q.Kind() == signatures.KindLog
	for _, name := range q.Providers {
		m.providers = append(m.providers, s.names(name, log, true)...)
		if strings.HasPrefix(name, "@") && !log {
			m.own = append(m.own, s.names(name, false, false)...)
		}
	}
	for _, name := range q.Channels {
		m.channels = append(m.channels, s.names(name, false, false)...)
	}
	m.logs = m.channels
	if len(m.logs) == 0 {
		for _, p := range m.providers {
			m.logs = append(m.logs, s.lib.Channels.Of(p)...)
		}
	}
	m.logs = slices.Clip(m.logs)
	s.index.add(m)
	return m
}

// names resolves @product to the product's providers, logs or channels.
func (s *Set) names(name string, log, provider bool) []string {
	out := []string{name}
	if id, ok := strings.CutPrefix(name, "@"); ok {
		p := s.lib.Products.Get(id)
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
