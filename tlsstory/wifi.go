package tlsstory

import "bytes"

// wifiPacket returns the IP packet of an 802.11 data frame, or nil. Whether the
// frame's checksum follows does not matter: the packet knows its own length.
//
//	00 u8 type and subtype: xxxx10xx data, 1xxxxxxx with QoS
//	01 u8 flags: 01 to and 02 from the distribution system, 40 protected, 80 order
//	02 u16 duration, three addresses, u16 sequence
//	18 fourth address (both 01 and 02), u16 QoS, u32 HT control (QoS and order)
//	…  AA AA 03 00 00 00, ethernet type
func wifiPacket(frame []byte) []byte {
	const head, data, qos = 24, 0x08, 0x80
	const toDS, fromDS, protected, order = 0x01, 0x02, 0x40, 0x80
	if len(frame) < head || frame[0]&0x0C != data || frame[1]&protected != 0 {
		return nil
	}
	n := head
	if frame[1]&(toDS|fromDS) == toDS|fromDS {
		n += 6
	}
	if frame[0]&qos != 0 {
		n += 2
		if frame[1]&order != 0 {
			n += 4
		}
	}
	const ip4, ip6 = "\x08\x00", "\x86\xdd"
	rest, ok := bytes.CutPrefix(frame[min(n, len(frame)):], []byte{0xAA, 0xAA, 3, 0, 0, 0})
	if !ok || len(rest) < 2 || string(rest[:2]) != ip4 && string(rest[:2]) != ip6 {
		return nil
	}
	return rest[2:]
}
