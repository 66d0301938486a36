// Package zipdir finds the files of a ZIP archive: by its index when it has
// one, and by looking for local headers when it has none, when it is cut, or
// when its index lies.
//
//	[prefix] ( local header · data · [descriptor] )*  central directory  [Zip64 end]  end record  [tail]
//
//	local header  "PK\3\4"  30 bytes + name + extra         central header "PK\1\2"  46 bytes + name + extra + comment
//	  4  version needed  u16                                  8  flags            u16
//	  6  flags           u16                                 10  method           u16
//	  8  method          u16                                 12  time, date       u16 u16
//	 10  time, date      u16 u16                             16  CRC-32           u32
//	 14  CRC-32          u32                                 20  compressed size  u32
//	 18  compressed size u32                                 24  size             u32
//	 22  size            u32                                 28  name, extra, comment length  3 × u16
//	 26  name length     u16                                 34  disk             u16
//	 28  extra length    u16                                 38  external attributes u32
//	                                                         42  local header at  u32
//
//	end record "PK\5\6" 22 bytes + comment: 4 disk u16, 10 entries u16, 12 size of index u32, 16 index at u32
//
// All numbers are little-endian, offsets count from the start of the archive,
// which may lie behind a prefix (a self-extracting program, or another archive
// whose files are found too).
//
// Nothing is believed: sizes and counts are claims, memory grows with what is
// really there and stays under Limits, and every byte of data belongs to one
// entry only. The layout is that of PKWARE's APPNOTE.TXT 6.3.10.
package zipdir

import (
	"errors"
	"io"
	"math"
)

// ErrNotZip tells that there is neither an index nor a single local header.
var ErrNotZip = errors.New("zip: no index and no local header")

// Limits bounds what one archive may cost.
type Limits struct {
	Entries int   // entries returned
	Index   int64 // bytes of the central directory read
}

// Flags of an entry.
const (
	FlagEncrypted  = 1 << 0
	FlagDescriptor = 1 << 3  // CRC and sizes follow the data
	FlagStrong     = 1 << 6  // PKWARE's certificate encryption
	FlagUTF8       = 1 << 11 // the name is UTF-8
	FlagMasked     = 1 << 13 // the local header hides its values
)

// Entry is one file or folder as the headers describe it.
type Entry struct {
	Name       []byte // raw; FlagUTF8 says whether it claims to be UTF-8
	Unicode    string // name of the Unicode path field, "" without one
	Flags      uint16
	Method     uint16
	Time       uint16 // DOS time of day
	CRC        uint32
	HasSizes   bool   // CRC and sizes below were stated somewhere
	Compressed uint64 // claim
	Size       uint64 // claim
	AES        AES    // set when Method is 99

	Header int64 // place of the local header
	Data   int64 // first byte of the data, 0 when the header is not there
	Limit  int64 // first byte behind the data that belongs to something else

	SameAs int  // index of the entry that owns the same data, or -1
	Cut    bool // the archive ends inside this entry
}

// AES is the content of the extra field 0x9901.
type AES struct {
	Version  uint16 // 1 or 2
	Strength byte   // 1, 2, 3: 128, 192, 256 bits
	Method   uint16 // the method below the encryption
}

// IsDir reports whether the entry is a folder: its name ends with a slash of
// either kind and it has no data.
func (e *Entry) IsDir() bool {
	n := len(e.Name)
	return n > 0 && (e.Name[n-1] == '/' || e.Name[n-1] == '\\') && e.Size == 0
}

// Directory is what was found.
type Directory struct {
	Entries  []Entry
	Indexed  bool   // found by the index; otherwise by a scan for local headers
	Claimed  uint64 // entries that the end record promises, 0 without one
	Limited  bool   // more entries than Limits.Entries
	IndexCut bool   // the index is damaged or larger than Limits.Index
	Disk     int    // number of the disk the end record is on; not 0: part of a split archive
	Spanned  bool   // begins with the mark of a split archive
	Tail     bool   // the archive ends inside an entry
	Unread   int64  // bytes in front that begin like an archive whose index is damaged
}

// Read finds the entries of the archive. Its error is ErrNotZip or what reading
// r said; damage is not an error.
func Read(r io.ReaderAt, size int64, limits Limits) (*Directory, error) {
	if limits.Entries <= 0 {
		limits.Entries = math.MaxInt32 / 8
	}
	if limits.Index <= 0 {
		limits.Index = math.MaxInt64
	}
	d := &Directory{Spanned: startsSpanned(r)}
	end, found := findEnd(r, size)
	if found {
		d.Claimed, d.Disk = end.entries, end.disk
		readIndex(r, end, limits, d)
		if locate(r, size, end, d) && !d.IndexCut && len(d.Entries) > 0 {
			d.Indexed = true
			claimRanges(d.Entries, end.start)
			return d, readBefore(r, end.base, limits, d)
		}
		if end.entries == 0 && end.pos == 0 {
			d.Indexed = true // an empty archive is nothing but its end record
			return d, nil
		}
	}
	return d, scan(r, size, limits, d)
}

// maxGlued bounds how many archives one file may hold, one behind the other.
const maxGlued = 32

// readBefore puts the entries of an archive that makes up the whole prefix, as
// where two archives were copied into one file, in front of the others.
func readBefore(r io.ReaderAt, size int64, limits Limits, d *Directory) error {
	for range maxGlued {
		if limits.Entries -= len(d.Entries); size <= 0 || limits.Entries <= 0 || !hasSig(r, 0, sigLocal) {
			return nil
		}
		prefix := io.NewSectionReader(r, 0, size)
		before := &Directory{}
		end, found := findEnd(prefix, size)
		if found {
			readIndex(prefix, end, limits, before)
		}
		if !found || !locate(prefix, size, end, before) || before.IndexCut || len(before.Entries) == 0 {
			d.Unread = size
			return nil
		}
		claimRanges(before.Entries, end.start)
		d.precede(before)
		size = end.base
	}
	return nil
}

// precede puts the entries of another archive in front.
func (d *Directory) precede(before *Directory) {
	for i := range d.Entries {
		if d.Entries[i].SameAs >= 0 {
			d.Entries[i].SameAs += len(before.Entries)
		}
	}
	d.Entries = append(before.Entries, d.Entries...)
	d.Claimed += uint64(len(before.Entries))
	d.Limited = d.Limited || before.Limited
}

func startsSpanned(r io.ReaderAt) bool {
	var head [4]byte
	n, _ := r.ReadAt(head[:], 0)
	return n == 4 && string(head[:]) == sigDescriptor
}
