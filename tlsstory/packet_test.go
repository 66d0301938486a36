package tlsstory

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/tlsstory/tlstest"
)

func TestCapturedRefusalTellsWhoRefused(t *testing.T) {
	for name, set := range map[string]func(*wire){
		"IPv4":   func(*wire) {},
		"IPv6":   func(w *wire) { w.v6 = true },
		"raw IP": func(w *wire) { w.raw = true },
		"raw v6": func(w *wire) { w.raw, w.v6 = true, true },
	} {
		t.Run(name, func(t *testing.T) {
			tp := newTape(t)
			client, server := refusal(t)
			w := tp.wire(50001)
			set(w)
			w.connect().send(client)
			w.receive(server)
			row := tp.only()
			require.Equal(t, "refused", get(t, row, "Outcome"))
			require.Equal(t, "70", get(t, row, "Alert"))
			require.Equal(t, "server", get(t, row, "AlertFrom"))
			require.Equal(t, "TLS 1.0", get(t, row, "Offered"))
			require.Equal(t, exchange, get(t, row, "Host"))
			require.Equal(t, "443", get(t, row, "Port"))
			lacks(t, row, "Mask", "Process", "ProcessID")
		})
	}
}

func TestCapturedHandshakesOfEveryVersion(t *testing.T) {
	for version, name := range map[uint16]string{0x0301: "TLS 1.0", 0x0302: "TLS 1.1", 0x0303: "TLS 1.2", 0x0304: "TLS 1.3"} {
		tp := newTape(t)
		client, server := success(t, version)
		// Flights: hello, answer, finished.
		w := tp.wire(50001).connect()
		w.send(client[:len(client)/2])
		w.receive(server)
		w.send(client[len(client)/2:])
		w.receive([]byte{23, 3, 3, 0, 1, 0})
		row := tp.only()
		require.Equal(t, "success", get(t, row, "Outcome"), name)
		require.Equal(t, name, get(t, row, "Negotiated"))
	}
}

func TestClientThatDistrustsIsAFailureOfThisSide(t *testing.T) {
	tp := newTape(t)
	distrust := tlstest.Config(0x0303, 0x0303, exchange)
	distrust.InsecureSkipVerify = false
	client, server := tlstest.Handshake(t, distrust, tlstest.Config(0x0303, 0x0303, ""))
	w := tp.wire(50001).connect()
	w.send(client[:len(client)-7])
	w.receive(server)
	w.send(client[len(client)-7:])
	row := tp.only()
	require.Equal(t, "failed", get(t, row, "Outcome"))
	require.Equal(t, "client", get(t, row, "AlertFrom"))
	require.Equal(t, "bad_certificate", get(t, row, "AlertName"))
	require.Equal(t, "CN=outlook.example.com, O=Contoso, C=JP", get(t, row, "Subject"))
}

func TestOrderRepetitionAndLayersOfCaptureDoNotMatter(t *testing.T) {
	client, server := success(t, 0x0303)
	tp := newTape(t)
	w := tp.wire(50001).connect()
	w.send(client)
	var frames [][]byte
	for b := server; len(b) > 0; {
		n := min(90, len(b))
		frames = append(frames, w.build(false, flags{ack: true}, b[:n]))
		b = b[n:]
	}
	frames = append(frames, frames...) // every frame is seen by two filter layers
	random := rand.New(rand.NewPCG(1, 2))
	random.Shuffle(len(frames), func(i, j int) { frames[i], frames[j] = frames[j], frames[i] })
	for _, frame := range frames {
		w.deliver(frame)
	}
	row := tp.only()
	require.Equal(t, "TLS 1.2", get(t, row, "Negotiated"))
	require.Equal(t, "success", get(t, row, "Outcome"))
	require.Equal(t, "CN=outlook.example.com, O=Contoso, C=JP", get(t, row, "Issuer"))
}

func TestServerThatHangsUpAfterTheHello(t *testing.T) {
	for _, end := range []flags{{rst: true}, {fin: true, ack: true}} {
		tp := newTape(t)
		client, _ := refusal(t)
		w := tp.wire(50001).connect()
		w.send(client)
		w.frame(false, end, nil)
		require.Equal(t, "reset", get(t, tp.only(), "Outcome"))
	}
}

func TestSilenceAfterTheHelloIsATimeout(t *testing.T) {
	tp := newTape(t)
	client, _ := refusal(t)
	w := tp.wire(50001).connect()
	w.send(client)
	w.frame(false, flags{ack: true}, nil)
	tp.wait(20 * time.Second)
	w.frame(true, flags{fin: true, ack: true}, nil)
	require.Equal(t, "timeout", get(t, tp.only(), "Outcome"))
}

func TestEndOfTraceIsNoTimeout(t *testing.T) {
	tp := newTape(t)
	client, _ := refusal(t)
	tp.wire(50001).connect().send(client)
	tp.wait(time.Second)
	require.Equal(t, "unknown", get(t, tp.only(), "Outcome"))
}

func TestUnansweredAndRefusedConnects(t *testing.T) {
	tp := newTape(t)
	silent, refused, other := tp.wire(50001), tp.wire(50002), tp.wire(50003)
	other.serverPort = 389
	for range 3 {
		silent.frame(true, flags{syn: true}, nil)
		silent.up--
		tp.wait(6 * time.Second)
	}
	for _, w := range []*wire{refused, other} {
		w.frame(true, flags{syn: true}, nil)
		w.frame(false, flags{rst: true, ack: true}, nil)
	}
	tp.story.Close()
	require.Len(t, tp.rows, 2)
	require.Equal(t, "10060", get(t, tp.rows[0], "Error"))
	require.Equal(t, "10061", get(t, tp.rows[1], "Error"))
	require.Equal(t, "192.0.2.10", get(t, tp.rows[1], "Host"))
}

func TestProxyThatWantsALogon(t *testing.T) {
	tp := newTape(t)
	w := tp.wire(50001)
	w.serverPort = 8080
	w.connect().send([]byte("CONNECT outlook.office365.com:443 HTTP/1.1\r\nProxy-Authorization: Basic c2VjcmV0\r\n\r\n"))
	w.receive([]byte("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: NTLM\r\n\r\n"))
	row := tp.only()
	require.Equal(t, "proxy-failed", get(t, row, "Outcome"))
	require.Equal(t, "407", get(t, row, "ProxyStatus"))
	require.Equal(t, exchange, get(t, row, "Host"))
	require.Equal(t, "443", get(t, row, "Port"))
	require.NotContains(t, row.Text(), "c2VjcmV0")
}

func TestLogonsAtAProxyThatGetThrough(t *testing.T) {
	client, server := refusal(t)
	const ask = "CONNECT outlook.office365.com:443 HTTP/1.1\r\n\r\n"
	const again = "CONNECT outlook.office365.com:443 HTTP/1.1\r\nProxy-Authorization: NTLM x\r\n\r\n"
	for name, second := range map[string]uint16{"same connection": 50001, "another one": 50002} {
		tp := newTape(t)
		w := tp.wire(50001)
		w.serverPort = 8080
		w.connect().send([]byte(ask))
		w.receive([]byte("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 6\r\n\r\n"))
		w.receive([]byte("<html>"))
		if second != 50001 {
			w = tp.wire(second)
			w.serverPort = 8080
			w.connect()
		}
		w.send([]byte(again))
		w.receive([]byte("HTTP/1.1 200 Connection established\r\n\r\n"))
		w.send(client)
		w.receive(server)
		row := tp.only()
		require.Equal(t, "refused", get(t, row, "Outcome"), name)
	}
}

func TestAHandshakeIsSeenThroughAProxy(t *testing.T) {
	tp := newTape(t)
	client, server := refusal(t)
	w := tp.wire(50001)
	w.serverPort = 8080
	w.connect().send([]byte("CONNECT outlook.office365.com:443 HTTP/1.1\r\n\r\n"))
	w.receive([]byte("HTTP/1.1 200 Connection established\r\n\r\n"))
	w.send(client)
	w.receive(server)
	row := tp.only()
	require.Equal(t, "refused", get(t, row, "Outcome"))
	require.Equal(t, "443", get(t, row, "Port"))
}

func TestPacketsAndProviderEventsAreOneRow(t *testing.T) {
	client, server := refusal(t)
	for name, known := range map[string][]byte{"by the hello's random": client, "by host and time": nil} {
		tp := newTape(t)
		tp.handshakeEvents("0x1", "160", known, nil)
		w := tp.wire(50001).connect()
		w.send(client)
		w.receive(server)
		row := tp.only()
		require.Equal(t, "0xA0", get(t, row, "Mask"), name)
		require.Equal(t, "refused", get(t, row, "Outcome"), name)
		require.Equal(t, "70", get(t, row, "Alert"))
		require.Equal(t, "443", get(t, row, "Port"))
		require.EqualValues(t, shell, row.ProcessID)
	}
}

func TestTCPIPNamesTheProcessOfAFlow(t *testing.T) {
	tp := newTape(t)
	tp.kernelProcess(99, "MicrosoftEntraPrivateNetworkConnectorService.exe")
	client, server := refusal(t)
	w := tp.wire(50001).connect()
	tp.event(guidTCPIP, 1033, 4, "LocalAddress", "10.0.0.5:50001", "RemoteAddress", "192.0.2.10:443", "Status", "0", "ProcessId", "99")
	w.send(client)
	w.receive(server)
	require.Equal(t, "MicrosoftEntraPrivateNetworkConnectorService.exe", get(t, tp.only(), "Process"))
}

func TestPortsUsedAgainAreAnotherConnection(t *testing.T) {
	tp := newTape(t)
	for range 2 {
		client, _ := refusal(t)
		w := tp.wire(50001).connect()
		w.send(client)
		tp.wait(2 * time.Minute)
	}
	tp.story.Close()
	require.Len(t, tp.rows, 2)
}

func TestACaptureThatBeganLateStillTellsTheOutcome(t *testing.T) {
	tp := newTape(t)
	client, server := refusal(t)
	w := tp.wire(50001) // no SYN
	w.send([]byte("GET / HTTP/1.1\r\n\r\n"))
	w.send(client)
	w.receive(server)
	require.Equal(t, "refused", get(t, tp.only(), "Outcome"))
}

func TestShortFramesStillTellTheOffer(t *testing.T) {
	tp := newTape(t)
	client, _ := refusal(t)
	w := tp.wire(50001).connect()
	frame := w.build(true, flags{ack: true}, client)
	w.deliver(frame[:128]) // captures keep the first bytes only
	row := tp.only()
	require.Equal(t, "TLS 1.0", get(t, row, "HelloVersion"))
}

func TestPlainTextIsNoRow(t *testing.T) {
	tp := newTape(t)
	w := tp.wire(50001).connect()
	w.send([]byte("GET /pki/crl HTTP/1.1\r\nHost: crl.contoso.com\r\n\r\n"))
	w.receive([]byte("HTTP/1.1 200 OK\r\n\r\n"))
	tp.story.Close()
	require.Empty(t, tp.rows)
}

func FuzzPacket(f *testing.F) {
	tp := newTape(f)
	client, server := refusal(f)
	w := tp.wire(50001)
	for _, frame := range [][]byte{
		w.build(true, flags{syn: true}, nil), w.build(true, flags{ack: true}, client), w.build(false, flags{ack: true}, server),
	} {
		f.Add(LinkEthernet, frame, []byte{1, 2})
		f.Add(LinkRawIP, frame[14:], []byte{3})
		f.Add(LinkWiFi, frame, []byte{3})
	}
	f.Fuzz(func(t *testing.T, link int, frame, second []byte) {
		tp := newTape(t)
		tp.story.Packet(begin, link, 7, frame)
		tp.story.Packet(begin, link, 0, second)
		tp.story.Packet(begin.Add(time.Minute), link, 0, frame)
		tp.story.Close()
		require.LessOrEqual(t, len(tp.rows), 3)
	})
}
