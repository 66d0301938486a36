package tlsstory

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
)

// say sends lines: those of the client begin with "C: ", those of the
// server with "S: ".
func (w *wire) say(lines ...string) {
	for _, line := range lines {
		w.segments(line[0] == 'C', []byte(line[3:]))
	}
}

func TestTLSThatBeginsWithStartTLSIsTold(t *testing.T) {
	const name = "1.3.6.1.4.1.1466.20037"
	for protocol, talk := range map[string]struct {
		port  uint16
		lines []string
	}{
		"SMTP": {25, []string{"S: 220 mx.fabrikam.com ESMTP\r\n", "C: EHLO ex.contoso.com\r\n", "S: 250-mx\r\n250 STARTTLS\r\n", "C: STARTTLS\r\n", "S: 220 go\r\n"}},
		"IMAP": {143, []string{"S: * OK ready\r\n", "C: a1 STARTTLS\r\n", "S: a1 OK begin\r\n"}},
		"POP3": {110, []string{"S: +OK ready\r\n", "C: CAPA\r\n", "S: +OK\r\nSTLS\r\n.\r\n", "C: ST", "C: LS\r\n", "S: +OK\r\n"}},
		"LDAP": {389, []string{"C: 0\x1d\x02\x01\x01w\x18\x80\x16" + name, "S: 0\x0c\x02\x01\x01x\x07\x0a\x01\x00\x04\x00\x04\x00"}},
	} {
		t.Run(protocol, func(t *testing.T) {
			tp := newTape(t)
			client, server := refusal(t)
			w := tp.wire(50001)
			w.serverPort = talk.port
			w.connect().say(talk.lines...)
			w.send(client)
			w.receive(server)
			row := tp.only()
			require.Equal(t, "refused", get(t, row, "Outcome"))
			require.Equal(t, "70", get(t, row, "Alert"))
			require.Equal(t, "TLS 1.0", get(t, row, "Offered"))
			require.Equal(t, exchange, get(t, row, "Host"))
		})
	}
}

func TestAMailServerIsCalledWhatItGreetsWith(t *testing.T) {
	tp := newTape(t)
	w := tp.wire(50001)
	w.serverPort = 25
	w.connect().say("S: 220 MX.fabrikam.com ESMTP\r\n", "C: EHLO a\r\n", "C: STARTTLS\r\n", "S: 220 go\r\n")
	w.send([]byte{22, 3, 1, 0, 45, 1, 0, 0, 41, 3, 3})
	w.send(append(make([]byte, 32), 0, 0, 2, 0xC0, 0x2F, 1, 0))
	w.receive([]byte{21, 3, 1, 0, 2, 2, 70})
	require.Equal(t, "mx.fabrikam.com", get(t, tp.only(), "Host"))
}

func TestMailInTheClearIsNoRow(t *testing.T) {
	tp := newTape(t)
	w := tp.wire(50001)
	w.serverPort = 25
	w.connect().say("S: 220 mx.fabrikam.com ESMTP\r\n", "C: EHLO a\r\n", "C: DATA\r\n", "S: 354 go\r\n",
		"C: "+strings.Repeat("Use STARTTLS, please.\r\n", 50), "S: 250 OK\r\n")
	tp.story.Close()
	require.Empty(t, tp.rows)
}

func TestTheServerBehindASOCKSProxyIsNamed(t *testing.T) {
	const request5 = "\x05\x01\x00\x03\x15" + exchange + "\x01\xbb"
	for version, talk := range map[string][]string{
		"4":                 {"C: \x04\x01\x01\xbb\xc0\x00\x02\x14user\x00", "S: \x00\x5a\x00\x00\x00\x00\x00\x00"},
		"4a":                {"C: \x04\x01\x01\xbb\x00\x00\x00\x01user\x00" + exchange + "\x00", "S: \x00\x5a\x00\x00\x00\x00\x00\x00"},
		"5":                 {"C: \x05\x01\x00", "S: \x05\x00", "C: " + request5, "S: \x05\x00\x00\x01\x0a\x00\x00\x01\x04\x38"},
		"5, in crumbs":      {"C: \x05\x01\x00", "S: \x05", "S: \x00", "C: " + request5[:9], "C: " + request5[9:], "S: \x05\x00\x00", "S: \x01\x0a\x00\x00\x01\x04\x38"},
		"5 with a password": {"C: \x05\x02\x00\x02", "S: \x05\x02", "C: \x01\x01u\x06secret", "S: \x01\x00", "C: " + request5, "S: \x05\x00\x00\x03\x01x\x00\x00"},
		"5 by address":      {"C: \x05\x01\x00", "S: \x05\x00", "C: \x05\x01\x00\x01\xc0\x00\x02\x14\x01\xbb", "S: \x05\x00\x00\x01\x0a\x00\x00\x01\x04\x38"},
	} {
		t.Run(version, func(t *testing.T) {
			row := throughProxy(t, 1080, talk)
			require.Equal(t, "refused", get(t, row, "Outcome"))
			require.Equal(t, exchange, get(t, row, "Host"))
			require.Equal(t, "443", get(t, row, "Port"))
			require.NotContains(t, row.Text(), "secret")
		})
	}
}

// throughProxy is a handshake that is refused behind a proxy.
func throughProxy(t *testing.T, port uint16, talk []string) *evidence.Event {
	tp := newTape(t)
	client, server := refusal(t)
	w := tp.wire(50001)
	w.serverPort = port
	w.connect().say(talk...)
	w.send(client)
	w.receive(server)
	return tp.only()
}

func TestASOCKSProxyThatRefuses(t *testing.T) {
	for name, talk := range map[string][]string{
		"no method":   {"C: \x05\x01\x00", "S: \x05\xff"},
		"not allowed": {"C: \x05\x01\x00", "S: \x05\x00", "C: \x05\x01\x00\x03\x03a.b\x01\xbb", "S: \x05\x02\x00\x01\x00\x00\x00\x00\x00\x00"},
		"version 4":   {"C: \x04\x01\x01\xbb\xc0\x00\x02\x14\x00", "S: \x00\x5b\x00\x00\x00\x00\x00\x00"},
	} {
		tp := newTape(t)
		w := tp.wire(50001)
		w.serverPort = 1080
		w.connect().say(talk...)
		row := tp.only()
		require.Equal(t, "proxy-failed", get(t, row, "Outcome"), name)
		lacks(t, row, "ProxyStatus")
	}
}

func TestTheTargetOfCONNECTNamesTheServer(t *testing.T) {
	ticket := strings.Repeat("TlRMTVNTUAAD", 300) // a head of several segments
	row := throughProxy(t, 8080, []string{
		"C: CONNECT contoso.msappproxy.net:443 HTTP/1.1\r\nProxy-Authorization: Negotiate " + ticket + "\r\n\r\n",
		"S: HTTP/1.1 200 OK\r\n\r\n",
	})
	require.Equal(t, "contoso.msappproxy.net", get(t, row, "Host"))
	require.Equal(t, exchange, get(t, row, "SNI"))
	require.Equal(t, "refused", get(t, row, "Outcome"))
}

func TestACaptureOfOneDirectionProvesNoMissingAnswer(t *testing.T) {
	client, _ := refusal(t)
	for name, play := range map[string]func(w *wire){
		"hellos only": func(w *wire) { w.send(client) },
		"SYN, SYN-ACK and hello only": func(w *wire) {
			w.connect().send(client)
		},
		"the client's segments": func(w *wire) {
			w.frame(true, flags{syn: true}, nil)
			w.frame(true, flags{ack: true}, nil)
			w.send(client)
			w.tp.wait(20 * time.Second)
			w.send([]byte{20, 3, 3, 0, 1, 1})
			w.frame(true, flags{fin: true, ack: true}, nil)
		},
		"SYNs at two layers": func(w *wire) {
			for range 2 {
				w.frame(true, flags{syn: true}, nil)
				w.up--
			}
		},
	} {
		tp := newTape(t)
		play(tp.wire(50001))
		tp.wait(time.Minute)
		end := tp.wire(50002)
		end.send(client) // the capture goes on
		tp.story.Close()
		for _, row := range tp.rows {
			require.Equal(t, "unknown", get(t, row, "Outcome"), name)
		}
	}
}

func TestAHelloThatIsSentAgainHadNoAnswer(t *testing.T) {
	client, _ := refusal(t)
	tp := newTape(t)
	w := tp.wire(50001)
	frame := w.build(true, flags{ack: true}, client)
	for range 3 {
		w.deliver(frame)
		tp.wait(6 * time.Second)
	}
	w.frame(true, flags{rst: true}, nil)
	require.Equal(t, "timeout", get(t, tp.only(), "Outcome"))
}

func FuzzPrelude(f *testing.F) {
	f.Add([]byte("\x05\x01\x00"), []byte("\x05\x00"), []byte("\x05\x01\x00\x03\x03a.b\x01\xbb"))
	f.Add([]byte("\x04\x01\x01\xbb\x00\x00\x00\x01u\x00a.b\x00"), []byte("\x00\x5a\x00\x00\x00\x00\x00\x00"), []byte("STARTTLS\r\n"))
	f.Add([]byte("EHLO a\r\nSTARTTLS\r\n"), []byte("220 a.b\r\n"), []byte("\x16\x03\x01\x00\x02\x01\x00"))
	f.Add([]byte("CONNECT a:443 HTTP/1.1\r\n\r\n"), []byte("HTTP/1.1 200\r\n\r\n"), []byte("\x16\x03"))
	f.Fuzz(func(t *testing.T, one, answer, two []byte) {
		tp := newTape(t)
		w := tp.wire(50001).connect()
		w.send(one)
		w.receive(answer)
		w.send(two)
		w.receive(answer)
		tp.story.Close()
		require.LessOrEqual(t, len(tp.rows), 1)
	})
}
