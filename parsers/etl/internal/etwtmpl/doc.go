// Package etwtmpl decodes the payload of trace events: bytes in, named values
// out. A [Template] is the list of properties that a provider declared for one
// event; it comes from one of three places:
//
//	TRACE_EVENT_INFO   metadata that a merge put into the trace   ParseEventInfo
//	TraceLogging       a schema that travels with each event      ParseTraceLogging
//	facts/*.txt        what well-known providers declare          Library
//
// Metadata in a trace is foreign text: every offset is checked, struct members
// may not nest deeper than 8, and one event gives at most 4096 values.
//
// A value is written as Windows writes it: numbers in decimal, hexadecimal types
// and pointers as 0x…, GUIDs in lower case with braces, FILETIME and SYSTEMTIME
// as ISO 8601, socket addresses as address:port, binary as 0x… in capitals.
// Mapped values stay numbers, as in the XML view of Event Viewer; [Template.Render]
// uses the names of the map. An HRESULT stays a number too.
//
// Source: tdh.h of the Windows SDK (types and structures), TraceLoggingProvider.h
// (schema blob).
package etwtmpl
