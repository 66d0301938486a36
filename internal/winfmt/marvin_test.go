package winfmt

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMarvin32GivesTheValuesOfSymCrypt(t *testing.T) {
	const seed = 0x004FB61A001BDBCC
	for in, want := range map[string]uint64{
		"":                 0x30ED35C100CD3C7D,
		"\xAF":             0x48E73FC77D75DDC1,
		"\xE7\x0F":         0xB5F6E1FC485DBFF8,
		"\x37\xF4\x95":     0xF0B07C789B8CF7E8,
		"\x86\x42\xDC\x59": 0x7008F2E87E9CF556,
	} {
		require.Equal(t, want, Marvin32(seed, []byte(in)), "%x", in)
	}
}
