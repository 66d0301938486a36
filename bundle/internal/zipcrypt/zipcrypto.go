// Package zipcrypt decrypts the entries of ZIP archives: the old ZipCrypto and
// the AES encryption of WinZip (AE-1 and AE-2).
//
// A password is checked before anything is read with it, as far as the format
// allows: ZipCrypto has one check byte, AES two, so that a wrong one can pass
// now and then. The caller makes sure by the checksum of what comes out.
package zipcrypt

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// ErrPassword tells that the password does not fit.
var ErrPassword = errors.New("zip: password does not fit")

// ErrAuthentication tells that the encrypted data was changed or is cut.
var ErrAuthentication = errors.New("zip: authentication code differs")

// HeaderLen is the length of the random bytes before ZipCrypto data.
const HeaderLen = 12

// keys is the state of ZipCrypto (APPNOTE.TXT 6.1): three 32-bit keys that
// every plain byte moves on.
type keys [3]uint32

func newKeys(password []byte) keys {
	k := keys{0x12345678, 0x23456789, 0x34567890}
	for _, b := range password {
		k.update(b)
	}
	return k
}

func (k *keys) update(plain byte) {
	k[0] = crc32Byte(k[0], plain)
	k[1] = (k[1]+k[0]&0xFF)*134775813 + 1
	k[2] = crc32Byte(k[2], byte(k[1]>>24))
}

func (k *keys) decrypt(b byte) byte {
	t := k[2] | 2
	plain := b ^ byte(t*(t^1)>>8)
	k.update(plain)
	return plain
}

func crc32Byte(crc uint32, b byte) uint32 {
	return crc32.IEEETable[byte(crc)^b] ^ crc>>8
}

// NewZipCrypto returns the plain bytes of r, which begins with the 12 bytes of
// the encryption header. check is the last plain byte of that header: the upper
// byte of the CRC-32, or of the time where the CRC follows the data.
func NewZipCrypto(r io.Reader, password []byte, check byte) (io.Reader, error) {
	var head [HeaderLen]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, fmt.Errorf("zip: encryption header: %w", err)
	}
	k := newKeys(password)
	for i := range head {
		head[i] = k.decrypt(head[i])
	}
	if head[HeaderLen-1] != check {
		return nil, ErrPassword
	}
	return &zipCrypto{r, k}, nil
}

type zipCrypto struct {
	r    io.Reader
	keys keys
}

func (z *zipCrypto) Read(p []byte) (int, error) {
	n, err := z.r.Read(p)
	for i := range p[:n] {
		p[i] = z.keys.decrypt(p[i])
	}
	return n, err
}
