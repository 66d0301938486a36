package eventxml

import (
	"strconv"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
)

// errCut says that the text of an event ends before the event does.
var errCut = evidence.Failed("event-xml/cut")

// decode turns one fragment into an event. It returns an event together with an
// error when only a part could be read, and no event when even the System part
// says nothing.
func decode(f fragment) (*evidence.Event, error) {
	root, err := tree(string(f.text))
	if root == nil {
		return nil, err
	}
	ev := &evidence.Event{Kind: evidence.KindEvent}
	if system := root.child("System"); system != nil {
		readSystem(ev, system)
	} else if err == nil {
		err = evidence.Failed("event-xml/no-system")
	}
	readData(ev, root)
	ev.Message = root.child("RenderingInfo").child("Message").value()
	ev.Locator = evidence.Locator{RecordID: ev.RecordID, Line: f.line}
	if err != nil && ev.Provider.Name == "" && ev.EventID == 0 {
		return nil, err
	}
	return ev, err
}

// readSystem fills in the header words.
func readSystem(ev *evidence.Event, sys *node) {
	provider := sys.child("Provider")
	ev.Provider = evidence.Provider{
		Name:       provider.attr("Name"),
		GUID:       winfmt.NormalGUID(provider.attr("Guid")),
		SourceName: provider.attr("EventSourceName"),
	}
	id := sys.child("EventID")
	ev.EventID = uint32(number(id.value(), 32)) & 0xFFFF
	ev.Qualifiers = uint16(number(id.attr("Qualifiers"), 16))
	ev.Version = uint8(number(sys.child("Version").value(), 8))
	ev.Level = uint8(number(sys.child("Level").value(), 8))
	ev.Task = uint16(number(sys.child("Task").value(), 16))
	ev.Opcode = uint8(number(sys.child("Opcode").value(), 8))
	ev.Keywords = number(sys.child("Keywords").value(), 64)
	ev.Time = parseTime(sys.child("TimeCreated").attr("SystemTime"))
	ev.RecordID = number(sys.child("EventRecordID").value(), 64)
	ev.ActivityID = winfmt.NormalGUID(sys.child("Correlation").attr("ActivityID"))
	ev.RelatedActivityID = winfmt.NormalGUID(sys.child("Correlation").attr("RelatedActivityID"))
	ev.ProcessID = uint32(number(sys.child("Execution").attr("ProcessID"), 32))
	ev.ThreadID = uint32(number(sys.child("Execution").attr("ThreadID"), 32))
	ev.Processor = uint16(number(sys.child("Execution").attr("ProcessorID"), 16))
	ev.Channel = sys.child("Channel").value()
	ev.Computer = sys.child("Computer").value()
	ev.UserSID = sys.child("Security").attr("UserID")
}

// readData fills in the payload, in the order of the text.
func readData(ev *evidence.Event, root *node) {
	if data := root.child("EventData"); data != nil {
		for _, c := range data.children {
			switch c.name {
			case "Data":
				ev.Data = append(ev.Data, evidence.Field{Name: c.attr("Name"), Value: c.text})
			case "Binary":
				if c.value() != "" {
					ev.Data = append(ev.Data, evidence.Field{Name: c.name, Value: c.value()})
				}
			default:
				flatten(ev, c)
			}
		}
	}
	if user := root.child("UserData"); user != nil {
		for _, c := range user.children {
			flatten(ev, c)
		}
	}
}

// flatten appends the attributes of an element as Element@attr, and the element
// itself when it is a leaf.
func flatten(ev *evidence.Event, n *node) {
	for _, a := range n.attrs {
		if a.name != "xmlns" && !strings.HasPrefix(a.name, "xmlns:") {
			ev.Data = append(ev.Data, evidence.Field{Name: n.name + "@" + local(a.name), Value: a.value})
		}
	}
	if len(n.children) == 0 {
		ev.Data = append(ev.Data, evidence.Field{Name: n.name, Value: n.text})
	}
	for _, c := range n.children {
		flatten(ev, c)
	}
}

// number reads a decimal or 0x number of at most that many bits; 0 when it is
// neither.
func number(s string, bits int) uint64 {
	s, base := strings.TrimSpace(s), 10
	if hex, ok := strings.CutPrefix(strings.ToLower(s), "0x"); ok {
		s, base = hex, 16
	}
	n, err := strconv.ParseUint(s, base, bits)
	if err != nil {
		return 0
	}
	return n
}

// parseTime reads a SystemTime. It is UTC by the schema; with an offset the
// offset counts.
func parseTime(s string) time.Time {
	s = strings.TrimSpace(s)
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return t.UTC()
	}
	if t, err := time.Parse("2006-01-02T15:04:05.999999999", s); err == nil {
		return t
	}
	return time.Time{}
}
