package regstate

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"hybriddiag/internal/winfmt"
)

// The types of registry values that have a form of their own here.
const (
	typeSZ        = 1
	typeExpandSZ  = 2
	typeDword     = 4
	typeDwordBig  = 5
	typeLink      = 6
	typeMultiSZ   = 7
	typeQword     = 11
	lastTypeNamed = typeQword
)

// typeNames are the names of winnt.h by number.
var typeNames = [lastTypeNamed + 1]string{
	"REG_NONE", "REG_SZ", "REG_EXPAND_SZ", "REG_BINARY", "REG_DWORD", "REG_DWORD_BIG_ENDIAN", "REG_LINK",
	"REG_MULTI_SZ", "REG_RESOURCE_LIST", "REG_FULL_RESOURCE_DESCRIPTOR", "REG_RESOURCE_REQUIREMENTS_LIST", "REG_QWORD",
}

// TypeName returns the name of a value type, its number when it has none.
func TypeName(typ uint32) string {
	if typ <= lastTypeNamed {
		return typeNames[typ]
	}
	return fmt.Sprintf("0x%x", typ)
}

// Data writes the raw bytes of a value as evidence.Setting wants them: numbers
// in decimal, texts as text, the texts of a list each on its line, everything
// else (also a number of the wrong size) in hexadecimal.
func Data(typ uint32, raw []byte) string {
	switch {
	case typ == typeSZ, typ == typeExpandSZ, typ == typeLink:
		return winfmt.UTF16Z(raw)
	case typ == typeMultiSZ:
		return strings.ReplaceAll(strings.Trim(winfmt.UTF16(raw[:len(raw)&^1]), "\x00"), "\x00", "\n")
	case typ == typeDword && len(raw) == 4:
		return strconv.FormatUint(uint64(binary.LittleEndian.Uint32(raw)), 10)
	case typ == typeDwordBig && len(raw) == 4:
		return strconv.FormatUint(uint64(binary.BigEndian.Uint32(raw)), 10)
	case typ == typeQword && len(raw) == 8:
		return strconv.FormatUint(binary.LittleEndian.Uint64(raw), 10)
	}
	return hex.EncodeToString(raw)
}
