// Package tlsstory joins what a trace knows about TLS into one row for each
// connection: which process asked which host, what it offered, what came of it.
//
//	source                                   what it gives
//	WebIO 15, 17, 104                        request: protocols asked for, host of the URI, its connection
//	WebIO 728, 729, 730                      EnabledProtocols: the protocols WinHTTP offers
//	WebIO 700, 703                           host, result of InitializeSecurityContext
//	WebIO 704, 705 and captured packets      raw bytes: hellos, certificates, alerts
//	captured packets                         what goes before: CONNECT, SOCKS, STARTTLS
//	WebIO 712, 713                           result of checking the server's certificate
//	WebIO 200, 201, 202, 204                 address, connect result, why a socket was closed
//	WebIO 205, 207, DNS-Client 3008          names that could not be resolved
//	WinHttp 10 … 14, 808, 811, 812, 815      errors of the API and of automatic proxy settings
//	TCPIP 1031 … 1046                        which process owns a connection, failed connects
//	Schannel 36871, 36874, 36880, 36887, 36888  what Schannel says itself
//	Kernel process and Kernel-Process        names of processes
//
// The rows leave as evidence.Event values of kind "tls", in the order of their
// times, when the story is closed; each carries the time and place of the event
// that decided it. Memory is bounded: a limit on connections, flows and names,
// and on the bytes that are read of each flow. A connection that falls out of
// the limit is emitted early with what is known of it.
//
// Sources of the layouts: the providers' manifests; Schannel's protocol bits
// (schannel.h SP_PROT_*). URLs are cut to host and port, and headers are never
// asked for.
package tlsstory
