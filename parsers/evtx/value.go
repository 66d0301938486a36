package evtx

import (
	"bytes"
	"math"
	"strconv"

	"hybriddiag/internal/winfmt"
	"hybriddiag/parsers/internal/textenc"
)

// Value types. An array has typeArray added to the type of its items.
const (
	typeNull       = 0x00
	typeString     = 0x01
	typeANSI       = 0x02
	typeInt8       = 0x03
	typeUint8      = 0x04
	typeInt16      = 0x05
	typeUint16     = 0x06
	typeInt32      = 0x07
	typeUint32     = 0x08
	typeInt64      = 0x09
	typeUint64     = 0x0a
	typeReal32     = 0x0b
	typeReal64     = 0x0c
	typeBool       = 0x0d
	typeBinary     = 0x0e
	typeGUID       = 0x0f
	typeSize       = 0x10
	typeFileTime   = 0x11
	typeSystemTime = 0x12
	typeSID        = 0x13
	typeHex32      = 0x14
	typeHex64      = 0x15
	typeXML        = 0x21
	typeArray      = 0x80
)

// appendValue appends the text that Event Viewer's XML view shows for a value
// that is no array. Values of a wrong size are read as far as they go.
func appendValue(dst []byte, typ uint8, b []byte) []byte {
	switch typ {
	case typeNull:
		return dst
	case typeString:
		return winfmt.AppendUTF16(dst, trimNUL16(b))
	case typeANSI:
		return append(dst, textenc.Decode(bytes.TrimRight(b, "\x00"))...)
	case typeInt8, typeInt16, typeInt32, typeInt64:
		return strconv.AppendInt(dst, signed(b), 10)
	case typeUint8, typeUint16, typeUint32, typeUint64:
		return strconv.AppendUint(dst, unsigned(b), 10)
	case typeReal32:
		return strconv.AppendFloat(dst, float64(math.Float32frombits(uint32(unsigned(b)))), 'g', -1, 32)
	case typeReal64:
		return strconv.AppendFloat(dst, math.Float64frombits(unsigned(b)), 'g', -1, 64)
	case typeBool:
		return strconv.AppendBool(dst, unsigned(b) != 0)
	case typeSize, typeHex32, typeHex64:
		return strconv.AppendUint(append(dst, "0x"...), unsigned(b), 16)
	case typeFileTime:
		return appendFileTime(dst, unsigned(b))
	}
	return appendStruct(dst, typ, b)
}

// appendStruct appends a value that has a layout of its own; types without a
// known meaning are shown like binary ones.
func appendStruct(dst []byte, typ uint8, b []byte) []byte {
	switch {
	case typ == typeGUID && len(b) == 16:
		return append(dst, winfmt.GUIDFrom(b).String()...)
	case typ == typeSID && len(b) >= 8:
		return append(dst, winfmt.SID(b)...)
	case typ == typeSystemTime:
		if t, ok := winfmt.SystemTime(b); ok {
			return t.AppendFormat(dst, "2006-01-02T15:04:05.000Z")
		}
	}
	return appendHex(dst, b)
}

func appendHex(dst, b []byte) []byte {
	const digits = "0123456789ABCDEF"
	for _, c := range b {
		dst = append(dst, digits[c>>4], digits[c&15])
	}
	return dst
}

// appendFileTime writes a tick count that is no date as a number.
func appendFileTime(dst []byte, ticks uint64) []byte {
	t := winfmt.FileTime(ticks)
	switch {
	case ticks == 0:
		return append(dst, "1601-01-01T00:00:00.0000000Z"...)
	case t.IsZero():
		return strconv.AppendUint(dst, ticks, 10)
	}
	return t.AppendFormat(dst, "2006-01-02T15:04:05.0000000Z")
}

// trimNUL16 drops the NULs that end a string.
func trimNUL16(b []byte) []byte {
	for n := len(b) &^ 1; n >= 2 && b[n-2]|b[n-1] == 0; n -= 2 {
		b = b[:n-2]
	}
	return b
}

func unsigned(b []byte) uint64 {
	var n uint64
	for i := min(len(b), 8) - 1; i >= 0; i-- {
		n = n<<8 | uint64(b[i])
	}
	return n
}

func signed(b []byte) int64 {
	bits := 8 * min(len(b), 8)
	if bits == 0 {
		return 0
	}
	return int64(unsigned(b)<<(64-bits)) >> (64 - bits)
}

// nextItem splits the first item off an array of the given item type.
func nextItem(typ uint8, b []byte) (item, rest []byte) {
	size := len(b)
	switch typ {
	case typeString:
		if size = winfmt.ZLen(b); size < len(b) {
			return b[:size], b[size+2:]
		}
	case typeANSI:
		if at := bytes.IndexByte(b, 0); at >= 0 {
			return b[:at], b[at+1:]
		}
	case typeSID:
		if n := winfmt.SIDSize(b); n > 0 {
			size = n
		}
	default:
		size = itemSize(typ, len(b))
	}
	size = min(size, len(b))
	return b[:size], b[size:]
}

// itemSize is the size of the items of an array of fixed-size values.
func itemSize(typ uint8, total int) int {
	switch typ {
	case typeInt8, typeUint8:
		return 1
	case typeInt16, typeUint16:
		return 2
	case typeInt32, typeUint32, typeReal32, typeBool, typeHex32:
		return 4
	case typeInt64, typeUint64, typeReal64, typeFileTime, typeHex64:
		return 8
	case typeSize:
		if total%8 == 0 {
			return 8
		}
		return 4
	case typeGUID, typeSystemTime:
		return 16
	}
	return total
}
