// Package etl reads event-trace files (.etl) of Windows 7 and later.
//
// A file is a run of buffers without a file header. Each buffer says itself how
// long it is; in merged files every one has another size and none is aligned.
// The first record of the first buffer describes the trace ([LogFile]).
//
//	buffer (72 bytes, little-endian as everything here)
//	00 u32 BufferSize     bytes in the file, with this header
//	10 i64 TimeStamp      when it was flushed
//	18 i64 SequenceNumber
//	28 u16 processor      the low byte only, unless flag 20 is set
//	30 u32 Offset         end of the records; of the unpacked buffer when flag 40 is set
//	34 u16 BufferFlag     02 events lost, 04 buffers lost, 20 wide processor index, 40 compressed
//	36 u16 BufferType     4 = the first one
//	48     records, each 8-byte aligned; FF bytes after the last one
//
// A record starts with a marker word whose top byte is C0 (its third byte is the
// header type), or 90 for a WPP message:
//
//	01/02 system 32/64    20 bytes  size at +4
//	03/04 compact 32/64   18 bytes  size at +4
//	10/11 perfinfo 32/64  10 bytes  size at +4
//	0A/14 classic 32/64   30 bytes  size at +0
//	0B/15 instance 32/64  48 bytes  size at +0
//	12/13 event 32/64     50 bytes  size at +0, then extended items if flag 1
//	90    WPP message      8 bytes  size at +0, then the parts its flags name
//
// The pointer size belongs to the record, not to the file: a 32-bit process on
// 64-bit Windows writes 4-byte pointers.
//
// The way of the data:
//
//	io.Reader ─► bufferReader ─► walk ─► counts ─► wanted? ─► merger ─► decoder ─► story, Sink
//	              one buffer     records   all       few      by time    templates
//
// What is wrong with a file never ends the reading: an implausible buffer header
// is stepped over up to the next plausible one, a bad record costs the rest of
// its own buffer only. Such things come back as parsers.Problem with the codes
// buffer-header, buffer-data, record, truncated, no-log-header, not-finalized.
//
// Sources: phnt ntwmi.h (structure names), MS-XCA 2.3 (compression), the Windows
// SDK's evntrace.h, evntcons.h and tdh.h; offsets confirmed on real traces.
package etl
