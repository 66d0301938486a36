package etwtmpl

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"net/netip"
	"strconv"
	"strings"

	"hybriddiag/internal/winfmt"
	"hybriddiag/parsers/internal/textenc"
)

// format writes the bytes of v as text.
func (d *decoder) format(p *Property, v *Value) {
	b := v.Bytes
	switch p.In {
	case Int8, Int16, Int32, Int64:
		formatSigned(p, v)
	case UInt8, UInt16, UInt32, UInt64, SizeT, AnsiChar, UnicodeChar:
		v.Number = number(b)
		v.Text = unsignedText(p, b, v.Number)
	case Pointer, HexInt32, HexInt64:
		v.Number = number(b)
		v.Text = hexNumber(v.Number)
	case Boolean:
		v.Number = number(b)
		v.Text = strconv.FormatBool(v.Number != 0)
	case Float:
		v.Text = strconv.FormatFloat(float64(math.Float32frombits(binary.LittleEndian.Uint32(b))), 'f', 6, 32)
	case Double:
		v.Text = strconv.FormatFloat(math.Float64frombits(binary.LittleEndian.Uint64(b)), 'f', 6, 64)
	case GUID:
		v.Text = winfmt.GUIDFrom(b).String()
	case FileTime:
		v.Number = number(b)
		v.Text = fileTimeText(v.Number)
	case SystemTime:
		v.Text = systemTimeText(b)
	case SID, WbemSID:
		v.Text = winfmt.SID(b)
	case UnicodeString, ManifestCountedString, CountedString, ReversedCountedString, NonNullString:
		v.Text, v.Kind = trimNUL(unicodeText(b)), KindText
	case AnsiString, ManifestCountedAnsiString, CountedAnsiString, ReversedCountedAnsiString, NonNullAnsiString:
		v.Text, v.Kind = trimNUL(ansiText(b)), KindText
	case Null:
	default:
		v.Text, v.Kind = binaryText(p.Out, b)
	}
}

func number(b []byte) uint64 {
	var n uint64
	for i := len(b) - 1; i >= 0; i-- {
		n = n<<8 | uint64(b[i])
	}
	return n
}

func formatSigned(p *Property, v *Value) {
	v.Number = number(v.Bytes)
	if p.Out.hex() {
		v.Text = hexNumber(v.Number)
		return
	}
	shift := 64 - 8*len(v.Bytes)
	v.Text = strconv.FormatInt(int64(v.Number<<shift)>>shift, 10)
}

func unsignedText(p *Property, b []byte, n uint64) string {
	switch {
	case p.Out.hex():
		return hexNumber(n)
	case p.Out == OutBoolean:
		return strconv.FormatBool(n != 0)
	case p.Out == OutPort && len(b) == 2:
		return strconv.Itoa(int(binary.BigEndian.Uint16(b)))
	case p.Out == OutIPv4 && len(b) == 4:
		return netip.AddrFrom4([4]byte(b)).String()
	case p.In == UnicodeChar, p.In == UInt16 && p.Out.text():
		return unicodeText(b)
	case p.In == AnsiChar, p.In == UInt8 && p.Out.text():
		return ansiText(b)
	}
	return strconv.FormatUint(n, 10)
}

func binaryText(out OutType, b []byte) (string, ValueKind) {
	switch {
	case out == OutIPv6 && len(b) == 16:
		return netip.AddrFrom16([16]byte(b)).String(), KindPlain
	case out == OutSockAddr:
		if s, ok := SockAddr(b); ok {
			return s, KindPlain
		}
	case out.text():
		return trimNUL(ansiText(b)), KindText
	}
	return hexText(b), KindBinary
}

// SockAddr writes a SOCKADDR (u16 family, u16 port in network order, address) as
// address:port.
func SockAddr(b []byte) (string, bool) {
	if len(b) < 8 {
		return "", false
	}
	port := binary.BigEndian.Uint16(b[2:])
	switch family := binary.LittleEndian.Uint16(b); {
	case family == 2:
		return netip.AddrPortFrom(netip.AddrFrom4([4]byte(b[4:8])), port).String(), true
	case family == 23 && len(b) >= 24:
		return netip.AddrPortFrom(netip.AddrFrom16([16]byte(b[8:24])), port).String(), true
	}
	return "", false
}

func hexNumber(n uint64) string {
	return "0x" + strings.ToUpper(strconv.FormatUint(n, 16))
}

func hexText(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	return "0x" + strings.ToUpper(hex.EncodeToString(b))
}

func fileTimeText(ticks uint64) string {
	t := winfmt.FileTime(ticks)
	if t.IsZero() {
		return strconv.FormatUint(ticks, 10)
	}
	return t.Format("2006-01-02T15:04:05.000000000Z")
}

func systemTimeText(b []byte) string {
	t, ok := winfmt.SystemTime(b)
	if !ok {
		return hexText(b)
	}
	return t.Format("2006-01-02T15:04:05.000Z")
}

func unicodeText(b []byte) string { return winfmt.UTF16(b) }

// ansiText decodes a string in the code page of the traced computer, which the
// trace does not name.
func ansiText(b []byte) string {
	for _, c := range b {
		if c >= 0x80 {
			return textenc.Decode(b)
		}
	}
	return string(b)
}

func trimNUL(s string) string { return strings.TrimRight(s, "\x00") }
