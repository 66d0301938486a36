package tlsstory

import (
	"net/netip"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
)

// Link types of captured frames (numbers of pcap files).
const (
	LinkEthernet = int(layers.LinkTypeEthernet)
	LinkRawIP    = int(layers.LinkTypeRaw)
	LinkWiFi     = int(layers.LinkTypeIEEE802_11)
)

// segment is the part of a frame that matters here.
type segment struct {
	from, to netip.AddrPort
	seq      uint32
	syn      bool
	ack      bool
	fin      bool
	rst      bool
	payload  []byte // valid until the next frame
}

// frameDecoder takes TCP segments out of frames, with layers that are used
// again for every frame.
type frameDecoder struct {
	ethernet layers.Ethernet
	vlan     layers.Dot1Q
	ip4      layers.IPv4
	ip6      layers.IPv6
	ip6ext   layers.IPv6ExtensionSkipper
	tcp      layers.TCP
	payload  gopacket.Payload
	parsers  map[gopacket.LayerType]*gopacket.DecodingLayerParser
	found    []gopacket.LayerType
}

func newFrameDecoder() *frameDecoder {
	d := &frameDecoder{parsers: map[gopacket.LayerType]*gopacket.DecodingLayerParser{}}
	for _, start := range []gopacket.LayerType{layers.LayerTypeEthernet, layers.LayerTypeIPv4, layers.LayerTypeIPv6} {
		parser := gopacket.NewDecodingLayerParser(start,
			&d.ethernet, &d.vlan, &d.ip4, &d.ip6, &d.ip6ext, &d.tcp, &d.payload)
		parser.IgnoreUnsupported = true
		d.parsers[start] = parser
	}
	return d
}

// segment returns the TCP segment of a frame; ok is false when there is none.
func (d *frameDecoder) segment(linkType int, frame []byte) (seg segment, ok bool) {
	if len(frame) == 0 {
		return segment{}, false
	}
	switch layers.LinkType(linkType) {
	case layers.LinkTypeEthernet:
		return d.decode(layers.LayerTypeEthernet, frame)
	case layers.LinkTypeRaw, layers.LinkTypeIPv4, layers.LinkTypeIPv6, 12, 14: // 12 and 14: raw IP of old systems
		return d.rawIP(frame)
	case layers.LinkTypeIEEE802_11:
		if frame = wifiPacket(frame); len(frame) == 0 {
			return segment{}, false
		}
		return d.rawIP(frame)
	}
	return d.otherLink(layers.LinkType(linkType), frame)
}

func (d *frameDecoder) rawIP(frame []byte) (segment, bool) {
	if frame[0]>>4 == 6 {
		return d.decode(layers.LayerTypeIPv6, frame)
	}
	return d.decode(layers.LayerTypeIPv4, frame)
}

// otherLink finds the IP packet behind a header that is seldom seen.
func (d *frameDecoder) otherLink(link layers.LinkType, frame []byte) (segment, bool) {
	p := gopacket.NewPacket(frame, link, gopacket.DecodeOptions{Lazy: true, NoCopy: true})
	network := p.NetworkLayer()
	if network == nil {
		return segment{}, false
	}
	packet := append(append([]byte(nil), network.LayerContents()...), network.LayerPayload()...)
	if len(packet) == 0 {
		return segment{}, false
	}
	return d.rawIP(packet)
}

func (d *frameDecoder) decode(start gopacket.LayerType, frame []byte) (segment, bool) {
	// A frame that was cut by the capture ends with an error behind the layers
	// that were read: they count.
	_ = d.parsers[start].DecodeLayers(frame, &d.found)
	var from, to netip.Addr
	for _, kind := range d.found {
		switch kind {
		case layers.LayerTypeIPv4:
			if d.ip4.FragOffset != 0 {
				return segment{}, false
			}
			from, to = addrOf(d.ip4.SrcIP), addrOf(d.ip4.DstIP)
		case layers.LayerTypeIPv6:
			from, to = addrOf(d.ip6.SrcIP), addrOf(d.ip6.DstIP)
		case layers.LayerTypeTCP:
			return segment{
				from: netip.AddrPortFrom(from, uint16(d.tcp.SrcPort)),
				to:   netip.AddrPortFrom(to, uint16(d.tcp.DstPort)),
				seq:  d.tcp.Seq, syn: d.tcp.SYN, ack: d.tcp.ACK, fin: d.tcp.FIN, rst: d.tcp.RST,
				payload: d.tcp.Payload,
			}, from.IsValid() && to.IsValid()
		}
	}
	return segment{}, false
}

func addrOf(ip []byte) netip.Addr {
	a, _ := netip.AddrFromSlice(ip)
	return a.Unmap()
}
