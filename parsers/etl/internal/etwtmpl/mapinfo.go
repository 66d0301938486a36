package etwtmpl

import (
	"encoding/binary"
	"fmt"
	"strings"

	"hybriddiag/internal/winfmt"
)

// The layout of EVENT_MAP_INFO; offsets count from its start.
//
//	00 u32 name, 04 u32 flags (2 = bitmap), 08 u32 entries, 0C u32 value type,
//	10 entries { u32 text, u32 value }
const (
	mapSize       = 0x10
	mapEntrySize  = 8
	maxMapEntries = 4096
	mapBitmap     = 0x2
)

// Map gives the values of a property names.
type Map struct {
	Bits    bool // values are flags that add up
	Entries []MapEntry
}

// MapEntry is one name of a map.
type MapEntry struct {
	Value uint32
	Text  string
}

// MapKey names a map.
type MapKey struct {
	Provider winfmt.GUID
	Name     string
}

// ParseMapInfo reads a provider GUID and the EVENT_MAP_INFO after it.
func ParseMapInfo(b []byte) (MapKey, *Map, error) {
	if len(b) < 16+mapSize {
		return MapKey{}, nil, fmt.Errorf("wanted an EVENT_MAP_INFO of at least %d bytes, found %d", 16+mapSize, len(b))
	}
	key := MapKey{Provider: winfmt.GUIDFrom(b)}
	b = b[16:]
	u32 := func(at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
	count := int(u32(8))
	if count > maxMapEntries || mapSize+count*mapEntrySize > len(b) {
		return MapKey{}, nil, fmt.Errorf("%d map entries do not fit into %d bytes", count, len(b))
	}
	key.Name = trimName(nameAt(b, u32(0)))
	m := &Map{Bits: u32(4)&mapBitmap != 0}
	for i := range count {
		at := mapSize + i*mapEntrySize
		m.Entries = append(m.Entries, MapEntry{u32(at + 4), trimName(nameAt(b, u32(at)))})
	}
	return key, m, nil
}

// Name returns the name of a value, or the names of its bits joined by |; ""
// when the map knows nothing of it. Bits without a name are added in hex.
func (m *Map) Name(value uint64) string {
	if !m.Bits {
		for _, e := range m.Entries {
			if uint64(e.Value) == value {
				return e.Text
			}
		}
		return ""
	}
	var names []string
	left := value
	for _, e := range m.Entries {
		if bit := uint64(e.Value); bit != 0 && value&bit == bit {
			names = append(names, e.Text)
			left &^= bit
		}
	}
	if names != nil && left != 0 {
		names = append(names, hexNumber(left))
	}
	return strings.Join(names, "|")
}
