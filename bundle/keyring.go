package bundle

import (
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"

	"hybriddiag/bundle/internal/zipcrypt"
)

// keyring holds the passwords to try, the one that fitted last in front.
type keyring struct{ passwords []string }

// add takes passwords as UTF-8; one with other characters than ASCII is also
// tried in the Japanese code page, in which Windows' zip tools encode it.
func (k *keyring) add(passwords []string) {
	for _, p := range passwords {
		k.passwords = append(k.passwords, p)
		if s, err := japanese.ShiftJIS.NewEncoder().String(p); err == nil && s != p && utf8.ValidString(p) {
			k.passwords = append(k.passwords, s)
		}
	}
}

// found moves the password that fitted to the front.
func (k *keyring) found(i int) {
	p := k.passwords[i]
	copy(k.passwords[1:i+1], k.passwords[:i])
	k.passwords[0] = p
}

// probeWhole is the size up to which an entry is decrypted in full to prove the
// password, and probeStart how much of a larger one.
const (
	probeWhole = 64 << 20
	probeStart = 1 << 20
)

// maxRefused is for how many entries of one archive in a row no password may
// fit before no more are tried: making a key of a password is slow on purpose.
const maxRefused = 64

// lock is what is known of the passwords of one archive.
type lock struct {
	proven  bool // the password in front has unlocked an entry
	refused int  // entries since then that no password has unlocked
}

// unlock finds the password of an entry.
func (k *keyring) unlock(path string, d zipData, l *lock) ([]byte, *Problem) {
	for i, p := range k.passwords {
		if l.refused >= maxRefused {
			break
		}
		d.password = []byte(p)
		switch err := d.prove(l.proven && i == 0); {
		case err == nil:
			k.found(i)
			l.proven, l.refused = true, 0
			return d.password, nil
		case errors.Is(err, io.ErrUnexpectedEOF) && d.entry.Cut:
			return d.password, nil // what is there decrypts
		}
	}
	l.refused++
	p := k.refusal(path)
	return nil, &p
}

// refusal says why an encrypted file cannot be read.
func (k *keyring) refusal(path string) Problem {
	if len(k.passwords) == 0 {
		return lost(CodeEncrypted, path)
	}
	return lost(CodePassword, path)
}

// prove decrypts and decompresses the entry, because the check bytes of a wrong
// password fit now and then, and half a file of garbage is worse than none. A
// wrong checksum at the end of data that decompresses is damage, not a wrong
// password, unless nothing else speaks for the password. Of one that has unlocked
// the archive before, the beginning of the data is proof enough.
func (d zipData) prove(before bool) error {
	r, err := d.open()
	if err != nil {
		return err
	}
	defer r.Close()
	n := int64(probeStart)
	if !before && d.length() <= probeWhole {
		n = 4 * probeWhole
	}
	_, err = io.CopyN(io.Discard, r, n)
	var p *Problem
	switch {
	case err == io.EOF, errors.Is(err, zipcrypt.ErrAuthentication):
		return nil
	case errors.As(err, &p) && (d.entry.Method != methodStore || !p.Loss):
		return nil
	}
	return err
}
