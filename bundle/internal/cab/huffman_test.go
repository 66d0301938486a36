package cab

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCodesOfEveryLengthAreDecoded(t *testing.T) {
	lens := []uint8{16, 16}
	for n := uint8(15); n >= 1; n-- {
		lens = append(lens, n)
	}
	var h huffman
	require.NoError(t, h.build(lens))
	p := &lzxPacker{}
	for sym, code := range codesOf(lens) {
		p.bits(code, uint(lens[sym]))
	}
	p.align()
	in := &bitReader{in: p.out}
	for sym := range lens {
		got, ok := h.decode(in)
		require.True(t, ok)
		require.Equal(t, sym, got)
	}
}

func TestImpossibleCodesAreRefused(t *testing.T) {
	var h huffman
	require.ErrorIs(t, h.build([]uint8{1, 1, 1}), errLZX)
	require.NoError(t, h.build(make([]uint8, 10)), "an empty code is allowed")
	_, ok := h.decode(&bitReader{in: []byte{0, 0}})
	require.False(t, ok, "but holds no symbol")
}
