// Package tlstest makes real TLS handshakes for tests: two ends of crypto/tls
// talk over a pipe, and what each one sent is written down.
package tlstest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Config returns the settings of one end that speaks these versions only and
// trusts everybody.
func Config(min, max uint16, host string) *tls.Config {
	return &tls.Config{MinVersion: min, MaxVersion: max, InsecureSkipVerify: true, ServerName: host}
}

// recorder keeps what went through one end of a pipe.
type recorder struct {
	net.Conn
	mu       sync.Mutex
	sent     []byte
	received []byte
}

func (r *recorder) Write(b []byte) (int, error) {
	r.mu.Lock()
	r.sent = append(r.sent, b...)
	r.mu.Unlock()
	return r.Conn.Write(b)
}

func (r *recorder) Read(b []byte) (int, error) {
	n, err := r.Conn.Read(b)
	r.mu.Lock()
	r.received = append(r.received, b[:n]...)
	r.mu.Unlock()
	return n, err
}

// Certificate returns a new self-signed certificate of outlook.example.com.
func Certificate(t testing.TB) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7),
		Subject:      pkix.Name{CommonName: "outlook.example.com", Organization: []string{"Contoso"}, Country: []string{"JP"}},
		NotBefore:    time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:     time.Date(2044, 1, 1, 0, 0, 0, 0, time.UTC),
		DNSNames:     []string{"outlook.example.com"},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	require.NoError(t, err)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// Handshake lets two real TLS ends talk and returns what each one sent.
func Handshake(t testing.TB, client, server *tls.Config) (fromClient, fromServer []byte) {
	t.Helper()
	a, b := net.Pipe()
	wire := &recorder{Conn: a}
	server.Certificates = []tls.Certificate{Certificate(t)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		conn := tls.Server(b, server)
		if conn.Handshake() == nil {
			_, _ = conn.Write([]byte("bye"))
		}
		_ = conn.Close()
	}()
	conn := tls.Client(wire, client)
	if conn.Handshake() == nil {
		_, _ = io.ReadAll(conn)
	}
	_ = conn.Close()
	_ = a.Close()
	<-done
	wire.mu.Lock()
	defer wire.mu.Unlock()
	return wire.sent, wire.received
}
