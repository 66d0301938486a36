package match

import (
	"slices"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/signatures"
)

// levelError is the level down to which an event is an error: 1 is critical.
const levelError = 2

// maxErrors bounds how many different errors of one file are kept apart.
const maxErrors = 200

// Alike is the errors of one file that say the same.
type Alike struct {
	Key         string          // see Likeness
	Example     *evidence.Event // the first of them
	Count       int
	First, Last time.Time
}

// errors gathers the errors of one file, whether a signature knows them or not.
type errors struct {
	alike []*Alike
	at    map[string]*Alike
	More  int // different errors beyond the bound
}

func (x *errors) add(e *evidence.Event) {
	key := Likeness(e)
	a := x.at[key]
	if a == nil {
		if len(x.alike) >= maxErrors {
			x.More++
			return
		}
		if x.at == nil {
			x.at = map[string]*Alike{}
		}
		a = &Alike{Key: key, Example: e, First: e.Time, Last: e.Time}
		x.at[key], x.alike = a, append(x.alike, a)
	}
	a.Count++
	if t := e.Time; !t.IsZero() {
		if a.First.IsZero() || t.Before(a.First) {
			a.First = t
		}
		if t.After(a.Last) {
			a.Last = t
		}
	}
}

// Errors returns the errors of this file that come from a product, a wizard, an
// agent, an installer, a console or a pasted text, grouped by likeness in the
// order of the file.
func (c *Collector) Errors() []*Alike { return c.errors.alike }

// ours are the providers, logs and channels whose errors are told even when no
// signature knows them, in lower case.
func ours(lib *signatures.Library) map[string]bool {
	out := map[string]bool{}
	for _, p := range lib.Products {
		for _, name := range slices.Concat(p.Providers, p.Logs, p.Channels) {
			if !slices.ContainsFunc(p.Shared, func(s string) bool { return strings.EqualFold(s, name) }) {
				out[strings.ToLower(name)] = true
			}
		}
	}
	for _, sel := range selections(lib) {
		if q, ok := sel.Query.(*signatures.EventQuery); ok && q.Kind() == signatures.KindLog {
			for _, name := range q.Providers {
				out[strings.ToLower(name)] = true
			}
		}
	}
	return out
}

// tells reports whether an event with this header is an error that is shown even
// when no signature asks for it.
func (s *Set) tells(h parsers.Header) bool {
	return h.Level >= 1 && h.Level <= levelError && (s.ours[strings.ToLower(h.Provider)] || h.Channel != "" && s.ours[strings.ToLower(h.Channel)])
}

// isError tells the same of an event; a pasted text is ours whatever it names.
func (s *Set) isError(e *evidence.Event) bool {
	if e.Kind == evidence.KindText {
		return e.Level >= 1 && e.Level <= levelError
	}
	return s.tells(parsers.Header{Provider: e.Provider.Name, Channel: e.Channel, Level: e.Level})
}
