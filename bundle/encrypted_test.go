package bundle

import (
	"bytes"
	"crypto/aes"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha1"
	"encoding/binary"
	"hash/crc32"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/japanese"
)

func TestEncryptedEntriesAreReadWithTheirPassword(t *testing.T) {
	text := randomText(5, 100_000)
	for name, e := range map[string]rawEntry{
		"ZipCrypto, deflated": zipCrypto(pack(t, "secret.log", text), "opensesame"),
		"ZipCrypto, stored":   zipCrypto(store("secret.log", text), "opensesame"),
		"AES-128, AE-1":       winZipAES(t, pack(t, "secret.log", text), "opensesame", 1, 1),
		"AES-192, AE-2":       winZipAES(t, pack(t, "secret.log", text), "opensesame", 2, 2),
		"AES-256, stored":     winZipAES(t, store("secret.log", text), "opensesame", 3, 2),
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, "mixed.zip", rawZip(e, pack(t, "plain.log", "open to all")))
			plain := seen{data: "open to all"}

			got := walk(t, Options{}, path)
			require.Equal(t, seen{skip: CodeEncrypted}, got.files["mixed.zip!/secret.log"])
			require.Contains(t, said(got.problem(t, CodeEncrypted)), "--password-file")
			require.True(t, got.problems[0].Loss)
			require.Equal(t, plain, got.files["mixed.zip!/plain.log"])

			got = walk(t, Options{Passwords: manyPasswords()}, path)
			require.Equal(t, seen{skip: CodePassword}, got.files["mixed.zip!/secret.log"], "no partial garbage")
			require.Contains(t, said(got.problem(t, CodePassword)), "password does not fit")
			require.Equal(t, plain, got.files["mixed.zip!/plain.log"])

			got = walk(t, Options{Passwords: []string{"wrong", "opensesame"}}, path)
			require.Empty(t, got.problems)
			require.Equal(t, seen{data: text}, got.files["mixed.zip!/secret.log"])
			require.Equal(t, plain, got.files["mixed.zip!/plain.log"])
		})
	}
}

// manyPasswords are wrong ones, enough that some pass the one check byte of
// ZipCrypto.
func manyPasswords() []string {
	var list []string
	for i := range 300 {
		list = append(list, randomText(uint64(i+1000), 8))
	}
	return list
}

func TestDamagedEncryptedDataIsDamagedNotALostPassword(t *testing.T) {
	text := randomText(6, 100_000)
	e := winZipAES(t, store("secret.log", text), "pw", 3, 2)
	e.data[len(e.data)/2] ^= 0xFF
	got := walk(t, Options{Passwords: []string{"pw"}}, write(t, "x.zip", rawZip(e)))
	require.Equal(t, []string{CodeChecksum}, got.files["x.zip!/secret.log"].problems)
	require.Len(t, got.files["x.zip!/secret.log"].data, len(text))
}

func TestAJapanesePasswordAlsoFitsInTheCodePage(t *testing.T) {
	sjis, err := japanese.ShiftJIS.NewEncoder().String("開けゴマ")
	require.NoError(t, err)
	path := write(t, "x.zip", rawZip(zipCrypto(pack(t, "a.log", "text"), sjis)))
	got := walk(t, Options{Passwords: []string{"開けゴマ"}}, path)
	require.Equal(t, seen{data: "text"}, got.files["x.zip!/a.log"])
}

func TestStrongEncryptionIsNamed(t *testing.T) {
	e := pack(t, "a.log", "text")
	e.flags = 1 | 1<<6
	got := walk(t, Options{Passwords: []string{"pw"}}, write(t, "x.zip", rawZip(e)))
	require.Equal(t, seen{skip: CodeMethod}, got.files["x.zip!/a.log"])
}

func store(name, data string) rawEntry {
	n := uint32(len(data))
	return rawEntry{name: name, data: []byte(data), crc: crc32.ChecksumIEEE([]byte(data)), packed: n, size: n}
}

// zipCrypto encrypts an entry as APPNOTE.TXT 6.1 says, written apart from the
// reader.
func zipCrypto(e rawEntry, password string) rawEntry {
	k0, k1, k2 := uint32(0x12345678), uint32(0x23456789), uint32(0x34567890)
	step := func(crc uint32, b byte) uint32 { return crc>>8 ^ crc32.MakeTable(crc32.IEEE)[byte(crc)^b] }
	update := func(b byte) {
		k0 = step(k0, b)
		k1 = (k1+k0&255)*134775813 + 1
		k2 = step(k2, byte(k1>>24))
	}
	for _, b := range []byte(password) {
		update(b)
	}
	plain := append([]byte("eleven byte"), byte(e.crc>>24))
	plain = append(plain, e.data...)
	for i, b := range plain {
		t := uint16(k2) | 2
		plain[i] = b ^ byte(t*(t^1)>>8)
		update(b)
	}
	e.data, e.packed, e.flags = plain, uint32(len(plain)), 1
	return e
}

// winZipAES encrypts an entry as WinZip's AE-1 or AE-2.
func winZipAES(t *testing.T, e rawEntry, password string, strength byte, version uint16) rawEntry {
	keyLen := 8 + 8*int(strength)
	salt := bytes.Repeat([]byte{7}, keyLen/2)
	derived, err := pbkdf2.Key(sha1.New, password, salt, 1000, 2*keyLen+2)
	require.NoError(t, err)
	block, err := aes.NewCipher(derived[:keyLen])
	require.NoError(t, err)
	cipher := bytes.Clone(e.data)
	for i := range cipher {
		var in, out [16]byte
		binary.LittleEndian.PutUint64(in[:], uint64(i/16+1))
		block.Encrypt(out[:], in[:])
		cipher[i] ^= out[i%16]
	}
	code := hmac.New(sha1.New, derived[keyLen:2*keyLen])
	code.Write(cipher)
	e.extra = []byte{0x01, 0x99, 7, 0, byte(version), 0, 'A', 'E', strength, byte(e.method), 0}
	e.data = append(append(append(salt, derived[2*keyLen:]...), cipher...), code.Sum(nil)[:10]...)
	e.packed, e.flags, e.method = uint32(len(e.data)), 1, methodAES
	if version == 2 {
		e.crc = 0
	}
	return e
}
