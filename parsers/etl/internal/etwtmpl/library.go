package etwtmpl

import (
	"hybriddiag/internal/winfmt"
)

// Bounds for what a trace may add.
const (
	maxTemplates = 16384
	maxMaps      = 4096
	maxAdded     = 8 << 20 // bytes of metadata
)

// Library finds templates: those that the trace itself holds first, then the
// facts. It belongs to one trace and to one goroutine.
type Library struct {
	known    map[winfmt.GUID]*provider
	added    map[Key]*Template
	maps     map[MapKey]*Map
	names    map[winfmt.GUID]string // of providers, from metadata
	addedLen int
}

// NewLibrary returns a library that knows the facts.
func NewLibrary() *Library {
	known, err := factIndex(factFiles)
	if err != nil {
		known = nil // the files are part of the program; a test keeps them whole
	}
	return &Library{known: known, added: map[Key]*Template{}, maps: map[MapKey]*Map{}, names: map[winfmt.GUID]string{}}
}

// AddEventInfo adds a TRACE_EVENT_INFO out of the trace.
func (l *Library) AddEventInfo(b []byte) error {
	key, t, err := ParseEventInfo(b)
	if err != nil || !l.room(len(b)) || len(l.added) >= maxTemplates {
		return err
	}
	l.added[key] = t
	if t.Provider != "" && !key.MOF {
		l.names[key.GUID] = t.Provider
	}
	return nil
}

// AddMapInfo adds an EVENT_MAP_INFO, with the provider GUID before it.
func (l *Library) AddMapInfo(b []byte) error {
	key, m, err := ParseMapInfo(b)
	if err != nil || !l.room(len(b)) || len(l.maps) >= maxMaps {
		return err
	}
	l.maps[key] = m
	return nil
}

func (l *Library) room(n int) bool {
	l.addedLen += n
	return l.addedLen <= maxAdded
}

// ProviderName returns the name of a provider, "" when nobody named it.
func (l *Library) ProviderName(guid winfmt.GUID) string {
	if p := l.known[guid]; p != nil {
		return p.name
	}
	return l.names[guid]
}

// Named remembers the name that a provider gave itself in an event.
func (l *Library) Named(guid winfmt.GUID, name string) {
	if _, ok := l.names[guid]; !ok && name != "" && len(l.names) < maxTemplates {
		l.names[guid] = name
	}
}

// Added returns how many templates and maps the trace itself held.
func (l *Library) Added() (templates, maps int) { return len(l.added), len(l.maps) }

// Map returns a map of a provider by its name, nil if the trace holds none. It
// is looked up late, because a trace may hold it after the events.
func (l *Library) Map(guid winfmt.GUID, name string) *Map { return l.maps[MapKey{guid, name}] }

// Decode decodes the payload of an event by the best template; nil, false means
// that there is none.
func (l *Library) Decode(key Key, payload []byte, pointer int) (*Template, Result, bool) {
	if t := l.added[key]; t != nil {
		if r := t.Decode(payload, pointer); !r.Short {
			return t, r, true
		}
	}
	t, r := bestOf(l.facts(key), payload, pointer)
	if t == nil {
		if t = l.added[key]; t != nil {
			return t, t.Decode(payload, pointer), true
		}
	}
	return t, r, t != nil
}

// facts returns the candidates for an event. A version that nobody has seen is
// read like the newest one that is known: fields are added at the end.
func (l *Library) facts(key Key) []*Template {
	p := l.known[key.GUID]
	if p == nil || key.MOF {
		return nil
	}
	if p.templates == nil {
		text, _ := factFiles.ReadFile(p.path)
		p.templates, _ = parseFacts(string(text)) // a test reads every file
	}
	for version := int(key.Version); version >= 0; version-- {
		if t := p.templates[factKey{key.ID, uint8(version)}]; t != nil {
			return t
		}
	}
	return nil
}

// bestOf takes the template that explains the payload best: one that uses all
// of it, else the one that leaves the least, else the one that gets furthest.
func bestOf(candidates []*Template, payload []byte, pointer int) (*Template, Result) {
	var best *Template
	var result Result
	for _, t := range candidates {
		r := t.Decode(payload, pointer)
		if best == nil || better(r, result) {
			best, result = t, r
		}
	}
	return best, result
}

func better(a, b Result) bool {
	if a.Short != b.Short {
		return b.Short
	}
	if a.Short {
		return len(a.Values) > len(b.Values)
	}
	return a.Rest < b.Rest
}
