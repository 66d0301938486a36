package etwtmpl

// InType is how a value lies in the payload (TDH_INTYPE).
type InType uint16

// The types of manifests, of TraceLogging (translated) and of MOF classes.
const (
	Null          InType = 0
	UnicodeString InType = 1
	AnsiString    InType = 2
	Int8          InType = 3
	UInt8         InType = 4
	Int16         InType = 5
	UInt16        InType = 6
	Int32         InType = 7
	UInt32        InType = 8
	Int64         InType = 9
	UInt64        InType = 10
	Float         InType = 11
	Double        InType = 12
	Boolean       InType = 13 // 4 bytes
	Binary        InType = 14
	GUID          InType = 15
	Pointer       InType = 16 // 4 or 8 bytes, by record
	FileTime      InType = 17
	SystemTime    InType = 18
	SID           InType = 19
	HexInt32      InType = 20
	HexInt64      InType = 21

	ManifestCountedString     InType = 22 // u16 length in bytes first
	ManifestCountedAnsiString InType = 23
	Struct                    InType = 24 // TraceLogging only; elsewhere a flag
	ManifestCountedBinary     InType = 25

	CountedString             InType = 300
	CountedAnsiString         InType = 301
	ReversedCountedString     InType = 302 // big-endian length
	ReversedCountedAnsiString InType = 303
	NonNullString             InType = 304 // the rest of the payload
	NonNullAnsiString         InType = 305
	UnicodeChar               InType = 306
	AnsiChar                  InType = 307
	SizeT                     InType = 308
	HexDump                   InType = 309 // u32 length first
	WbemSID                   InType = 310 // two pointers, then a SID
)

// OutType is how a value is to be shown (TDH_OUTTYPE).
type OutType uint16

// The few out-types that change the text.
const (
	OutDefault  OutType = 0
	OutString   OutType = 1
	OutBoolean  OutType = 13
	OutHex      OutType = 18 // stands for 16 to 19, hex of any width
	OutPort     OutType = 22
	OutIPv4     OutType = 23
	OutIPv6     OutType = 24
	OutSockAddr OutType = 25
	OutNTStatus OutType = 31
	OutHResult  OutType = 32
	OutUTF8     OutType = 35
)

// hex reports whether the out-type asks for hexadecimal.
func (o OutType) hex() bool {
	return o >= 15 && o <= 19 || o == OutNTStatus || o == OutHResult
}

// text reports whether the out-type asks for characters.
func (o OutType) text() bool { return o == OutString || o == OutUTF8 || o == 28 || o == 34 }

// fixedSize is the size of a type that always takes the same room, 0 for all
// others.
func (t InType) fixedSize(pointer int) int {
	switch t {
	case Int8, UInt8, AnsiChar:
		return 1
	case Int16, UInt16, UnicodeChar:
		return 2
	case Int32, UInt32, Float, Boolean, HexInt32:
		return 4
	case Int64, UInt64, Double, HexInt64, FileTime:
		return 8
	case GUID, SystemTime:
		return 16
	case Pointer, SizeT:
		return pointer
	}
	return 0
}

// Property is one declared value of an event. LengthOf and CountOf name another
// property that holds the number, -1 if none does.
type Property struct {
	Name        string
	In          InType
	Out         OutType
	Map         string // name of the map of the value, "" if it has none
	Length      int    // in characters or bytes; 0: the type tells it
	LengthOf    int
	Array       bool
	Count       int
	CountOf     int
	CountInline bool  // a u16 count stands before the elements
	Members     []int // of a struct: indexes into Template.Properties
}

// Template is what a provider declared for one event.
type Template struct {
	Provider   string
	Event      string // TraceLogging: the name of the event
	Message    string // with %1, %2 … for the top-level properties
	Properties []Property
	Top        int // the first Top properties are the payload, the rest are members
}

// ValueKind tells numbers, GUIDs, times and addresses from what can carry any
// content.
type ValueKind uint8

// The kinds of values.
const (
	KindPlain ValueKind = iota
	KindText
	KindBinary
)

// Value is one decoded value. Index is the top-level property it belongs to.
type Value struct {
	Name   string
	Text   string
	Number uint64 // integers, for maps and lengths
	Bytes  []byte // where it lay in the payload
	Kind   ValueKind
	Index  int
}
