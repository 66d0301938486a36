package xpress_test

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers/etl/internal/xpress"
)

func TestDecompressReadsTheExamplesOfTheSpecification(t *testing.T) {
	abc := append([]byte{0x3f, 0, 0, 0}, "abcdefghijklmnopqrstuvwxyz"...)
	run := []byte{0xff, 0xff, 0xff, 0x1f, 'a', 'b', 'c', 0x17, 0, 0x0f, 0xff, 0x26, 0x01}
	for _, c := range []struct {
		name string
		src  []byte
		want string
	}{
		{"literals only", abc, "abcdefghijklmnopqrstuvwxyz"},
		{"one long match", run, string(bytes.Repeat([]byte("abc"), 100))},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := xpress.Decompress(nil, c.src, len(c.want))
			require.NoError(t, err)
			require.Equal(t, c.want, string(got))
		})
	}
}

func TestDecompressSharesOneByteBetweenTwoLongMatches(t *testing.T) {
	// 'x', then two matches of distance 1 whose lengths take a nibble each:
	// low nibble 1 = 11 bytes, high nibble 2 = 12 bytes.
	src := []byte{0, 0, 0, 0x60, 'x', 7, 0, 0x21, 7, 0}
	got, err := xpress.Decompress(nil, src, 24)
	require.NoError(t, err)
	require.Equal(t, string(bytes.Repeat([]byte("x"), 24)), string(got))
}

func TestDecompressReadsAllLengthForms(t *testing.T) {
	for _, c := range []struct {
		name string
		tail []byte
		want int
	}{
		{"nibble", []byte{14}, 14 + 7 + 3},
		{"byte", []byte{15, 100}, 100 + 15 + 7 + 3},
		{"word", []byte{15, 255, 0xe8, 3}, 1000 + 3},
		{"dword", []byte{15, 255, 0, 0, 0x70, 0x11, 1, 0}, 70000 + 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := append([]byte{0, 0, 0, 0x40, 'z', 7, 0}, c.tail...)
			got, err := xpress.Decompress(nil, src, c.want+1)
			require.NoError(t, err)
			require.Len(t, got, c.want+1)
		})
	}
}

func TestDecompressRefusesAMatchBeforeTheStart(t *testing.T) {
	src := []byte{0, 0, 0, 0x40, 'q', 0x10, 0}
	got, err := xpress.Decompress(nil, src, 100)
	require.ErrorIs(t, err, xpress.ErrCorrupt)
	require.Equal(t, "q", string(got), "what came before is kept")
}

func TestDecompressNeverGivesMoreThanAsked(t *testing.T) {
	bomb := []byte{0, 0, 0, 0x40, 'z', 7, 0, 15, 255, 0, 0}
	bomb = binary.LittleEndian.AppendUint32(bomb, 0xffff_ffff)
	got, err := xpress.Decompress(nil, bomb, 1<<20)
	require.NoError(t, err)
	require.Len(t, got, 1<<20)
	require.LessOrEqual(t, cap(got), 4<<20)
}

func FuzzDecompress(f *testing.F) {
	f.Add([]byte{0x3f, 0, 0, 0, 'a', 'b', 'c'})
	f.Add([]byte{0xff, 0xff, 0xff, 0x1f, 'a', 'b', 'c', 0x17, 0, 0x0f, 0xff, 0x26, 0x01})
	f.Fuzz(func(t *testing.T, src []byte) {
		const size = 64 << 10
		got, _ := xpress.Decompress(nil, src, size)
		require.LessOrEqual(t, len(got), size)
	})
}
