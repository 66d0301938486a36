package etl

import (
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
	"hybriddiag/parsers/etl/internal/etwtmpl"
)

// payloadName is the name under which a payload that nobody can decode is
// mentioned.
const payloadName = "EventPayload"

// decoder turns kept records into events.
type decoder struct {
	clock   func(int64) time.Time
	library *etwtmpl.Library
	guids   map[winfmt.GUID]string // spelled already
	short   int                    // payloads that ended before their template
	opaque  int                    // payloads without a template
}

// decoded is an event with the values of its payload before anything is hidden.
type decoded struct {
	event    *evidence.Event
	guid     winfmt.GUID
	template *etwtmpl.Template
	values   []etwtmpl.Value
}

// header builds the event without its payload.
func (d *decoder) header(r *record) *evidence.Event {
	e := &evidence.Event{
		Kind: r.kind, Version: uint8(r.version), Level: r.level, Opcode: r.opcode, Task: r.task, Keywords: r.keywords,
		Time: d.clock(r.clock), ProcessID: r.processID, ThreadID: r.threadID, Processor: r.processor,
		Locator: evidence.Locator{Offset: r.offset},
	}
	if !r.timed {
		e.Time = time.Time{}
	}
	switch {
	case r.isKernel():
		e.Provider.Name, e.Provider.GUID = kernelClass(r.group)
		e.Group = groupText(r.group)
	case r.kind == evidence.KindEvent:
		e.EventID = uint32(r.id)
		e.Provider = evidence.Provider{Name: d.library.ProviderName(r.guid), GUID: d.guid(r.guid)}
		e.ActivityID, e.RelatedActivityID = guidText(r.activity), r.relatedActivity()
		e.UserSID = winfmt.SID(r.item(itemSID))
	default:
		e.Provider = evidence.Provider{Name: d.library.ProviderName(r.guid), GUID: d.guid(r.guid)}
		e.Group = e.Provider.GUID
		if r.kind == evidence.KindWPP {
			e.MessageNumber = r.id
		}
	}
	return e
}

// guid spells the GUID of a provider or class; the zero GUID is "".
func (d *decoder) guid(g winfmt.GUID) string {
	text, ok := d.guids[g]
	if !ok {
		text = guidText(g)
		if len(d.guids) < maxKeys {
			d.guids[g] = text
		}
	}
	return text
}

// decode builds the event with its values.
func (d *decoder) decode(r *record) decoded {
	out := decoded{event: d.header(r), guid: r.guid}
	switch {
	case r.kind == evidence.KindWPP:
		out.values = payload(r)
	case r.kind == evidence.KindEvent && r.item(itemSchema) != nil:
		d.traceLogging(r, &out)
	case r.kind == evidence.KindEvent && r.flags&eventStringOnly != 0:
		text := winfmt.UTF16Z(r.data)
		out.values = []etwtmpl.Value{{Name: "String", Text: text, Bytes: r.data, Kind: etwtmpl.KindText}}
	default:
		d.byTemplate(r, &out)
	}
	return out
}

func (d *decoder) traceLogging(r *record, out *decoded) {
	t, _ := etwtmpl.ParseTraceLogging(r.item(itemSchema)) // what is readable of a damaged schema still counts
	result := t.Decode(r.data, r.pointer)
	d.taken(result)
	out.template, out.values = t, result.Values
	out.event.Message = t.Event
}

func (d *decoder) byTemplate(r *record, out *decoded) {
	t, result, ok := d.library.Decode(templateKey(r), r.data, r.pointer)
	if !ok {
		if r.isKernel() || len(r.data) == 0 {
			return
		}
		d.opaque++
		out.values = payload(r)
		return
	}
	d.taken(result)
	out.template, out.values = t, result.Values
}

func (d *decoder) taken(result etwtmpl.Result) {
	if result.Short {
		d.short++
	}
}

func templateKey(r *record) etwtmpl.Key {
	key := etwtmpl.Key{GUID: r.guid, ID: r.id, Version: uint8(r.version)}
	switch {
	case r.isProcess():
		return etwtmpl.Key{GUID: processClass(), ID: uint16(r.opcode), Version: uint8(r.version)}
	case r.kind != evidence.KindEvent:
		key.ID, key.MOF = uint16(r.opcode), true
	}
	return key
}

// payload mentions a payload without showing it.
func payload(r *record) []etwtmpl.Value {
	if len(r.data) == 0 {
		return nil
	}
	return []etwtmpl.Value{{Name: payloadName, Text: notShown(len(r.data)), Bytes: r.data}}
}

// forReports masks what is secret and completes the event. It comes after
// forStory, because the values are gone then.
func (d *decoder) forReports(in decoded) *evidence.Event {
	maskValues(in.guid, in.values)
	in.event.Data = fields(in.values)
	if in.template != nil && in.template.Message != "" {
		in.event.Message = in.template.Render(in.values, func(name string) *etwtmpl.Map { return d.library.Map(in.guid, name) })
	}
	return in.event
}

// forStory returns the event as the TLS story needs it: whole, and with the
// pointer size, which only the record knows.
func (d *decoder) forStory(in decoded, r *record) *evidence.Event {
	e := *in.event
	e.Data = append(fields(in.values), evidence.Field{Name: "Is32Bit", Value: is32Bit(r)})
	return &e
}

func is32Bit(r *record) string {
	if r.pointer == 4 {
		return "true"
	}
	return "false"
}

func fields(values []etwtmpl.Value) []evidence.Field {
	if len(values) == 0 {
		return nil
	}
	out := make([]evidence.Field, len(values), len(values)+1)
	for i, v := range values {
		out[i] = evidence.Field{Name: v.Name, Value: v.Text}
	}
	return out
}
