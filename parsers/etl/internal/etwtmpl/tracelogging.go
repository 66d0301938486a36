package etwtmpl

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// The schema blob of TraceLogging:
//
//	u16 size, tag bytes (as long as bit 7 is set, one more), event name NUL,
//	then fields until size:
//	  name NUL, u8 in-type (bits 0..4 the type, 20 fixed count, 40 counted in
//	  the payload, 60 custom; bit 7: a u8 out-type follows, whose bit 7: tag
//	  bytes follow), u16 count if fixed, u16 size and bytes if custom
//
// The low 7 bits of a struct's out-type are the number of members that follow.
const (
	tlgTypeMask  = 0x1f
	tlgCountMask = 0x60
	tlgFixed     = 0x20
	tlgCounted   = 0x40
	tlgCustom    = 0x60
	tlgMore      = 0x80
)

var errSchema = errors.New("the TraceLogging schema ends inside a field")

// ParseTraceLogging reads a schema blob. Of a damaged one the fields before the
// damage come back together with the error.
func ParseTraceLogging(b []byte) (*Template, error) {
	t := &Template{}
	if len(b) < 2 {
		return t, errSchema
	}
	s := schema{t: t, rest: b[2:min(max(2, int(binary.LittleEndian.Uint16(b))), len(b))]}
	if !s.tags() {
		return t, errSchema
	}
	var ok bool
	if t.Event, ok = s.name(); !ok {
		return t, errSchema
	}
	var top []Property
	for len(s.rest) > 0 && len(top)+len(t.Properties) < maxProps {
		p, ok := s.field(0)
		if !ok {
			break
		}
		top = append(top, p)
	}
	s.finish(top)
	if len(s.rest) > 0 {
		return t, errSchema
	}
	return t, nil
}

type schema struct {
	t    *Template
	rest []byte
}

// finish puts the top-level properties before the members, which were collected
// first, and moves the member indexes accordingly.
func (s *schema) finish(top []Property) {
	all := append(top, s.t.Properties...)
	for i := range all {
		for m := range all[i].Members {
			all[i].Members[m] += len(top)
		}
	}
	s.t.Top, s.t.Properties = len(top), all
}

// field reads one field; the members of a struct go to s.t.Properties.
func (s *schema) field(depth int) (Property, bool) {
	p := Property{LengthOf: -1, CountOf: -1}
	var ok bool
	if p.Name, ok = s.name(); !ok || depth > maxDepth {
		return p, false
	}
	in, ok := s.byte()
	if !ok {
		return p, false
	}
	out := byte(0)
	if in&tlgMore != 0 {
		if out, ok = s.byte(); !ok || out&tlgMore != 0 && !s.tags() {
			return p, false
		}
		out &^= tlgMore
	}
	p.In, p.Out = tlgInType(in&tlgTypeMask), tlgOutType(out)
	if !s.counts(&p, in&tlgCountMask) {
		return p, false
	}
	if p.In == Struct {
		return p, s.members(&p, int(out), depth)
	}
	return p, true
}

func (s *schema) counts(p *Property, how byte) bool {
	switch how {
	case tlgFixed:
		n, ok := s.u16()
		p.Array, p.Count = true, n
		return ok
	case tlgCounted:
		p.Array, p.CountInline = true, true
	case tlgCustom:
		n, ok := s.u16()
		if !ok || n > len(s.rest) {
			return false
		}
		s.rest = s.rest[n:]
		p.Array, p.CountInline, p.In = true, true, UInt8
	}
	return true
}

func (s *schema) members(p *Property, n, depth int) bool {
	var members []Property
	for range n {
		if len(s.t.Properties)+len(members) > maxProps {
			return false
		}
		m, ok := s.field(depth + 1)
		if !ok {
			return false
		}
		members = append(members, m)
	}
	p.Members = make([]int, n)
	for i := range p.Members {
		p.Members[i] = len(s.t.Properties) + i
	}
	s.t.Properties = append(s.t.Properties, members...)
	return true
}

func (s *schema) byte() (byte, bool) {
	if len(s.rest) == 0 {
		return 0, false
	}
	c := s.rest[0]
	s.rest = s.rest[1:]
	return c, true
}

func (s *schema) u16() (int, bool) {
	if len(s.rest) < 2 {
		return 0, false
	}
	n := binary.LittleEndian.Uint16(s.rest)
	s.rest = s.rest[2:]
	return int(n), true
}

func (s *schema) name() (string, bool) {
	n := bytes.IndexByte(s.rest, 0)
	if n < 0 {
		return "", false
	}
	name := string(s.rest[:n])
	s.rest = s.rest[n+1:]
	return name, true
}

func (s *schema) tags() bool {
	for {
		c, ok := s.byte()
		if !ok || c&0x80 == 0 {
			return ok
		}
	}
}

// tlgInType translates the types whose meaning differs: plain binary is counted
// here.
func tlgInType(in byte) InType {
	if t := InType(in); t != Binary {
		return t
	}
	return ManifestCountedBinary
}

// tlgOutType translates the out-types, which are numbered differently.
func tlgOutType(out byte) OutType {
	switch out {
	case 2, 11, 12:
		return OutString
	case 3:
		return OutBoolean
	case 4:
		return OutHex
	case 7:
		return OutPort
	case 8:
		return OutIPv4
	case 9:
		return OutIPv6
	case 10:
		return OutSockAddr
	case 14:
		return OutNTStatus
	case 15:
		return OutHResult
	case 35:
		return OutUTF8
	}
	return OutDefault
}
