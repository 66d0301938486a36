package etl

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
)

// EventKey tells kinds of records apart. Group is set for kernel records, GUID
// for all others; ID is the event id or the WPP message number, Opcode the
// opcode or the type of a kernel or classic record.
type EventKey struct {
	Kind    evidence.Kind
	GUID    winfmt.GUID
	Group   uint8
	ID      uint16
	Version uint16
	Opcode  uint8
}

func (r *record) key() EventKey {
	k := EventKey{Kind: r.kind, GUID: r.guid, Group: r.group, ID: r.id, Version: r.version, Opcode: r.opcode}
	if r.kind == evidence.KindWPP {
		k.Version = 0
	}
	return k
}

// counts counts records by key and by header type. Consecutive records are often
// of one key, so the last counter is kept at hand.
type counts struct {
	byKey    map[EventKey]*int
	byHeader [256]int // by header type; WPP messages have none and count as 0
	last     EventKey
	lastN    *int
	records  int
	other    int // stepped over
}

// maxKeys bounds the table against a file of random records; what comes above
// it is counted in total only.
const maxKeys = 1 << 16

func (c *counts) add(r *record) {
	c.records++
	c.byHeader[r.headerTypeOrZero()]++
	key := r.key()
	if c.lastN == nil || key != c.last {
		n := c.byKey[key]
		if n == nil {
			n = new(int)
			if c.byKey == nil {
				c.byKey = map[EventKey]*int{}
			}
			if len(c.byKey) < maxKeys {
				c.byKey[key] = n
			}
		}
		c.last, c.lastN = key, n
	}
	*c.lastN++
}

func (r *record) headerTypeOrZero() uint8 {
	if r.kind == evidence.KindWPP {
		return 0
	}
	return r.headerType
}

// headers returns the counts by header name, e.g. EVENT64.
func (c *counts) headers() map[string]int {
	out := map[string]int{}
	for headerType, n := range c.byHeader {
		if n == 0 {
			continue
		}
		name := messageLayout().name
		if headerType != 0 {
			l, _ := layoutOf(uint8(headerType))
			name = l.name
		}
		out[name] = n
	}
	return out
}

// EventCount is how many records of one key a trace holds.
type EventCount struct {
	EventKey
	Count int
}

// sorted returns the counts in a fixed order.
func (c *counts) sorted() []EventCount {
	keys := slices.SortedFunc(maps.Keys(c.byKey), compareKeys)
	out := make([]EventCount, len(keys))
	for i, k := range keys {
		out[i] = EventCount{k, *c.byKey[k]}
	}
	return out
}

func compareKeys(a, b EventKey) int {
	return strings.Compare(a.sortText(), b.sortText())
}

func (k EventKey) sortText() string {
	return fmt.Sprintf("%s %s %02x %05d %05d %03d", k.Kind, k.GUID, k.Group, k.ID, k.Version, k.Opcode)
}
