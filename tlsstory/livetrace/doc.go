// Package livetrace shows the TLS story while it happens: it listens to the
// providers of Windows in a real-time session and hands on the same rows that a
// trace file gives.
//
//	provider                        level  what for
//	Microsoft-Windows-WebIO         5      protocols offered, handshake bytes, results
//	Microsoft-Windows-WinHttp       5      errors that programs are told
//	Microsoft-Windows-DNS-Client    4      names that cannot be resolved
//	Microsoft-Windows-TCPIP         4      connects that fail
//
// It needs Windows, a build with cgo and an elevated console; every other build
// has a Watch that only says so. Only the events that package tlsstory wants are
// decoded: HTTP headers never are.
package livetrace

import "errors"

// ErrUnsupported is what Watch returns in a build that cannot listen.
var ErrUnsupported = errors.New("watching live needs a Windows build with cgo")
