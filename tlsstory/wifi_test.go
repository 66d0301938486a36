package tlsstory

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPacketsAreFoundInWiFiFrames(t *testing.T) {
	address := make([]byte, 22) // duration, three addresses, sequence
	snap := []byte{0xAA, 0xAA, 3, 0, 0, 0, 8, 0}
	packet := []byte{0x45, 0, 1, 2}
	frame := func(kind, flags byte, more int) []byte {
		b := append([]byte{kind, flags}, address...)
		return append(append(append(b, make([]byte, more)...), snap...), packet...)
	}
	for name, f := range map[string][]byte{
		"data": frame(0x08, 0x01, 0), "QoS": frame(0x88, 0x02, 2), "QoS, order": frame(0x88, 0x82, 6), "four addresses": frame(0x08, 0x03, 6),
	} {
		require.Equal(t, packet, wifiPacket(f), name)
	}
	for name, f := range map[string][]byte{
		"beacon": frame(0x80, 0, 0), "protected": frame(0x08, 0x41, 0), "cut": frame(0x88, 1, 2)[:30], "short": {0x08}, "no SNAP": frame(0x08, 1, 1),
	} {
		require.Empty(t, wifiPacket(f), name)
	}
}
