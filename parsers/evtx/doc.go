// Package evtx reads Windows event logs (.evtx) as a stream, chunk by chunk.
//
// A file is a header and chunks; a chunk stands on its own and holds records
// together with the names and templates that they use. All numbers are
// little-endian; offsets inside a chunk count from the start of the chunk.
//
//	file      4096 bytes header, then chunks of 65536 bytes
//	  0   8   "ElfFile\0"                 8  8  oldest chunk
//	  16  8   current chunk               24 8  next record number
//	  36  2   minor version (1, 2)        38 2  major version (3)
//	  42  2   chunk count                 120 4 flags: 1 dirty, 2 full, 4 no CRC
//	  124 4   CRC-32 of bytes 0…119
//
//	chunk     512 bytes header, then records
//	  0   8   "ElfChnk\0"                 8  16 first and last record number
//	  24  16  first and last record id    44 4  offset of the last record
//	  48  4   end of the used bytes       52 4  CRC-32 of the used bytes from 512
//	  120 4   flags: 4 no CRC             124 4 CRC-32 of bytes 0…119, 128…511
//
//	record    (multiple of 8)
//	  0   4   2A 2A 00 00                 4  4  size
//	  8   8   record number               16 8  FILETIME written
//	  24      binary XML, padding         -4 4  size again
//
// The record is a stream of tokens. Nearly always it is one template instance:
// the template holds the XML with numbered holes, the instance the values for
// them. A value of type 0x21 is again such a stream, as a rule the payload.
//
//	00 end   01/41 open element   02 end of start tag   03 end of empty element
//	04 end element   05/45 text   06/46 attribute   07/47 CDATA   08/48 character
//	09/49 entity   0A 0B processing instruction   0C template instance
//	0D normal and 0E optional substitution   0F fragment header
//
// How it is read: a template is compiled once per chunk into a flat program
// (compile.go) and a plan that says for each System field whether it is
// constant or which value holds it (system.go). Counting a record takes the
// plan alone; only a record that the sink wants runs the program (run.go).
// Nothing of a chunk is kept when the next one comes, because templates refer
// to names by their place in the chunk.
//
// The header counters are not trusted, since a log copied from a running
// computer has old ones: the file is walked to its end. Problems that come back:
//
//	no-log, empty-file             the name of a log, and nothing of one
//	header-magic, header-checksum, header-version   the file header; nothing lost
//	log-dirty                      copied while it was open; nothing lost
//	chunk-magic, chunk-zeroed      a chunk that should hold records does not
//	chunk-header-checksum          the header of a chunk was changed
//	chunk-checksum                 the records of a chunk were changed
//	record-damaged                 a record, or the place of one, cannot be read
//	truncated                      the file ends before its content does
//	trailing-bytes                 bytes after the last chunk that are no log
//
// Sources: libyal, "Windows XML Event Log (EVTX) format"; MS-EVEN6 2.2.12 (the
// grammar) and 3.1.4.7 (when an element is left out).
package evtx
