package main

import (
	"crypto/ed25519"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// authority is a certification authority of a story. Its key comes from its
// name, so that its certificates are the same on every run.
type authority struct {
	cert *x509.Certificate
	key  ed25519.PrivateKey
}

// newAuthority makes a root authority that is valid for twenty years.
func newAuthority(name string, from time.Time) (*authority, error) {
	key := keyOf(name)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name, Organization: []string{"Contoso"}},
		NotBefore: from, NotAfter: from.AddDate(20, 0, 0), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(nil, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(der)
	return &authority{cert, key}, err
}

// issue returns the certificate of a server that the authority signs.
func (a *authority) issue(host string, from time.Time) ([]byte, error) {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(4711), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
		NotBefore: from, NotAfter: from.AddDate(1, 0, 0),
	}
	return x509.CreateCertificate(nil, template, a.cert, keyOf(host).Public(), a.key)
}

// keyOf is the key that belongs to a name. It protects nothing.
func keyOf(name string) ed25519.PrivateKey {
	seed := make([]byte, ed25519.SeedSize)
	copy(seed, name)
	return ed25519.NewKeyFromSeed(seed)
}

// storeEntry is one certificate of a certutil dump.
type storeEntry struct {
	thumbprint, subject, issuer string
	notBefore, notAfter         time.Time
}

// certutilJapanese is the output of certutil -store on a Japanese Windows.
func certutilJapanese(entries ...storeEntry) []string {
	const layout = "2006/01/02 15:04"
	lines := []string{`My "個人"`}
	for i, e := range entries {
		lines = append(lines,
			fmt.Sprintf("================ 証明書 %d ================", i),
			"X509 証明書:", "バージョン: 3", fmt.Sprintf("シリアル番号: 5a0b%04x", i),
			"発行者:", "    "+e.issuer, "",
			" この日以降: "+e.notBefore.Format(layout), " この日以前: "+e.notAfter.Format(layout), "",
			"サブジェクト:", "    "+e.subject, "",
			"証明書ハッシュ(sha1): "+strings.ToLower(e.thumbprint),
			"    キー コンテナー = tp-"+fmt.Sprint(i), "暗号化テストに合格しました", "")
	}
	return append(lines, "CertUtil: -store コマンドは正常に完了しました。")
}
