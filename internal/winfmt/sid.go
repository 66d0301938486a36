package winfmt

import (
	"encoding/binary"
	"strconv"
)

// SID writes a security identifier as S-1-5-…. The count inside the value may
// promise more sub-authorities than there are bytes; then those that are there
// are written. Fewer than 8 bytes give "".
func SID(b []byte) string {
	if len(b) < 8 {
		return ""
	}
	var authority uint64
	for _, c := range b[2:8] {
		authority = authority<<8 | uint64(c)
	}
	out := make([]byte, 0, 64)
	out = append(out, "S-"...)
	out = strconv.AppendUint(out, uint64(b[0]), 10)
	out = append(out, '-')
	out = strconv.AppendUint(out, authority, 10)
	count := min(int(b[1]), (len(b)-8)/4)
	for i := range count {
		out = append(out, '-')
		out = strconv.AppendUint(out, uint64(binary.LittleEndian.Uint32(b[8+4*i:])), 10)
	}
	return string(out)
}

// SIDSize returns how many bytes the SID at the start of b says it has, or 0
// when b is too short to say or to hold it.
func SIDSize(b []byte) int {
	if len(b) < 8 {
		return 0
	}
	size := 8 + 4*int(b[1])
	if size > len(b) {
		return 0
	}
	return size
}
