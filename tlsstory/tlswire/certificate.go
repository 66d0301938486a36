package tlswire

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"strings"
	"time"
)

// maxChain is how many certificates of one message are looked at.
const maxChain = 10

// Certificate is the part of a server's certificate that tells who made it.
type Certificate struct {
	Subject, Issuer     string // "CN=…, O=…, C=…"
	NotBefore, NotAfter time.Time
}

// parseCertificates reads the body of a certificate message of TLS 1.2 and
// older: the leaf first.
func parseCertificates(body []byte) []Certificate {
	c := cursor{b: body}
	list := c.vector(3)
	var chain []Certificate
	for len(list.b) >= 3 && len(chain) < maxChain {
		der := list.vector(3)
		if der.short {
			break
		}
		if cert, ok := parseCertificate(der.b); ok {
			chain = append(chain, cert)
		}
	}
	return chain
}

// parseCertificate reads one certificate. What crypto/x509 turns down, such as
// a negative serial number, still has names and dates to show.
func parseCertificate(der []byte) (Certificate, bool) {
	if cert, err := x509.ParseCertificate(der); err == nil {
		return Certificate{
			Subject:   distinguishedName(cert.RawSubject),
			Issuer:    distinguishedName(cert.RawIssuer),
			NotBefore: cert.NotBefore.UTC(),
			NotAfter:  cert.NotAfter.UTC(),
		}, true
	}
	return parseTolerant(der)
}

// outline is the front of a Certificate (RFC 5280, 4.1) with everything this
// package does not need left raw.
type outline struct {
	TBS struct {
		Version   int `asn1:"optional,explicit,default:0,tag:0"`
		Serial    *big.Int
		Algorithm asn1.RawValue
		Issuer    asn1.RawValue
		Validity  struct{ NotBefore, NotAfter time.Time }
		Subject   asn1.RawValue
		Key       asn1.RawValue
	}
}

func parseTolerant(der []byte) (Certificate, bool) {
	var cert outline
	if _, err := asn1.Unmarshal(der, &cert); err != nil {
		return Certificate{}, false
	}
	return Certificate{
		Subject:   distinguishedName(cert.TBS.Subject.FullBytes),
		Issuer:    distinguishedName(cert.TBS.Issuer.FullBytes),
		NotBefore: cert.TBS.Validity.NotBefore.UTC(),
		NotAfter:  cert.TBS.Validity.NotAfter.UTC(),
	}, true
}

// distinguishedName shows a name the way Windows does: the last element first,
// elements apart by comma and blank.
func distinguishedName(der []byte) string {
	var name pkix.RDNSequence
	if rest, err := asn1.Unmarshal(der, &name); err != nil || len(rest) > 0 {
		return ""
	}
	parts := make([]string, 0, len(name))
	for i := len(name) - 1; i >= 0; i-- {
		parts = append(parts, pkix.RDNSequence(name[i:i+1]).String())
	}
	return strings.Join(parts, ", ")
}
