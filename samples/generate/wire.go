package main

import (
	"encoding/binary"
	"net"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
)

// Minor numbers of the protocol versions 3.1 and 3.3.
const (
	minorTLS10 = 1
	minorTLS12 = 3
)

// clientHello is the record with which a client opens that knows nothing newer
// than the version 3.minor. The number makes one hello different from another.
func clientHello(host string, minor, number byte) []byte {
	suites := []byte{0xC0, 0x14, 0xC0, 0x13, 0x00, 0x35, 0x00, 0x2F, 0x00, 0x0A}
	if minor == minorTLS12 {
		suites = append([]byte{0xC0, 0x30, 0xC0, 0x2F}, suites...)
	}
	entry := append([]byte{0}, sized(2, []byte(host))...)
	serverName := append([]byte{0, 0}, sized(2, sized(2, entry))...)
	body := append([]byte{3, minor}, random(number)...)
	body = append(body, 0) // no session
	body = append(body, sized(2, suites)...)
	body = append(body, 1, 0) // no compression
	body = append(body, sized(2, serverName)...)
	return append([]byte{22, 3, 1}, sized(2, append([]byte{1}, sized(3, body)...))...)
}

// random are the 32 bytes of a hello with that number.
func random(number byte) []byte {
	b := make([]byte, 32)
	for i := range b {
		b[i] = byte(i)*7 + number
	}
	return b
}

// serverFlight is the record with which a server of TLS 1.2 answers: its hello,
// its certificates, and that it is done.
func serverFlight(number byte, chain ...[]byte) []byte {
	hello := append([]byte{3, minorTLS12}, random(number)...)
	hello = append(hello, 0, 0xC0, 0x30, 0) // no session, ECDHE_RSA_AES_256_GCM, no compression
	var list []byte
	for _, der := range chain {
		list = append(list, sized(3, der)...)
	}
	messages := append([]byte{2}, sized(3, hello)...)
	messages = append(append(messages, 11), sized(3, sized(3, list))...)
	messages = append(messages, 14, 0, 0, 0)
	return append([]byte{22, 3, minorTLS12}, sized(2, messages)...)
}

// sized puts a length of n bytes before b.
func sized(n int, b []byte) []byte {
	length := binary.BigEndian.AppendUint32(nil, uint32(len(b)))
	return append(length[4-n:], b...)
}

// exchangeFrames are the Ethernet frames of one question and its answer.
func exchangeFrames(port uint16, question, answer []byte) (sent, received []byte, err error) {
	client, server := net.IP{10, 20, 0, 15}, net.IP{192, 0, 2, 70}
	up := &layers.TCP{SrcPort: layers.TCPPort(port), DstPort: 443, Seq: 1001, Ack: 5001, ACK: true, PSH: true, Window: 64240}
	if sent, err = ethernetFrame(client, server, up, question); err != nil {
		return nil, nil, err
	}
	down := &layers.TCP{SrcPort: 443, DstPort: layers.TCPPort(port), Seq: 5001, Ack: up.Seq + uint32(len(question)), ACK: true, PSH: true, Window: 64240}
	received, err = ethernetFrame(server, client, down, answer)
	return sent, received, err
}

func ethernetFrame(from, to net.IP, tcp *layers.TCP, payload []byte) ([]byte, error) {
	ip := &layers.IPv4{Version: 4, TTL: 64, Protocol: layers.IPProtocolTCP, SrcIP: from, DstIP: to}
	if err := tcp.SetNetworkLayerForChecksum(ip); err != nil {
		return nil, err
	}
	link := &layers.Ethernet{
		SrcMAC: net.HardwareAddr{2, 0, 0, 0, 0, from[3]}, DstMAC: net.HardwareAddr{2, 0, 0, 0, 0, to[3]}, EthernetType: layers.EthernetTypeIPv4,
	}
	b := gopacket.NewSerializeBuffer()
	err := gopacket.SerializeLayers(b, gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true},
		link, ip, tcp, gopacket.Payload(payload))
	return b.Bytes(), err
}
