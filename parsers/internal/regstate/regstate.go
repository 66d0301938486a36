// Package regstate turns the keys and values of one registry source, whatever
// its format, into evidence: it gives ControlSet00N the name the running system
// used, tells what the source covers, and draws from the values what everybody
// asks first: which computer, which Windows, which products.
//
//	reader (regfile, hive, regquery) ──► Collector ──► parsers.Sink
//
// The settings of numbered control sets are held until the end, because an
// export tells only in HKLM\SYSTEM\Select, which comes after them, which one is
// the current one.
package regstate

import (
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/regpath"
)

const (
	// maxSettings bounds what one source may add to the case. All wanted keys of
	// a large server hold some 20,000 values.
	maxSettings = 60_000
	// maxBytes bounds the values together.
	maxBytes = 16 << 20
	// maxRoots bounds the list of covered keys of a file that lists single keys.
	maxRoots = 4096
)

// TypeKey is the type of the setting that stands for the key itself.
const TypeKey = "key"

// Collector gathers one source.
type Collector struct {
	out     parsers.Sink
	filter  *regpath.Filter
	asked   string           // the key whose answer is remembered
	answer  parsers.Interest // of the sink
	current int              // Select\Current, 0 when not seen
	sets    map[int]bool
	held    []evidence.Setting  // of numbered control sets
	known   map[string]struct{} // settings below CurrentControlSet, while sets are held
	same    map[equal]struct{}  // settings that were taken: a source that repeats itself costs nothing
	roots   []string
	rootSet map[string]struct{} // roots in lower case
	facts   facts
	count   int
	bytes   int
	full    bool
}

// New returns a collector that sends to out.
func New(out parsers.Sink) *Collector {
	c := &Collector{
		out:     out,
		sets:    map[int]bool{},
		known:   map[string]struct{}{},
		same:    map[equal]struct{}{},
		rootSet: map[string]struct{}{},
		facts:   newFacts(out),
	}
	c.filter = regpath.NewFilter(c.interest)
	return c
}

// Root notes that everything below key was exported. Keys below an earlier
// root add nothing.
func (c *Collector) Root(key string) {
	lower := strings.ToLower(key)
	for end := range len(lower) + 1 {
		if end < len(lower) && lower[end] != '\\' {
			continue
		}
		if _, known := c.rootSet[lower[:end]]; known {
			return
		}
	}
	if len(c.roots) == maxRoots {
		c.full = true
		return
	}
	c.rootSet[lower] = struct{}{}
	c.roots = append(c.roots, key)
}

// Full tells that nothing more is taken, so that a reader can stop looking.
func (c *Collector) Full() bool { return c.full }

// equal is what makes two settings of one source the same.
type equal struct {
	key, name, typ, value string
	absent                bool
}

// Add takes one setting with a normalized key, the same one once.
func (c *Collector) Add(s evidence.Setting) {
	is := equal{s.Key, s.Name, s.Type, s.Value, s.Absent}
	if _, again := c.same[is]; again {
		return
	}
	if c.full || c.count == maxSettings || c.bytes+len(s.Value) > maxBytes {
		c.full = true
		return
	}
	c.same[is] = struct{}{}
	c.count++
	c.bytes += len(s.Value)
	if n, _, ok := regpath.ControlSet(s.Key); ok {
		c.sets[n] = true
		c.held = append(c.held, s)
		return
	}
	if regpath.IsCurrent(s.Key) {
		c.known[identity(s)] = struct{}{}
	}
	if strings.EqualFold(s.Key, regpath.SelectKey) && strings.EqualFold(s.Name, "Current") {
		c.current, _ = strconv.Atoi(s.Value)
	}
	c.send(s)
}

func (c *Collector) send(s evidence.Setting) {
	c.facts.note(s)
	if c.sinkWants(s.Key) {
		c.out.Setting(s)
	}
}

func identity(s evidence.Setting) string {
	return strings.ToLower(s.Key) + "\x00" + s.Type[:min(len(s.Type), 3)] + "\x00" + strings.ToLower(s.Name)
}

// Finish sends what was held, the derived facts and the coverage, and fills in
// the host and the problems of the result. Partial says that the source is cut
// or damaged.
func (c *Collector) Finish(result *parsers.Result, partial bool) {
	if c.full {
		result.Problems = append(result.Problems, parsers.Lost("too-many-values", "values", maxSettings, "size", maxBytes>>20, "keys", maxRoots))
		partial = true
	}
	current := c.currentSet()
	for _, s := range c.held {
		if n, rest, _ := regpath.ControlSet(s.Key); n == current {
			s.Key = regpath.Current(rest)
			if _, both := c.known[identity(s)]; both {
				continue
			}
		}
		c.send(s)
	}
	c.held = nil
	c.facts.finish(c.out, result)
	c.cover(current, partial)
}

// currentSet returns the number of the set that is the current one: what Select
// says, or the only one there is.
func (c *Collector) currentSet() int {
	if c.current > 0 || len(c.sets) != 1 {
		return c.current
	}
	for n := range c.sets {
		return n
	}
	return 0
}

func (c *Collector) cover(current int, partial bool) {
	for _, key := range c.roots {
		cut := partial
		if n, rest, ok := regpath.ControlSet(key); ok && n == current {
			key = regpath.Current(rest)
		}
		if key == `HKLM\SYSTEM` && current == 0 && len(c.sets) > 0 && len(c.known) == 0 {
			cut = true // which of the sets is the current one is not known
		}
		c.out.Coverage(evidence.Coverage{Kind: evidence.CoversRegistry, Root: key, Partial: cut})
		if !cut && regpath.Below(softwareRoot, key) { // both views of the programs that all users have
			c.out.Coverage(evidence.Coverage{Kind: evidence.CoversSetting, Root: evidence.ProgramRoot})
		}
	}
}

const softwareRoot = `HKLM\SOFTWARE`
