package logwriter

import (
	"fmt"
	"strconv"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
)

// namespace is the event schema's.
const namespace = "http://schemas.microsoft.com/win/2004/08/events/event"

// event writes the binary XML of a record.
func (c *chunk) event(number uint64, r *Record) error {
	c.fragment()
	if r.Forwarded || r.Message != "" {
		if err := c.element(forwarded(number, r), false); err != nil {
			return err
		}
		c.u8(tokEnd)
		return nil
	}
	root, err := templated(number, r)
	if err != nil {
		return err
	}
	if err := c.instance(root); err != nil {
		return err
	}
	c.u8(tokEnd)
	return nil
}

// recordID is the EventRecordID of the XML.
func (r *Record) recordID(number uint64) uint64 {
	if r.RecordID != 0 {
		return r.RecordID
	}
	return number
}

// templated is the event as the template of its System part: the computer is
// always literal text, and so are provider and channel of a classic source.
func templated(number uint64, r *Record) (*element, error) {
	activity, err := guidValue(r.ActivityID)
	if err != nil {
		return nil, err
	}
	related, err := guidValue(r.RelatedActivityID)
	if err != nil {
		return nil, err
	}
	user, err := sidValue(r.UserSID)
	if err != nil {
		return nil, err
	}
	provider, channel, err := origin(r)
	if err != nil {
		return nil, err
	}
	payload, err := payload(r)
	if err != nil {
		return nil, err
	}
	system := elem("System",
		provider,
		with(elem("EventID", fill16(uint16(r.EventID))), "Qualifiers", optional(kindUint16, qualifiers(r))),
		elem("Version", required(uint8Value(r.Version))),
		elem("Level", required(uint8Value(r.Level))),
		elem("Task", fill16(r.Task)),
		elem("Opcode", required(uint8Value(r.Opcode))),
		elem("Keywords", required(hex64Value(r.Keywords))),
		with(elem("TimeCreated"), "SystemTime", required(timeValue(r.Time))),
		elem("EventRecordID", required(uint64Value(r.recordID(number)))),
		with(elem("Correlation"), "ActivityID", optional(kindGUID, activity), "RelatedActivityID", optional(kindGUID, related)),
		with(elem("Execution"), "ProcessID", required(uint32Value(r.ProcessID)), "ThreadID", required(uint32Value(r.ThreadID))),
		elem("Channel", channel),
		elem("Computer", text(r.Computer)),
		with(elem("Security"), "UserID", optional(kindSID, user)),
	)
	root := with(elem("Event", system), "xmlns", text(namespace))
	if payload != nil {
		root.content = append(root.content, required(payload))
	}
	return root, nil
}

// isClassic reports whether an event comes from a source without a manifest.
func isClassic(e *evidence.Event) bool {
	if e.Provider.GUID != "" {
		return false
	}
	for _, f := range e.Data {
		if f.Name != "" && f.Name != "Binary" {
			return false
		}
	}
	return true
}

func origin(r *Record) (provider *element, channel item, err error) {
	if isClassic(&r.Event) && r.UserData == nil {
		return with(elem("Provider"), "Name", text(r.Provider.Name)), text(r.Channel), nil
	}
	id, err := guidValue(r.Provider.GUID)
	if err != nil {
		return nil, nil, err
	}
	provider = with(elem("Provider"), "Name", required(stringValue(r.Provider.Name)), "Guid", optional(kindGUID, id))
	if r.Provider.SourceName != "" {
		with(provider, "EventSourceName", text(r.Provider.SourceName))
	}
	return provider, required(stringValue(r.Channel)), nil
}

// qualifiers is NULL for manifest events without any, as Windows writes it.
func qualifiers(r *Record) value {
	if r.Qualifiers == 0 && !isClassic(&r.Event) {
		return null
	}
	return uint16Value(r.Qualifiers)
}

// payload is EventData or UserData with its own template, or nil.
func payload(r *Record) (value, error) {
	switch {
	case r.UserData != nil:
		child, err := userElement(r.UserData)
		return xmlValue{elem("UserData", child)}, err
	case len(r.Data) == 0:
		return nil, nil
	case isClassic(&r.Event):
		return classicData(r.Data)
	}
	data := elem("EventData")
	for _, f := range r.Data {
		if err := checkText(f.Value); err != nil {
			return nil, err
		}
		data.content = append(data.content, with(elem("Data", required(fieldValue(f.Value))), "Name", text(f.Name)))
	}
	return xmlValue{data}, nil
}

// classicData is one array of strings, repeated by the reader as Data elements,
// and the binary data if there is any.
func classicData(fields []evidence.Field) (value, error) {
	var list []string
	var err error
	bin := value(null)
	for _, f := range fields {
		if f.Name == "" {
			list = append(list, f.Value)
		} else if bin, err = binaryValue(f.Value); err != nil {
			return nil, err
		}
	}
	slot := optional(kindBinary, bin)
	binary := elem("Binary", slot)
	binary.needs = slot
	return xmlValue{elem("EventData", elem("Data", required(stringsValue(list))), binary)}, nil
}

// userElement keeps the structure as template and makes the texts values.
func userElement(e *Element) (*element, error) {
	out := elem(e.Name)
	for _, a := range e.Attrs {
		if err := checkText(a.Value); err != nil {
			return nil, err
		}
		if a.Name == "xmlns" {
			with(out, a.Name, text(a.Value))
			continue
		}
		with(out, a.Name, required(fieldValue(a.Value)))
	}
	if e.Text != "" {
		if err := checkText(e.Text); err != nil {
			return nil, err
		}
		out.content = append(out.content, required(fieldValue(e.Text)))
	}
	for _, c := range e.Children {
		child, err := userElement(c)
		if err != nil {
			return nil, err
		}
		out.content = append(out.content, child)
	}
	return out, nil
}

// elem makes an element of its content.
func elem(name string, content ...item) *element {
	return &element{name: name, content: content}
}

// with adds attributes, given as name and value in turn.
func with(e *element, pairs ...any) *element {
	for i := 0; i+1 < len(pairs); i += 2 {
		e.attrs = append(e.attrs, attribute{pairs[i].(string), pairs[i+1]})
	}
	return e
}

func required(v value) *slot           { return &slot{value: v, typ: v.kind()} }
func optional(typ byte, v value) *slot { return &slot{value: v, typ: typ, optional: true} }
func fill16(v uint16) *slot            { return required(uint16Value(v)) }
func decimal(v uint64) text            { return text(strconv.FormatUint(v, 10)) }
func hexText(v uint64) text            { return text(fmt.Sprintf("0x%x", v)) }
func stamp(r *Record) text             { return text(winfmt.FormatTime(r.Time)) }
