package certdump

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"io"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// maxFile bounds a certificate file; the largest bundles have some 300 KB.
const maxFile = 8 << 20

// kind is how a certificate file is written.
type kind int

const (
	notAFile kind = iota
	derFile
	pemFile
)

// fileKind reports whether the file is DER or PEM.
func fileKind(head []byte) kind {
	switch {
	case len(head) > 4 && head[0] == 0x30 && head[1] >= 0x81 && head[1] <= 0x84:
		return derFile
	case bytes.Contains(head[:min(len(head), 4096)], []byte("-----BEGIN CERTIFICATE-----")),
		bytes.Contains(head[:min(len(head), 4096)], []byte("-----BEGIN PKCS7-----")):
		return pemFile
	}
	return notAFile
}

// detectFile asks DER, which begins like any ASN.1, for a certificate's name or
// for one that can be read.
func detectFile(head []byte, k kind, name string) parsers.Likelihood {
	if k == pemFile {
		return parsers.Structure
	}
	if certs, _ := certificates(head); len(certs) > 0 {
		return parsers.Magic
	}
	name = strings.ToLower(name)
	for _, ext := range []string{".cer", ".crt", ".der", ".p7b", ".p7c"} {
		if strings.HasSuffix(name, ext) {
			return parsers.Name
		}
	}
	return parsers.No
}

// file reads a certificate file.
func (r *reader) file(src io.Reader, k kind) error {
	content, err := io.ReadAll(io.LimitReader(src, maxFile))
	if err != nil {
		r.cut = true
	}
	if k == derFile {
		r.der(content)
		return err
	}
	for len(r.found) < maxCertificates {
		block, rest := pem.Decode(content)
		if block == nil {
			break
		}
		r.der(block.Bytes)
		content = rest
	}
	if len(r.found) == 0 && len(r.result.Problems) == 0 {
		r.problem("certificate-unreadable/pem")
	}
	return err
}

// der adds the certificates of a DER value.
func (r *reader) der(content []byte) {
	certs, err := certificates(content)
	if err != nil {
		r.result.Damaged++
		r.problem("certificate-unreadable", "error", err)
	}
	for _, c := range certs {
		print, print256 := sha1.Sum(c.Raw), sha256.Sum256(c.Raw)
		r.add(entry{Certificate: evidence.Certificate{
			Thumbprint: strings.ToUpper(hex.EncodeToString(print[:])),
			SHA256:     strings.ToUpper(hex.EncodeToString(print256[:])),
			Serial:     fmt.Sprintf("%x", c.SerialNumber),
			Subject:    c.Subject.String(),
			Issuer:     c.Issuer.String(),
			NotBefore:  c.NotBefore.UTC(),
			NotAfter:   c.NotAfter.UTC(),
		}})
	}
}

// certificates reads one certificate, or those of a PKCS #7 SignedData.
func certificates(content []byte) ([]*x509.Certificate, error) {
	cert, err := x509.ParseCertificate(firstValue(content))
	if err == nil {
		return []*x509.Certificate{cert}, nil
	}
	raws, err7 := signedData(content)
	if err7 != nil {
		return nil, evidence.Failed("certificate/neither", "x509", err, "pkcs7", err7)
	}
	var certs []*x509.Certificate
	var bad error
	for _, raw := range raws {
		cert, err := x509.ParseCertificate(raw)
		if err != nil {
			bad = err
			continue
		}
		certs = append(certs, cert)
	}
	return certs, bad
}

// firstValue cuts off what follows the first ASN.1 value, such as the line feed
// that a text tool appended.
func firstValue(content []byte) []byte {
	var v asn1.RawValue
	if _, err := asn1.Unmarshal(content, &v); err != nil {
		return content
	}
	return v.FullBytes
}

// oidSignedData is pkcs7-signedData.
var oidSignedData = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}

// signedData returns the certificates of a SignedData:
//
//	ContentInfo ::= SEQUENCE { contentType OID, [0] SEQUENCE {
//	    version, digestAlgorithms SET, contentInfo, certificates [0] SET OF … } }
func signedData(content []byte) ([][]byte, error) {
	var info struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue `asn1:"explicit,tag:0"`
	}
	if _, err := asn1.Unmarshal(content, &info); err != nil {
		return nil, err
	}
	if !info.Type.Equal(oidSignedData) {
		return nil, evidence.Failed("certificate/content-type", "found", info.Type)
	}
	var signed struct {
		Version      int
		Digests      asn1.RawValue
		ContentInfo  asn1.RawValue
		Certificates asn1.RawValue `asn1:"optional,tag:0"`
		Rest         asn1.RawValue `asn1:"optional"`
		Rest2        asn1.RawValue `asn1:"optional"`
	}
	if _, err := asn1.Unmarshal(info.Content.Bytes, &signed); err != nil {
		return nil, err
	}
	var raws [][]byte
	for rest := signed.Certificates.Bytes; len(rest) > 0 && len(raws) < maxCertificates; {
		var v asn1.RawValue
		var err error
		if rest, err = asn1.Unmarshal(rest, &v); err != nil {
			return raws, evidence.Failed("certificate/list-cut", "error", err)
		}
		raws = append(raws, v.FullBytes)
	}
	return raws, nil
}
