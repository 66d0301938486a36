package tlswire

import (
	"fmt"
	"strings"
)

// Versions as they stand in records and hellos.
const (
	SSL2  uint16 = 0x0002
	SSL3  uint16 = 0x0300
	TLS10 uint16 = 0x0301
	TLS11 uint16 = 0x0302
	TLS12 uint16 = 0x0303
	TLS13 uint16 = 0x0304
)

// VersionName returns the name people use, e.g. "TLS 1.2".
func VersionName(v uint16) string {
	switch v {
	case SSL2:
		return "SSL 2.0"
	case SSL3:
		return "SSL 3.0"
	case TLS10:
		return "TLS 1.0"
	case TLS11:
		return "TLS 1.1"
	case TLS12:
		return "TLS 1.2"
	case TLS13:
		return "TLS 1.3"
	}
	return fmt.Sprintf("0x%04X", v)
}

// VersionNames joins the names of several versions.
func VersionNames(versions []uint16) string { return join(versions, VersionName) }

// CipherSuiteNames joins the names of several suites.
func CipherSuiteNames(suites []uint16) string { return join(suites, CipherSuiteName) }

func join(values []uint16, name func(uint16) string) string {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = name(v)
	}
	return strings.Join(names, ", ")
}

// Bits of Schannel's grbitEnabledProtocols that stand for TLS 1.2 and newer on
// the client's side.
const (
	MaskTLS12Client uint32 = 0x800
	MaskTLS13Client uint32 = 0x2000
)

// SystemDefaults stands for the versions that Schannel offers when a program
// chooses none.
const SystemDefaults = "system defaults"

// MaskNames names the client bits of an EnabledProtocols mask (schannel.h
// SP_PROT_*), oldest first. Server bits are left out: a client that sets them
// as well offers nothing more. A mask of 0 means the defaults of Schannel.
func MaskNames(mask uint32) string {
	if mask == 0 {
		return SystemDefaults
	}
	bits := []struct {
		bit  uint32
		name string
	}{
		{0x2, "PCT 1.0"},
		{0x8, "SSL 2.0"},
		{0x20, "SSL 3.0"},
		{0x80, "TLS 1.0"},
		{0x200, "TLS 1.1"},
		{MaskTLS12Client, "TLS 1.2"},
		{MaskTLS13Client, "TLS 1.3"},
	}
	const serverBits = 0x1 | 0x4 | 0x10 | 0x40 | 0x100 | 0x400 | 0x1000
	var names []string
	unknown := mask &^ serverBits
	for _, b := range bits {
		if mask&b.bit != 0 {
			names = append(names, b.name)
			unknown &^= b.bit
		}
	}
	if unknown != 0 {
		names = append(names, fmt.Sprintf("0x%X", unknown))
	}
	if len(names) == 0 {
		return fmt.Sprintf("0x%X", mask)
	}
	return strings.Join(names, ", ")
}

// AlertName returns the name of an alert code (RFC 8446 section 6 and older).
func AlertName(code uint8) string {
	if name, ok := alertNames[code]; ok {
		return name
	}
	return fmt.Sprintf("alert_%d", code)
}

var alertNames = map[uint8]string{
	0: "close_notify", 10: "unexpected_message", 20: "bad_record_mac", 21: "decryption_failed",
	22: "record_overflow", 30: "decompression_failure", 40: "handshake_failure", 41: "no_certificate",
	42: "bad_certificate", 43: "unsupported_certificate", 44: "certificate_revoked",
	45: "certificate_expired", 46: "certificate_unknown", 47: "illegal_parameter", 48: "unknown_ca",
	49: "access_denied", 50: "decode_error", 51: "decrypt_error", 60: "export_restriction",
	70: "protocol_version", 71: "insufficient_security", 80: "internal_error",
	86: "inappropriate_fallback", 90: "user_canceled", 100: "no_renegotiation",
	109: "missing_extension", 110: "unsupported_extension", 111: "certificate_unobtainable",
	112: "unrecognized_name", 113: "bad_certificate_status_response",
	114: "bad_certificate_hash_value", 115: "unknown_psk_identity", 116: "certificate_required",
	120: "no_application_protocol", 121: "ech_required",
}
