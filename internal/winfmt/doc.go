// Package winfmt turns the small binary values that Windows formats share into
// the text and times that Windows tools show. All values are little-endian.
//
//	value       bytes  meaning
//	FILETIME    8      100 ns units since 1601-01-01 00:00 UTC
//	SYSTEMTIME  16     u16 year, month, weekday, day, hour, minute, second, ms
//	GUID        16     u32, u16, u16, 8 bytes
//	SID         8+4n   u8 revision, u8 n, 6-byte big-endian authority, n × u32
//	string      2n     UTF-16, with or without a closing NUL
//
// No function panics on short or senseless input: a value that cannot be read
// comes back as the zero value, and the caller decides what that means.
//
// Source: MS-DTYP 2.3.3 (FILETIME), 2.3.13 (SYSTEMTIME), 2.3.4 (GUID),
// 2.4.2 (SID).
package winfmt
