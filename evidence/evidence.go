// Package evidence holds the words that parsers and the engine share: what a
// collected file can tell about a server, and where it says so.
//
// A parser turns bytes into Events (something happened at a time), Settings
// (how something is configured), Certificates and Products, and into Coverage:
// what the file could have shown. Coverage is what keeps "absent" (we looked,
// it is not there) apart from "not collected" (nobody looked).
//
// The package depends on the standard library only and holds no behaviour
// beyond small helpers on its own values.
package evidence

import (
	"strings"
	"time"
)

// Locator is the way back to the raw thing inside one file. Only the fields
// that make sense for the file are set.
type Locator struct {
	RecordID    uint64 `json:"record_id,omitempty"`
	Line        int    `json:"line,omitempty"`         // 1-based
	Offset      int64  `json:"offset,omitempty"`       // bytes from the start of the file
	RegistryKey string `json:"registry_key,omitempty"` // as the source spells it
}

// Provider names the component that wrote an event. Classic sources have no
// GUID; SourceName is the EventSourceName of a manifest provider that stands in
// for a classic source.
type Provider struct {
	Name       string
	GUID       string // lower case with braces, "" when unknown
	SourceName string
}

// Field is one name/value pair of an event. Classic events have empty names.
// A value is the string that Event Viewer's XML view shows.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Kind tells what an Event was in its source.
type Kind string

// The kinds of the contract for records, and three of our own for what a text log
// or the joined TLS story holds.
const (
	KindEvent    Kind = "event" // event-log record, manifest or TraceLogging event
	KindSystem   Kind = "system"
	KindCompact  Kind = "compact"
	KindPerfInfo Kind = "perfinfo"
	KindClassic  Kind = "classic"
	KindInstance Kind = "instance"
	KindWPP      Kind = "wpp"
	KindLine     Kind = "line" // entry of a text log; Provider.Name is the log's name
	KindText     Kind = "text" // text that a person pasted: no time, no host, source and id only where a heading names them
	KindTLS      Kind = "tls"  // one connection of the TLS story; Provider.Name is "tls"
)

// Event is one thing that happened, in the words of the Windows event schema.
// The line of a text log and a joined TLS connection are Events too.
type Event struct {
	Kind              Kind
	Provider          Provider
	EventID           uint32
	Qualifiers        uint16
	Version           uint8
	Level             uint8 // 1 critical, 2 error, 3 warning, 4 information, 5 verbose, 0 not set
	Task              uint16
	Opcode            uint8
	Keywords          uint64
	Time              time.Time // UTC; zero when the source has none
	LocalTime         bool      // Time is the wall clock of an unknown zone, in the location Wall
	RecordID          uint64
	ActivityID        string
	RelatedActivityID string
	ProcessID         uint32
	ThreadID          uint32
	Processor         uint16
	Channel           string
	Computer          string
	UserSID           string
	Group             string // trace kinds: group or message GUID
	MessageNumber     uint16 // WPP
	Data              []Field
	Message           string // rendered text, if the source had one
	Damaged           bool   // read from a damaged place
	Locator           Locator
}

// Get returns the value of the field of that name (compared without case) and
// whether it is there.
func (e *Event) Get(name string) (string, bool) {
	for i := range e.Data {
		if strings.EqualFold(e.Data[i].Name, name) {
			return e.Data[i].Value, true
		}
	}
	return "", false
}

// Text returns what a person would read: the rendered message if there is one,
// and the insertion strings, each on its own line.
func (e *Event) Text() string {
	if len(e.Data) == 0 {
		return e.Message
	}
	var b strings.Builder
	b.WriteString(e.Message)
	for _, f := range e.Data {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(f.Value)
	}
	return b.String()
}

// Setting is a piece of state without a timeline: a registry value, an element
// of a configuration file, a line of console output.
//
// Key is a path with backslashes. The first element names the world:
//
//	HKLM\…, HKCU\…, HKU\…, HKCR\…    registry, in Windows' own spelling
//	config\<file>\<element path>      XML configuration, e.g. config\machine.config\system.net\defaultProxy\proxy
//	adsync\<cmdlet>                   Get-ADSync* output, e.g. adsync\Get-ADSyncScheduler
//	netsh\winhttp                     netsh winhttp show proxy
//	trust\<agent>                     TrustSettings.xml of an agent
//	service\<service name>            services lists
//	program\<display name>            installed programs
//	host                              facts about the computer itself
//	hotfix                            one setting per installed update
type Setting struct {
	Key       string
	Name      string // value name; "" is a key's default value
	Type      string // REG_DWORD, REG_SZ, …; "" outside the registry
	Value     string // dword and qword in decimal, multi-strings joined by \n, binary in hex
	Absent    bool   // the source says in words that the value is not there
	LastWrite time.Time
	Locator   Locator
}

// Certificate is one certificate of a dump or of a certificate file.
type Certificate struct {
	Store         string // "LocalMachine\My", "LocalMachine\Root", "LocalMachine\CA", "CurrentUser\My" or ""
	Thumbprint    string // SHA-1, upper-case hex without blanks
	SHA256        string
	Serial        string
	Subject       string
	Issuer        string
	NotBefore     time.Time
	NotAfter      time.Time
	HasPrivateKey string // "true", "false" or "" when the source does not say
	Locator       Locator
}

// Product is an installed product as a source shows it. ID is that of the table
// in package products, e.g. "entra-connect".
type Product struct {
	ID      string
	Version string // four-part, "" when only the presence is known
	Time    time.Time
	Locator Locator
	Why     Note // the words that prove it, shown as evidence
}

// Coverage is one thing that a source could have shown. Of the settings below
// Root it speaks of those that the sink wanted.
//
//	registry   Root is a key: everything below it was exported
//	setting    Root is a key of another world, e.g. adsync\Get-ADSyncScheduler
//	channel    Root is a channel (or a log's name), From/To the span it holds
//	store      Root is a certificate store, e.g. LocalMachine\My
type Coverage struct {
	Kind     CoverageKind
	Root     string
	From, To time.Time
	Partial  bool // the source is cut or damaged: it proves presence, not absence
	// Unclear are settings of which nothing is proved: the source shows them only
	// in part.
	Unclear []Unclear `json:",omitempty"`
}

// Unclear is a setting whose key or name is cut, as a console does. Whether it is
// one that begins so stays open.
type Unclear struct {
	Key  string // the start of the key; the whole key where there is a Name
	Name string // the start of the name
}

// CoverageKind names what a Coverage is about.
type CoverageKind string

// The kinds of coverage.
const (
	CoversRegistry CoverageKind = "registry"
	CoversSetting  CoverageKind = "setting"
	CoversChannel  CoverageKind = "channel"
	CoversStore    CoverageKind = "store"
)
