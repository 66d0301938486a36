package evtx

import "hybriddiag/evidence"

// flattener turns the stream of elements of one event into its fields:
//
//	<EventData><Data Name="a">x</Data><Data>y</Data>    a=x, =y
//	<UserData><E><A b="x">y</A><A>z</A></E>             A@b=x, A=y, A=z
//	<RenderingInfo><Message>                            the message
//
// Text is collected in one buffer, so that an event's values take one
// allocation together.
type flattener struct {
	buf     []byte
	fields  []field
	open    []element
	breaks  []int // where the items of an array begin, after the first
	message span
}

// span is a part of flattener.buf.
type span struct{ from, to int }

type field struct {
	name string
	span
}

// element is an element that is open. Level 0 is Event, level 1 its section.
type element struct {
	name     string
	dataName string // the Name of a Data element
	text     int    // where its text begins
	breaks   int    // how many breaks there were before it
	children bool
	omitted  bool // its content was an array without items
}

func (f *flattener) reset() {
	f.buf, f.fields, f.open, f.breaks = f.buf[:0], f.fields[:0], f.open[:0], f.breaks[:0]
	f.message = span{}
}

func (f *flattener) start(name string) {
	if n := len(f.open); n > 0 {
		f.open[n-1].children = true
	}
	f.open = append(f.open, element{name: name, text: len(f.buf), breaks: len(f.breaks)})
}

// attribute takes Element@Attribute; its value was just appended from an
// offset of the buffer on.
func (f *flattener) attribute(name string, from int) {
	top := &f.open[len(f.open)-1]
	value := span{from, len(f.buf)}
	top.text = len(f.buf)
	switch {
	case len(f.open) < 3 || f.section() == "RenderingInfo":
	case name == dataName && f.isData():
		top.dataName = string(f.buf[value.from:value.to])
	default:
		f.fields = append(f.fields, field{name, value})
	}
}

// end closes the innermost element; a leaf becomes a field.
func (f *flattener) end() {
	level := len(f.open) - 1
	top := f.open[level]
	switch {
	case level < 2 || top.children || top.omitted:
	case f.section() == "RenderingInfo":
		if top.name == "Message" {
			f.message = span{top.text, len(f.buf)}
		}
	case f.isData():
		f.leaf(top, top.dataName)
	case level == 2 && top.name == "Binary" && top.text == len(f.buf):
	default:
		f.leaf(top, top.name)
	}
	f.breaks = f.breaks[:top.breaks]
	f.open = f.open[:level]
}

// leaf adds one field, or one for each item of an array.
func (f *flattener) leaf(e element, name string) {
	from := e.text
	for _, at := range f.breaks[e.breaks:] {
		f.fields = append(f.fields, field{name, span{from, at}})
		from = at
	}
	f.fields = append(f.fields, field{name, span{from, len(f.buf)}})
}

// section is the child of Event that is open.
func (f *flattener) section() string { return f.open[1].name }

// isData reports whether the innermost element is a Data of EventData.
func (f *flattener) isData() bool {
	return len(f.open) == 3 && f.open[2].name == "Data" && f.section() == "EventData"
}

// finish hands the fields and the message over to an event.
func (f *flattener) finish(ev *evidence.Event) {
	text := string(f.buf)
	ev.Message = text[f.message.from:f.message.to]
	if len(f.fields) == 0 {
		return
	}
	ev.Data = make([]evidence.Field, len(f.fields))
	for i, field := range f.fields {
		ev.Data[i] = evidence.Field{Name: field.name, Value: text[field.from:field.to]}
	}
}
