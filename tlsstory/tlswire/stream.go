package tlswire

import (
	"bytes"
	"encoding/binary"
)

// Content types of records and types of handshake messages.
const (
	recordChangeCipherSpec = 20
	recordAlert            = 21
	recordHandshake        = 22
	recordApplicationData  = 23

	messageClientHello = 1
	messageServerHello = 2
	messageCertificate = 11
)

const (
	recordHeader  = 5
	maxRecord     = 1<<14 + 2048
	maxHandshake  = 1 << 17 // of one message: a certificate chain with room to spare
	maxAlerts     = 8
	messageHeader = 4
)

// Alert is one alert record that was sent in the clear.
type Alert struct {
	Fatal bool
	Code  uint8
}

// Stream reads one direction of a connection. The zero value is ready for use.
type Stream struct {
	ClientHello  *ClientHello
	ServerHello  *ServerHello
	Certificates []Certificate
	Alerts       []Alert
	Encrypted    bool // the clear part is over; nothing behind it is read
	Broken       bool // the bytes are not TLS, or no longer

	record  []byte // bytes of a record that is not complete yet
	message []byte // bytes of a handshake message that is not complete yet
	last    []byte // the block before, for WriteAgain
}

// Started reports whether anything of TLS was seen.
func (s *Stream) Started() bool {
	return s.ClientHello != nil || s.ServerHello != nil || len(s.Alerts) > 0 || s.Encrypted
}

// Write takes the next bytes of the direction. It never keeps more than one
// record and one handshake message.
func (s *Stream) Write(b []byte) {
	if s.Broken || s.Encrypted {
		return
	}
	s.record = append(s.record, b...)
	s.record = keep(s.record, s.records(s.record))
	if s.Broken || s.Encrypted {
		s.drop()
	}
}

// WriteAgain takes a block as InitializeSecurityContext is given it: a call
// that found a record incomplete is made again with the same bytes and more,
// or with what was left of them and more.
func (s *Stream) WriteAgain(b []byte) {
	fresh := b
	switch {
	case len(s.last) > 0 && bytes.HasPrefix(b, s.last):
		fresh = b[len(s.last):]
	case len(s.record) > 0 && bytes.HasPrefix(b, s.record):
		fresh = b[len(s.record):]
	}
	if len(b) <= maxRecord {
		s.last = append(s.last[:0], b...)
	}
	s.Write(fresh)
}

// Flush reads what is there of a message whose end never came, and forgets the
// bytes.
func (s *Stream) Flush() {
	if !s.Broken && !s.Encrypted && !s.Started() {
		s.flushHello()
	}
	s.drop()
}

func (s *Stream) flushHello() {
	if len(s.record) > recordHeader && s.record[0] == recordHandshake {
		s.message = append(s.message, s.record[recordHeader:]...)
	}
	const upToRandom = messageHeader + 2 + 32
	if len(s.message) < upToRandom {
		return
	}
	switch body := s.message[messageHeader:]; s.message[0] {
	case messageClientHello:
		s.ClientHello = parseClientHello(body)
		s.ClientHello.Cut = true
	case messageServerHello:
		s.ServerHello = parseServerHello(body)
	}
}

func (s *Stream) drop() { s.record, s.message, s.last = nil, nil, nil }

// records reads the complete records of b and returns the rest.
func (s *Stream) records(b []byte) []byte {
	for len(b) >= recordHeader && !s.Encrypted {
		if n, ok := ssl2Length(b); ok && !s.Started() && len(s.message) == 0 {
			if len(b) < n+2 {
				return b
			}
			s.ClientHello = parseSSL2Hello(b[2 : n+2])
			b = b[n+2:]
			continue
		}
		size := int(binary.BigEndian.Uint16(b[3:]))
		if !plausibleRecord(b[0], b[1], size) {
			s.Broken = true
			return nil
		}
		if len(b) < recordHeader+size {
			return b
		}
		s.fragment(b[0], b[recordHeader:recordHeader+size])
		if s.Broken {
			return nil
		}
		b = b[recordHeader+size:]
	}
	return b
}

func plausibleRecord(kind, major byte, size int) bool {
	return kind >= recordChangeCipherSpec && kind <= recordApplicationData && major == 3 && size <= maxRecord
}

// ssl2Length returns the length of a client hello in the form of SSL 2.0.
func ssl2Length(b []byte) (int, bool) {
	if b[0]&0x80 == 0 || b[2] != messageClientHello || !(b[3] == 3 || b[3] == 0 && b[4] == 2) {
		return 0, false
	}
	n := int(binary.BigEndian.Uint16(b) & 0x7FFF)
	return n, n >= 9
}

// fragment takes the content of one record.
func (s *Stream) fragment(kind byte, b []byte) {
	switch kind {
	case recordChangeCipherSpec, recordApplicationData:
		// TLS 1.3 sends a change_cipher_spec for old middleboxes only; what
		// follows it is encrypted either way.
		s.Encrypted = true
	case recordAlert:
		s.alert(b)
	case recordHandshake:
		s.handshake(b)
	}
}

// alert takes an alert record. The level of one in the clear is 1 or 2;
// anything else is ciphertext that says nothing.
func (s *Stream) alert(b []byte) {
	if len(b) != 2 || b[0] < 1 || b[0] > 2 || len(s.Alerts) >= maxAlerts {
		return
	}
	s.Alerts = append(s.Alerts, Alert{Fatal: b[0] == 2, Code: b[1]})
}

// handshake takes a fragment of handshake messages.
func (s *Stream) handshake(fragment []byte) {
	s.message = append(s.message, fragment...)
	b := s.message
	for len(b) >= messageHeader {
		size := int(b[1])<<16 | int(b[2])<<8 | int(b[3])
		if size > maxHandshake {
			s.Broken = true
			return
		}
		if len(b) < messageHeader+size {
			break
		}
		s.handshakeMessage(b[0], b[messageHeader:messageHeader+size])
		b = b[messageHeader+size:]
	}
	s.message = keep(s.message, b)
}

// keep returns what is left of a buffer. Only a buffer of which something was
// used is copied, so that a message in many crumbs costs no more than one.
func keep(buffer, rest []byte) []byte {
	if len(rest) == len(buffer) {
		return buffer
	}
	return append([]byte(nil), rest...)
}

func (s *Stream) handshakeMessage(kind byte, body []byte) {
	switch kind {
	case messageClientHello:
		// The second hello after a HelloRetryRequest offers nothing new.
		if s.ClientHello == nil {
			s.ClientHello = parseClientHello(body)
		}
	case messageServerHello:
		if s.ServerHello == nil || s.ServerHello.Retry {
			s.ServerHello = parseServerHello(body)
		}
	case messageCertificate:
		if s.Certificates == nil {
			s.Certificates = parseCertificates(body)
		}
	}
}
