package logwriter

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"hybriddiag/internal/winfmt"
)

// Types of values in binary XML.
const (
	kindNull     = 0x00
	kindString   = 0x01
	kindUint8    = 0x04
	kindUint16   = 0x06
	kindUint32   = 0x08
	kindUint64   = 0x0A
	kindBinary   = 0x0E
	kindGUID     = 0x0F
	kindFileTime = 0x11
	kindSID      = 0x13
	kindHex64    = 0x15
	kindXML      = 0x21
	kindStrings  = 0x81
)

// value is what a record puts into a slot.
type value interface {
	kind() byte
	write(*chunk) error
}

// plain is a value whose bytes do not depend on their place.
type plain struct {
	typ   byte
	bytes []byte
}

func (p plain) kind() byte { return p.typ }

func (p plain) write(c *chunk) error {
	c.buf = append(c.buf, p.bytes...)
	return nil
}

// xmlValue is a fragment with a template of its own.
type xmlValue struct{ root *element }

func (xmlValue) kind() byte { return kindXML }

func (x xmlValue) write(c *chunk) error {
	c.fragment()
	if err := c.instance(x.root); err != nil {
		return err
	}
	c.u8(tokEnd)
	return nil
}

var null = plain{typ: kindNull}

func uint8Value(v uint8) value   { return plain{kindUint8, []byte{v}} }
func uint16Value(v uint16) value { return plain{kindUint16, binary.LittleEndian.AppendUint16(nil, v)} }

func uint32Value(v uint32) value { return plain{kindUint32, binary.LittleEndian.AppendUint32(nil, v)} }

func uint64Value(v uint64) value { return plain{kindUint64, binary.LittleEndian.AppendUint64(nil, v)} }

func hex64Value(v uint64) value { return plain{kindHex64, binary.LittleEndian.AppendUint64(nil, v)} }

func timeValue(t time.Time) value {
	return plain{kindFileTime, binary.LittleEndian.AppendUint64(nil, winfmt.ToFileTime(t))}
}

func stringValue(s string) value { return plain{kindString, winfmt.AppendUTF16LE(nil, s)} }

// stringsValue is the array of a classic event: each string ends with a NUL.
func stringsValue(list []string) value {
	var b []byte
	for _, s := range list {
		b = append(winfmt.AppendUTF16LE(b, s), 0, 0)
	}
	return plain{kindStrings, b}
}

// guidValue is NULL for an empty text.
func guidValue(s string) (value, error) {
	if s == "" {
		return null, nil
	}
	g, err := winfmt.ParseGUID(s)
	if err != nil {
		return nil, err
	}
	return plain{kindGUID, g[:]}, nil
}

func binaryValue(s string) (value, error) {
	b, err := hex.DecodeString(s)
	if err != nil {
		return nil, fmt.Errorf("binary data %.20q is not hexadecimal", s)
	}
	return plain{kindBinary, b}, nil
}

// sidValue writes u8 revision, u8 number of parts, 6 bytes authority in big
// endian, then the parts. It is NULL for an empty text.
func sidValue(s string) (value, error) {
	if s == "" {
		return null, nil
	}
	parts := strings.Split(s, "-")
	if len(parts) < 3 || parts[0] != "S" || parts[1] != "1" || len(parts) > 3+15 {
		return nil, fmt.Errorf("%q is not a SID", s)
	}
	authority, err := strconv.ParseUint(parts[2], 10, 48)
	if err != nil {
		return nil, fmt.Errorf("%q is not a SID", s)
	}
	b := binary.BigEndian.AppendUint64(nil, authority)
	b[0], b[1] = 1, byte(len(parts)-3)
	for _, p := range parts[3:] {
		n, err := strconv.ParseUint(p, 10, 32)
		if err != nil {
			return nil, fmt.Errorf("%q is not a SID", s)
		}
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	return plain{kindSID, b}, nil
}

// fieldValue chooses the type that a manifest would give a field of this text:
// a number, a SID or a string.
func fieldValue(s string) value {
	if n, err := strconv.ParseUint(s, 10, 32); err == nil && strconv.FormatUint(n, 10) == s {
		return uint32Value(uint32(n))
	}
	if strings.HasPrefix(s, "S-1-") {
		if sid, err := sidValue(s); err == nil {
			return sid
		}
	}
	return stringValue(s)
}

// checkText reports a text that a 16-bit size cannot hold.
func checkText(s string) error {
	if n := len(utf16.Encode([]rune(s))); n > maxUnits {
		return fmt.Errorf("text of %d units is longer than %d", n, maxUnits)
	}
	return nil
}
