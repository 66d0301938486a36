package logwriter

import "time"

// Providers of a trace of the scenario InternetClient.
const (
	webIOProvider = "{50b3e73c-9370-461d-bb9f-26f32d68887d}"
	dnsProvider   = "{1c95126e-7eea-49a9-a3fe-a378b03ddb4d}"
	ndisProvider  = "{2ed6006e-4729-4609-b423-3ee7bcd678ef}"
)

// Connection is one TLS attempt of a process through WinHTTP, as the provider
// WebIO writes it down.
type Connection struct {
	At        time.Time // of the first event; the others follow by the millisecond
	Processor uint16
	ProcessID uint32
	ThreadID  uint32
	Narrow    bool   // a 32-bit process
	Old       bool   // Windows 7 and Server 2008 R2: version 0 of the events
	Handle    uint64 // pointer of the connection
	Host      string
	URL       string
	Mask      uint32 // EnabledProtocols
	Sent      []byte // bytes of the ClientHello; nil leaves out the verbose events
	Received  []byte // bytes of the answer
	Status    uint32 // what InitializeSecurityContext returned in the end
}

// Statuses of a handshake that goes on, and of WebIO's fields.
const (
	continueNeeded = 0x00090312
	contextFlags   = 0x8112
)

// Records returns the events of the attempt.
func (c Connection) Records() []TraceRecord {
	records := []TraceRecord{
		c.event(17, 0, 4, 0, c.payload().Pointer(c.Handle+0x100).U64(7).Pointer(c.Handle+0x200).U64(8).
			ANSI("POST").Text(c.URL).U16(1).U16(1).U32(0)),
		c.event(104, 0, 4, 2, c.payload().Pointer(c.Handle+0x100).Pointer(c.Handle+0x300).Pointer(c.Handle)),
		c.acquire(728, 1),
		c.acquire(729, 2),
		c.securityContext(700, 1, 0),
	}
	if c.Sent != nil {
		records = append(records, c.event(705, 0, 5, 0, c.context().Pointer(c.Handle+0x400).
			U32(uint32(len(c.Sent))).Raw(c.Sent...)))
	}
	records = append(records, c.securityContext(703, 2, continueNeeded))
	if c.Received != nil {
		records = append(records, c.event(704, 0, 5, 0, c.context().Pointer(c.Handle+0x500).
			U32(uint32(len(c.Received))).U32(0).Raw(c.Received...)))
	}
	records = append(records, c.securityContext(703, 2, c.Status))
	for i := range records {
		records[i].Time = c.At.Add(time.Duration(i) * time.Millisecond)
	}
	return records
}

func (c Connection) payload() Payload { return Payload{Narrow: c.Narrow} }

// context begins the payload of the events about a security context.
func (c Connection) context() Payload { return c.payload().Pointer(c.Handle).U64(0).U64(0x11) }

func (c Connection) acquire(id uint16, opcode uint8) TraceRecord {
	version := uint8(1)
	p := c.payload().Pointer(c.Handle).U32(c.Mask).Pointer(0).U16(0)
	if c.Old {
		version = 0
	} else {
		p = p.U32(0)
	}
	return c.event(id, version, 4, opcode, p.U64(0).U64(uint64(opcode-1)<<16).U32(0))
}

func (c Connection) securityContext(id uint16, opcode uint8, status uint32) TraceRecord {
	return c.event(id, 0, 4, opcode, c.context().U64(0).U64(0x22).Text(c.Host).U32(contextFlags).
		Pointer(0).U32(0).U32(0).U32(0).Pointer(c.Handle+0x400).U32(uint32(len(c.Sent))).U32(status))
}

func (c Connection) event(id uint16, version, level, opcode uint8, p Payload) TraceRecord {
	const verboseAndSecurity = 0x8000_0020_0000_0000
	return TraceRecord{
		Processor: c.Processor, ProcessID: c.ProcessID, ThreadID: c.ThreadID, Payload: p.Bytes,
		Header: EventHeader{
			Provider: webIOProvider, ID: id, Version: version, Channel: 16, Level: level, Opcode: opcode,
			Keywords: verboseAndSecurity, Narrow: c.Narrow,
		},
	}
}

// Lookup returns the event of a finished DNS query.
func Lookup(at time.Time, pid uint32, name string, status uint32, results string) TraceRecord {
	const typeA, options = 1, 0x40026000
	return TraceRecord{
		Time: at, ProcessID: pid,
		Header:  EventHeader{Provider: dnsProvider, ID: 3008, Channel: 16, Level: 4, Keywords: 1 << 63},
		Payload: Payload{}.Text(name).U32(typeA).U64(options).U32(status).Text(results).Bytes,
	}
}

// Frame returns the event of a captured Ethernet frame.
func Frame(at time.Time, processor uint16, sent bool, frame []byte) TraceRecord {
	const ethernetWholePacket = 0xC000_0001 | 0x400_0000_0000
	const miniport = 12
	keywords := uint64(ethernetWholePacket | 0x2_0000_0000)
	if sent {
		keywords = ethernetWholePacket | 0x1_0000_0000
	}
	return TraceRecord{
		Time: at, Processor: processor,
		Header:  EventHeader{Provider: ndisProvider, ID: 1001, Channel: 16, Level: 4, Keywords: keywords},
		Payload: Payload{}.U32(miniport).U32(miniport).U32(uint32(len(frame))).Raw(frame...).Bytes,
	}
}

// Process returns the rundown record of a process that was there when the trace
// ended: version 4 of the kernel's class Process.
func Process(at time.Time, pid, parent uint32, image, commandLine string) TraceRecord {
	const group, dcEnd, directoryTable = 0x03, 0x04, 0x1AD000
	p := Payload{}.Pointer(0xFFFF_8000_0000_0000 | uint64(pid)<<12).U32(pid).U32(parent).U32(0).U32(0x103).
		Pointer(directoryTable).U32(0)
	// A TOKEN_USER before the SID it points to, here LocalSystem.
	p = p.Pointer(0xFFFF_9000_0001_2340).U64(0).Raw(1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0)
	return TraceRecord{
		Time: at, ProcessID: pid, Header: SystemHeader{Version: 4, Group: group, Type: dcEnd},
		Payload: p.ANSI(image).Text(commandLine).Text("").Text("").Bytes, // no package, no application id
	}
}
