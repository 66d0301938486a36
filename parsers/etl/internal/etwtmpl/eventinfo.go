package etwtmpl

import (
	"encoding/binary"
	"fmt"

	"hybriddiag/internal/winfmt"
)

// The layout of TRACE_EVENT_INFO; offsets of names count from its start, 0
// means that there is none.
//
//	00 GUID provider      34 u32 provider name   64 u32 property count
//	10 GUID event class   4C u32 message         68 u32 top-level properties
//	20 EVENT_DESCRIPTOR   5C u32 event name      70 properties, 24 bytes each
//	30 u32 source
//
//	property: 00 u32 flags, 04 u32 name, 08 u16 in-type, 0A u16 out-type,
//	0C u32 map name, 10 u16 count or index, 12 u16 length or index
//	(a struct has at 08 the index of its first member and at 0A their number)
const (
	infoSize     = 0x70
	propertySize = 24
	maxProps     = 1024
	maxName      = 1024 // characters
)

// Flags of a property.
const (
	propStruct      = 0x01
	propLengthParam = 0x02
	propCountParam  = 0x04
	propFixedCount  = 0x20
)

// Where an event's metadata came from.
const (
	SourceManifest     = 0
	SourceMOF          = 1
	SourceWPP          = 2
	SourceTraceLogging = 3
)

// Key names the event that a template belongs to. For MOF classes GUID is the
// event class and ID the type.
type Key struct {
	GUID    winfmt.GUID
	ID      uint16
	Version uint8
	MOF     bool
}

// ParseEventInfo reads a TRACE_EVENT_INFO. The names are copied.
func ParseEventInfo(b []byte) (Key, *Template, error) {
	if len(b) < infoSize {
		return Key{}, nil, fmt.Errorf("wanted a TRACE_EVENT_INFO of at least %d bytes, found %d", infoSize, len(b))
	}
	u32 := func(at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
	count, top := int(u32(0x64)), int(u32(0x68))
	if count > maxProps || top > count || infoSize+count*propertySize > len(b) {
		return Key{}, nil, fmt.Errorf("%d properties, %d of them at the top, do not fit into %d bytes", count, top, len(b))
	}
	t := &Template{
		Provider: trimName(nameAt(b, u32(0x34))), Message: nameAt(b, u32(0x4c)),
		Event: trimName(nameAt(b, u32(0x5c))), Top: top,
	}
	source := u32(0x30)
	if source != SourceTraceLogging {
		t.Event = ""
	}
	for i := range count {
		p, err := parseProperty(b, infoSize+i*propertySize, count)
		if err != nil {
			return Key{}, nil, fmt.Errorf("property %d: %w", i, err)
		}
		t.Properties = append(t.Properties, p)
	}
	return infoKey(b, source), t, nil
}

func infoKey(b []byte, source uint32) Key {
	if source == SourceMOF {
		return Key{GUID: winfmt.GUIDFrom(b[0x10:]), ID: uint16(b[0x25]), Version: b[0x22], MOF: true}
	}
	return Key{GUID: winfmt.GUIDFrom(b), ID: binary.LittleEndian.Uint16(b[0x20:]), Version: b[0x22]}
}

func parseProperty(b []byte, at, properties int) (Property, error) {
	u16 := func(off int) int { return int(binary.LittleEndian.Uint16(b[at+off:])) }
	u32 := func(off int) uint32 { return binary.LittleEndian.Uint32(b[at+off:]) }
	flags := u32(0)
	p := Property{Name: trimName(nameAt(b, u32(4))), LengthOf: -1, CountOf: -1}
	if flags&propStruct != 0 {
		first, n := u16(8), u16(0xa)
		if n == 0 || first+n > properties {
			return p, fmt.Errorf("struct members %d to %d of %d properties", first, first+n, properties)
		}
		for i := range n {
			p.Members = append(p.Members, first+i)
		}
	} else {
		p.In, p.Out = InType(u16(8)), OutType(u16(0xa))
		p.Map = trimName(nameAt(b, u32(0xc)))
	}
	p.Count, p.Array = u16(0x10), flags&propFixedCount != 0 || u16(0x10) > 1
	p.Length = u16(0x12)
	if flags&propCountParam != 0 {
		p.CountOf, p.Count, p.Array = p.Count, 0, true
	}
	if flags&propLengthParam != 0 {
		p.LengthOf, p.Length = p.Length, 0
	}
	if p.CountOf >= properties || p.LengthOf >= properties {
		return p, fmt.Errorf("its count or length is property %d of %d", max(p.CountOf, p.LengthOf), properties)
	}
	return p, nil
}

// nameAt reads the NUL-terminated UTF-16 text at an offset, "" for offset 0 and
// for offsets outside.
func nameAt(b []byte, at uint32) string {
	if at == 0 || uint64(at) >= uint64(len(b)) {
		return ""
	}
	text := b[at:]
	return winfmt.UTF16Z(text[:min(len(text), 2*maxName)])
}

// trimName cuts the blanks that end names and map texts.
func trimName(s string) string {
	for len(s) > 0 && (s[len(s)-1] == ' ' || s[len(s)-1] == '\r' || s[len(s)-1] == '\n') {
		s = s[:len(s)-1]
	}
	return s
}
