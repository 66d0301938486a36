package zipcrypt

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
)

// The data of an AES entry:
//
//	salt 8, 12 or 16 bytes · password verifier 2 · ciphertext · authentication code 10
//
// PBKDF2 over HMAC-SHA1 (1,000 rounds) yields the key, the key of the
// authentication code and the verifier. The cipher is AES in counter mode with
// a little-endian counter from 1; the code is HMAC-SHA1 over the ciphertext.
const (
	verifierLen = 2
	codeLen     = 10
	rounds      = 1000
)

// KeyLen returns the length of the key for a strength of 1, 2 or 3, else 0.
func KeyLen(strength byte) int {
	if strength < 1 || strength > 3 {
		return 0
	}
	return 8 * (int(strength) + 1)
}

// NewAES returns the plain bytes of an AES entry of that size. Reading ends
// with ErrAuthentication instead of io.EOF when the code behind the data
// differs; the bytes before it are then doubtful.
func NewAES(r io.Reader, size int64, password []byte, strength byte) (io.Reader, error) {
	keyLen := KeyLen(strength)
	if keyLen == 0 {
		return nil, fmt.Errorf("zip: AES strength %d, want 1 to 3", strength)
	}
	head := make([]byte, keyLen/2+verifierLen)
	if size < int64(len(head)+codeLen) {
		return nil, fmt.Errorf("zip: AES entry of %d bytes: %w", size, io.ErrUnexpectedEOF)
	}
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, fmt.Errorf("zip: AES header: %w", err)
	}
	salt, verifier := head[:keyLen/2], head[keyLen/2:]
	derived, err := pbkdf2.Key(sha1.New, string(password), salt, rounds, 2*keyLen+verifierLen)
	if err != nil {
		return nil, fmt.Errorf("zip: AES key: %w", err)
	}
	if subtle.ConstantTimeCompare(verifier, derived[2*keyLen:]) == 0 {
		return nil, ErrPassword
	}
	block, err := aes.NewCipher(derived[:keyLen])
	if err != nil {
		return nil, fmt.Errorf("zip: AES key: %w", err)
	}
	return &aesReader{
		r:     r,
		left:  size - int64(len(head)+codeLen),
		block: block,
		code:  hmac.New(sha1.New, derived[keyLen:2*keyLen]),
		used:  aes.BlockSize,
	}, nil
}

type aesReader struct {
	r       io.Reader
	left    int64 // ciphertext not read yet
	block   cipher.Block
	code    hash.Hash
	counter uint64
	stream  [aes.BlockSize]byte
	used    int // bytes of stream that are used up
	err     error
}

func (a *aesReader) Read(p []byte) (int, error) {
	if a.err != nil {
		return 0, a.err
	}
	if a.left == 0 {
		a.err = a.verify()
		return 0, a.err
	}
	n, err := a.r.Read(p[:min(int64(len(p)), a.left)])
	a.left -= int64(n)
	a.code.Write(p[:n])
	for i := range p[:n] {
		if a.used == len(a.stream) {
			a.next()
		}
		p[i] ^= a.stream[a.used]
		a.used++
	}
	if err == io.EOF {
		err = nil
		if a.left > 0 && n == 0 {
			err = io.ErrUnexpectedEOF
		}
	}
	a.err = err
	return n, err
}

// next encrypts the next counter. The counter is little-endian, which is why
// the standard library's counter mode does not do.
func (a *aesReader) next() {
	var in [aes.BlockSize]byte
	a.counter++
	binary.LittleEndian.PutUint64(in[:], a.counter)
	a.block.Encrypt(a.stream[:], in[:])
	a.used = 0
}

func (a *aesReader) verify() error {
	var want [codeLen]byte
	if _, err := io.ReadFull(a.r, want[:]); err != nil {
		return ErrAuthentication
	}
	if !hmac.Equal(want[:], a.code.Sum(nil)[:codeLen]) {
		return ErrAuthentication
	}
	return io.EOF
}
