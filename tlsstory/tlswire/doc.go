// Package tlswire reads the clear part of a TLS connection: what client and
// server say to each other before the bytes are encrypted. It knows enough to
// tell who offered what, what was agreed on, and who refused.
//
// All numbers are big endian. A stream is a row of records:
//
//	off size  field
//	0   1     content type: 20 change_cipher_spec, 21 alert, 22 handshake, 23 application_data
//	1   2     version of the record layer (0x0301 in most first records, whatever is offered)
//	3   2     length of the fragment, up to 2^14 (+ 2048 when encrypted)
//	5   n     fragment
//
// Handshake fragments, put together, are a row of messages:
//
//	0   1     type: 1 client_hello, 2 server_hello, 11 certificate
//	1   3     length
//	4   n     body
//
//	client_hello   version 2, random 32, session id <1>, cipher suites <2>,
//	               compression <1>, extensions <2>
//	server_hello   version 2, random 32, session id <1>, suite 2, compression 1,
//	               extensions <2>
//	extension      type 2, data <2>; 0 server_name, 43 supported_versions
//	certificate    list <3> of certificates <3>, leaf first (TLS 1.2 and older;
//	               TLS 1.3 sends it encrypted)
//	alert          level 1 (1 warning, 2 fatal), code 1
//
// where <n> is a length of n bytes followed by that many bytes. A client that
// still speaks SSL 2.0 opens with another form:
//
//	0   2     0x8000 | length     3   2   version
//	2   1     type 1              5   6   lengths of suites (3 bytes each), session id, challenge
//
// Sources: RFC 8446, RFC 5246, RFC 6101 appendix E. Nothing here fails loudly:
// bytes that are not TLS make Stream.Broken true and are dropped, and a message
// that was cut gives back the fields before the cut. Nothing beyond the
// handshake is kept.
package tlswire
