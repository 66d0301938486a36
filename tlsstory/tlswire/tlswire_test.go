package tlswire

import (
	"crypto/tls"
	"crypto/x509"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/tlsstory/tlstest"
)

func config(min, max uint16) *tls.Config { return tlstest.Config(min, max, "Outlook.Example.com") }

func read(b []byte, step int) *Stream {
	var s Stream
	for len(b) > 0 {
		n := min(step, len(b))
		s.Write(b[:n])
		b = b[n:]
	}
	return &s
}

func TestRealHandshakesTellVersionAndSuite(t *testing.T) {
	for _, version := range []uint16{TLS10, TLS11, TLS12, TLS13} {
		t.Run(VersionName(version), func(t *testing.T) {
			client, server := tlstest.Handshake(t, config(version, version), config(TLS10, TLS13))
			for _, step := range []int{1, 7, len(client) + len(server)} {
				c, s := read(client, step), read(server, step)
				require.NotNil(t, c.ClientHello)
				require.Equal(t, "outlook.example.com", c.ClientHello.SNI)
				require.Contains(t, c.ClientHello.Offers(), version)
				require.NotEmpty(t, c.ClientHello.CipherSuites)
				require.False(t, c.ClientHello.Cut)
				require.NotNil(t, s.ServerHello)
				require.Equal(t, version, s.ServerHello.Version)
				require.Contains(t, CipherSuiteName(s.ServerHello.CipherSuite), "TLS_")
				require.True(t, s.Encrypted)
				require.False(t, s.Broken)
				require.Empty(t, c.record)
				require.Empty(t, c.message)
				if version < TLS13 {
					require.Len(t, s.Certificates, 1)
					require.Equal(t, "CN=outlook.example.com, O=Contoso, C=JP", s.Certificates[0].Subject)
					require.Equal(t, 2044, s.Certificates[0].NotAfter.Year())
				}
			}
		})
	}
}

func TestRefusedVersionIsAnAlertOfTheServer(t *testing.T) {
	client, server := tlstest.Handshake(t, config(TLS10, TLS10), config(TLS12, TLS13))
	c, s := read(client, 3), read(server, 3)
	require.Equal(t, TLS10, c.ClientHello.Version)
	require.Equal(t, []Alert{{Fatal: true, Code: 70}}, s.Alerts)
	require.Equal(t, "protocol_version", AlertName(s.Alerts[0].Code))
	require.Nil(t, s.ServerHello)
}

func TestDistrustIsAnAlertOfTheClient(t *testing.T) {
	trusting := config(TLS12, TLS12)
	trusting.InsecureSkipVerify = false
	client, _ := tlstest.Handshake(t, trusting, config(TLS12, TLS12))
	c := read(client, 5)
	require.Equal(t, []Alert{{Fatal: true, Code: 42}}, c.Alerts)
}

func TestNothingIsReadOnceEncryptionBegan(t *testing.T) {
	s := read([]byte{20, 3, 3, 0, 1, 1, 21, 3, 3, 0, 26, 0, 0, 0, 0, 0, 0, 0, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 9, 8, 7, 6, 5, 4, 3, 2}, 99)
	require.True(t, s.Encrypted)
	require.Empty(t, s.Alerts)
	require.Nil(t, s.record)
}

func TestSSL2HelloIsUnderstood(t *testing.T) {
	hello := []byte{
		0x80, 0x2B, 1, 3, 1, 0, 9, 0, 0, 0, 0x10,
		0, 0, 0x2F, 0, 0, 0x0A, 7, 0, 0xC0, // two TLS suites, one of SSL 2.0
		1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
	}
	hello[1] = byte(len(hello) - 2)
	for _, step := range []int{1, 99} {
		c := read(hello, step).ClientHello
		require.NotNil(t, c)
		require.True(t, c.SSL2)
		require.Equal(t, TLS10, c.Version)
		require.Equal(t, []uint16{0x2F, 0x0A}, c.CipherSuites)
		require.False(t, c.Cut)
	}
}

func TestCutHelloGivesWhatStoodBeforeTheCut(t *testing.T) {
	client, _ := tlstest.Handshake(t, config(TLS12, TLS12), config(TLS12, TLS12))
	var s Stream
	s.Write(client[:90])
	require.Nil(t, s.ClientHello)
	s.Flush()
	require.NotNil(t, s.ClientHello)
	require.True(t, s.ClientHello.Cut)
	require.Equal(t, TLS12, s.ClientHello.Version)
	require.NotEmpty(t, s.ClientHello.CipherSuites)
}

func TestRepeatedBlockIsReadOnce(t *testing.T) {
	_, server := tlstest.Handshake(t, config(TLS12, TLS12), config(TLS12, TLS12))
	var s Stream
	s.WriteAgain(server[:100])
	s.WriteAgain(server)
	require.False(t, s.Broken)
	require.Len(t, s.Certificates, 1)
}

func TestOtherProtocolsAreBroken(t *testing.T) {
	for _, text := range []string{"HTTP/1.1 407 Proxy Authentication Required\r\n", "\x05\x01\x00\x00\x00\x00", "\x16\x02\x00\x00\x05hello"} {
		s := read([]byte(text), 4)
		require.True(t, s.Broken, "%q", text)
		require.False(t, s.Started())
	}
}

func TestGREASEIsIgnored(t *testing.T) {
	body := append([]byte{3, 3}, make([]byte, 33)...)
	body = append(body, 0, 4, 0x0A, 0x0A, 0x13, 0x01, 1, 0)
	body = append(body, 0, 11, 0, 43, 0, 7, 6, 0xFA, 0xFA, 3, 4, 3, 3)
	h := parseClientHello(body)
	require.Equal(t, []uint16{0x1301}, h.CipherSuites)
	require.Equal(t, []uint16{TLS13, TLS12}, h.SupportedVersions)
	require.False(t, h.Cut)
}

func TestCertificateThatX509RefusesStillShowsNames(t *testing.T) {
	der := tlstest.Certificate(t).Certificate[0]
	broken := append([]byte(nil), der...)
	// The serial number 7 becomes -121, which crypto/x509 does not accept.
	for i := range broken {
		if i > 4 && broken[i-2] == 2 && broken[i-1] == 1 && broken[i] == 7 {
			broken[i] = 0x87
			break
		}
	}
	_, err := x509.ParseCertificate(broken)
	require.Error(t, err)
	cert, ok := parseCertificate(broken)
	require.True(t, ok)
	require.Equal(t, "CN=outlook.example.com, O=Contoso, C=JP", cert.Issuer)
	require.Equal(t, 2024, cert.NotBefore.Year())
}

func TestAMaskIsSpelledByItsProtocols(t *testing.T) {
	for mask, want := range map[uint32]string{
		0: "system defaults", 0x80: "TLS 1.0", 0xA0: "SSL 3.0, TLS 1.0", 0xA80: "TLS 1.0, TLS 1.1, TLS 1.2",
		0x800: "TLS 1.2", 0x2800: "TLS 1.2, TLS 1.3", 0xAA0: "SSL 3.0, TLS 1.0, TLS 1.1, TLS 1.2",
		0x400: "0x400", 0xC00: "TLS 1.2", 0x80000000: "0x80000000",
		0xFFFFFFFF: "PCT 1.0, SSL 2.0, SSL 3.0, TLS 1.0, TLS 1.1, TLS 1.2, TLS 1.3, 0xFFFFC000",
	} {
		require.Equal(t, want, MaskNames(mask), "%#x", mask)
	}
}

func TestNamesOfUnknownNumbersAreNumbers(t *testing.T) {
	require.Equal(t, "0x7F1C", VersionName(0x7F1C))
	require.Equal(t, "0x9999", CipherSuiteName(0x9999))
	require.Equal(t, "alert_200", AlertName(200))
	require.Equal(t, "TLS_RSA_WITH_3DES_EDE_CBC_SHA, TLS_FALLBACK_SCSV", CipherSuiteNames([]uint16{0x0A, 0x5600}))
}

func FuzzStream(f *testing.F) {
	client, server := tlstest.Handshake(f, config(TLS12, TLS12), config(TLS12, TLS12))
	refused, alert := tlstest.Handshake(f, config(TLS10, TLS10), config(TLS13, TLS13))
	for _, b := range [][]byte{client, server, refused, alert, {0x80, 0x2B, 1, 3, 1, 0, 9, 0, 0, 0, 0x10}} {
		f.Add(b, 3)
	}
	f.Fuzz(func(t *testing.T, b []byte, step int) {
		if step < 1 || len(b) > 1<<16 {
			return
		}
		whole, steps := read(b, len(b)+1), read(b, step)
		whole.Flush()
		steps.Flush()
		// How the bytes were cut into segments must not change what they say.
		require.Equal(t, whole, steps)
		require.LessOrEqual(t, len(whole.Alerts), maxAlerts)
	})
}
