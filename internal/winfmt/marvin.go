package winfmt

import (
	"encoding/binary"
	"math/bits"
)

// RegistrySeed is the seed with which Windows hashes the entries of a registry
// hive's transaction log.
const RegistrySeed uint64 = 0x82EF4D887A4E55C5

// Marvin32 returns Microsoft's Marvin32 checksum of b: two words that are mixed
// with one little-endian word of the input at a time. The low half of the result
// is the first one. Source: US patent 8,555,073; the values of SymCrypt's tests.
func Marvin32(seed uint64, b []byte) uint64 {
	lo, hi := uint32(seed), uint32(seed>>32)
	mix := func(word uint32) {
		lo += word
		hi ^= lo
		lo = bits.RotateLeft32(lo, 20) + hi
		hi = bits.RotateLeft32(hi, 9) ^ lo
		lo = bits.RotateLeft32(lo, 27) + hi
		hi = bits.RotateLeft32(hi, 19)
	}
	for ; len(b) >= 4; b = b[4:] {
		mix(binary.LittleEndian.Uint32(b))
	}
	var last [4]byte
	last[copy(last[:], b)] = 0x80
	mix(binary.LittleEndian.Uint32(last[:]))
	mix(0)
	return uint64(hi)<<32 | uint64(lo)
}
