package tlsstory

import (
	"encoding/hex"
	"net"
	"strconv"
	"testing"
	"time"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/tlsstory/tlstest"
)

const (
	exchange = "outlook.office365.com"
	shell    = 4567
)

var begin = time.Date(2024, 6, 1, 1, 15, 32, 0, time.UTC)

// tape is a story with the rows it emitted and a clock.
type tape struct {
	t     testing.TB
	story *Story
	now   time.Time
	rows  []*evidence.Event
}

func newTape(t testing.TB) *tape {
	tp := &tape{t: t, now: begin}
	tp.story = New(func(e *evidence.Event) { tp.rows = append(tp.rows, e) })
	return tp
}

func (tp *tape) wait(d time.Duration) { tp.now = tp.now.Add(d) }

// event gives the story an event; fields are name, value, name, value …
func (tp *tape) event(guid string, id uint32, pid uint32, fields ...string) {
	tp.t.Helper()
	require.True(tp.t, tp.story.Wants(guid, id) || guid == WebIO, "%s %d", guid, id)
	tp.wait(time.Millisecond)
	e := &evidence.Event{
		Kind: evidence.KindEvent, Provider: evidence.Provider{GUID: guid}, EventID: id, ProcessID: pid,
		Time: tp.now, Locator: evidence.Locator{Offset: int64(id)},
	}
	for i := 0; i < len(fields); i += 2 {
		e.Data = append(e.Data, evidence.Field{Name: fields[i], Value: fields[i+1]})
	}
	tp.story.Event(e)
}

func (tp *tape) webIO(id uint32, fields ...string) {
	tp.t.Helper()
	tp.event(WebIO, id, shell, fields...)
}

func (tp *tape) kernelProcess(pid uint32, image string) {
	tp.event(guidProcessClass, 3, 0, "ProcessId", strconv.Itoa(int(pid)), "ImageFileName", image)
}

// only closes the story and returns its single row.
func (tp *tape) only() *evidence.Event {
	tp.t.Helper()
	tp.story.Close()
	require.Len(tp.t, tp.rows, 1)
	return tp.rows[0]
}

func get(t testing.TB, e *evidence.Event, name string) string {
	t.Helper()
	v, ok := e.Get(name)
	require.True(t, ok, "no field %s in %v", name, e.Data)
	return v
}

func lacks(t testing.TB, e *evidence.Event, names ...string) {
	t.Helper()
	for _, name := range names {
		v, ok := e.Get(name)
		require.False(t, ok, "%s=%s", name, v)
	}
}

func hexBytes(b []byte) string { return "0x" + hex.EncodeToString(b) }

// refusal is a TLS 1.0 client at a server that wants TLS 1.2.
func refusal(t testing.TB) (client, server []byte) {
	return tlstest.Handshake(t, tlstest.Config(0x0301, 0x0301, exchange), tlstest.Config(0x0303, 0x0304, ""))
}

func success(t testing.TB, version uint16) (client, server []byte) {
	return tlstest.Handshake(t, tlstest.Config(version, version, exchange), tlstest.Config(0x0301, 0x0304, ""))
}

// wire builds the frames of one TCP connection.
type wire struct {
	tp         *tape
	v6         bool
	raw        bool
	port       uint16 // of the client
	serverPort uint16
	up, down   uint32 // next sequence numbers
}

func (tp *tape) wire(port uint16) *wire {
	return &wire{tp: tp, port: port, serverPort: 443, up: 0xFFFFFFF0, down: 77} // the client's numbers wrap soon
}

type flags struct{ syn, ack, fin, rst bool }

// connect is the three-way handshake.
func (w *wire) connect() *wire {
	w.frame(true, flags{syn: true}, nil)
	w.frame(false, flags{syn: true, ack: true}, nil)
	w.frame(true, flags{ack: true}, nil)
	return w
}

func (w *wire) send(b []byte)    { w.segments(true, b) }
func (w *wire) receive(b []byte) { w.segments(false, b) }

func (w *wire) segments(up bool, b []byte) {
	const segmentSize = 100
	for len(b) > 0 {
		n := min(segmentSize, len(b))
		w.frame(up, flags{ack: true}, b[:n])
		b = b[n:]
	}
}

func (w *wire) frame(up bool, fl flags, payload []byte) {
	w.tp.wait(time.Millisecond)
	w.deliver(w.build(up, fl, payload))
}

func (w *wire) deliver(frame []byte) {
	link := LinkEthernet
	if w.raw {
		link = LinkRawIP
	}
	w.tp.story.Packet(w.tp.now, link, 0, frame)
}

// build makes a frame and counts its bytes.
func (w *wire) build(up bool, fl flags, payload []byte) []byte {
	client, server := net.ParseIP("10.0.0.5"), net.ParseIP("192.0.2.10")
	if w.v6 {
		client, server = net.ParseIP("2001:db8::5"), net.ParseIP("2001:db8::10")
	}
	tcp := &layers.TCP{
		SrcPort: layers.TCPPort(w.port), DstPort: layers.TCPPort(w.serverPort), Seq: w.up, Window: 64000,
		SYN: fl.syn, ACK: fl.ack, FIN: fl.fin, RST: fl.rst,
	}
	from, to, next := client, server, &w.up
	if !up {
		tcp.SrcPort, tcp.DstPort, tcp.Seq = tcp.DstPort, tcp.SrcPort, w.down
		from, to, next = server, client, &w.down
	}
	*next += uint32(len(payload))
	if fl.syn || fl.fin {
		*next++
	}
	return serialize(w.tp.t, from, to, tcp, payload, w.v6, w.raw)
}

func serialize(t testing.TB, from, to net.IP, tcp *layers.TCP, payload []byte, v6, raw bool) []byte {
	t.Helper()
	var stack []gopacket.SerializableLayer
	kind := layers.EthernetTypeIPv4
	if v6 {
		kind = layers.EthernetTypeIPv6
	}
	if !raw {
		stack = append(stack, &layers.Ethernet{SrcMAC: make([]byte, 6), DstMAC: make([]byte, 6), EthernetType: kind})
	}
	if v6 {
		ip := &layers.IPv6{Version: 6, HopLimit: 64, NextHeader: layers.IPProtocolTCP, SrcIP: from, DstIP: to}
		require.NoError(t, tcp.SetNetworkLayerForChecksum(ip))
		stack = append(stack, ip)
	} else {
		ip := &layers.IPv4{Version: 4, TTL: 64, Protocol: layers.IPProtocolTCP, SrcIP: from.To4(), DstIP: to.To4()}
		require.NoError(t, tcp.SetNetworkLayerForChecksum(ip))
		stack = append(stack, ip)
	}
	stack = append(stack, tcp, gopacket.Payload(payload))
	buffer := gopacket.NewSerializeBuffer()
	require.NoError(t, gopacket.SerializeLayers(buffer, gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}, stack...))
	return buffer.Bytes()
}
