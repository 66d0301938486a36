package evtx

import (
	"strconv"
	"strings"
	"time"

	"hybriddiag/internal/winfmt"
)

// item is one thing that the System element says.
type item uint8

const (
	itemProvider item = iota
	itemProviderGUID
	itemSourceName
	itemEventID
	itemQualifiers
	itemVersion
	itemLevel
	itemTask
	itemOpcode
	itemKeywords
	itemTime
	itemRecordID
	itemActivityID
	itemRelatedActivityID
	itemProcessID
	itemThreadID
	itemProcessorID
	itemChannel
	itemComputer
	itemUserSID
	itemCount
)

// isGUID reports whether an item is a GUID, whatever its value's type.
func (it item) isGUID() bool {
	return it == itemProviderGUID || it == itemActivityID || it == itemRelatedActivityID
}

// itemAt names the items by their place below System.
func itemAt(path string) (item, bool) {
	switch path {
	case "Provider@Name":
		return itemProvider, true
	case "Provider@Guid":
		return itemProviderGUID, true
	case "Provider@EventSourceName":
		return itemSourceName, true
	case "EventID":
		return itemEventID, true
	case "EventID@Qualifiers":
		return itemQualifiers, true
	case "Version":
		return itemVersion, true
	case "Level":
		return itemLevel, true
	case "Task":
		return itemTask, true
	case "Opcode":
		return itemOpcode, true
	case "Keywords":
		return itemKeywords, true
	case "TimeCreated@SystemTime":
		return itemTime, true
	case "EventRecordID":
		return itemRecordID, true
	case "Correlation@ActivityID":
		return itemActivityID, true
	case "Correlation@RelatedActivityID":
		return itemRelatedActivityID, true
	case "Execution@ProcessID":
		return itemProcessID, true
	case "Execution@ThreadID":
		return itemThreadID, true
	case "Execution@ProcessorID":
		return itemProcessorID, true
	case "Channel":
		return itemChannel, true
	case "Computer":
		return itemComputer, true
	case "Security@UserID":
		return itemUserSID, true
	}
	return 0, false
}

// system is the plan of a program's System element: where each item comes from.
// With it a record can be counted without running the program.
type system struct {
	from  int32 // the step that opens System, or none
	items [itemCount]source
}

// source is where an item comes from: a value, or text that is always the same.
// Several parts in a row, which no known log has, are joined.
type source struct {
	slot  int32 // none: text is constant
	text  string
	num   uint64 // the constant text as a number
	parts []op   // more than one part
}

// planSystem finds the System element of a program and plans it.
func planSystem(p *program) *system {
	s := &system{from: none}
	for i := range s.items {
		s.items[i].slot = none
	}
	var path []string
	for i := int32(0); int(i) < len(p.ops); i++ {
		o := &p.ops[i]
		switch o.kind {
		case opOpen:
			path = append(path, o.name)
			if len(path) == 2 && o.name == "System" && s.from == none {
				s.from = i
			}
		case opClose:
			path = path[:len(path)-1]
			if s.from != none && len(path) == 1 {
				return s
			}
		case opAttr:
			if s.from != none {
				s.set(o.name, p.ops[i+1:o.skip])
			}
			i = o.skip - 1
		case opText, opSlot:
			if s.from != none && len(path) == 3 {
				parts := p.ops[i:endOfParts(p.ops, i)]
				s.set(path[2], parts)
				i += int32(len(parts)) - 1
			}
		}
	}
	return s
}

// endOfParts returns the first step from i on that is no part.
func endOfParts(ops []op, i int32) int32 {
	for int(i) < len(ops) && (ops[i].kind == opText || ops[i].kind == opSlot) {
		i++
	}
	return i
}

// set records the source of the item at a path. The first one counts.
func (s *system) set(path string, parts []op) {
	it, ok := itemAt(path)
	if !ok || len(parts) == 0 {
		return
	}
	src := &s.items[it]
	if src.slot != none || src.text != "" || src.parts != nil {
		return
	}
	switch {
	case len(parts) > 1:
		src.parts = parts
	case parts[0].kind == opSlot:
		src.slot = parts[0].slot
	default:
		src.text = parts[0].text
		src.num = parseNumber(src.text)
		if it.isGUID() {
			src.text = winfmt.NormalGUID(src.text)
		}
	}
}

// parseNumber reads a decimal or 0x number; other text is 0.
func parseNumber(s string) uint64 {
	s = strings.TrimSpace(s)
	base := 10
	if hex, ok := strings.CutPrefix(strings.ToLower(s), "0x"); ok {
		s, base = hex, 16
	}
	n, err := strconv.ParseUint(s, base, 64)
	if err != nil {
		return 0
	}
	return n
}

// systemReader reads items of one record.
type systemReader struct {
	d    *decoder
	plan *system
	vals []value
}

// value returns the value behind an item, or false when it is constant.
func (r systemReader) value(src *source) (value, bool) {
	if src.slot == none || int(src.slot) >= len(r.vals) {
		return value{}, false
	}
	return r.vals[src.slot], true
}

// joined returns the text of a source of several parts, as long as the budget
// allows.
func (r systemReader) joined(src *source) string {
	r.d.scratch = r.d.scratch[:0]
	for i := range src.parts {
		if !r.d.spend(1) || !r.d.spendText(len(r.d.scratch)) {
			break
		}
		r.d.scratch = r.d.appendPart(r.d.scratch, &src.parts[i], r.vals)
	}
	return string(r.d.scratch)
}

func (r systemReader) text(it item) string {
	src := &r.plan.items[it]
	if src.parts != nil {
		return r.joined(src)
	}
	v, ok := r.value(src)
	if !ok {
		return src.text
	}
	switch raw := r.d.bytes(v); v.typ {
	case typeNull:
		return ""
	case typeString:
		text := r.d.names.intern(trimNUL16(raw))
		if it.isGUID() {
			return winfmt.NormalGUID(text)
		}
		return text
	case typeGUID:
		return r.d.guid(raw)
	default:
		r.d.scratch = appendValue(r.d.scratch[:0], v.typ, raw)
		return string(r.d.scratch)
	}
}

func (r systemReader) number(it item) uint64 {
	src := &r.plan.items[it]
	if src.parts != nil {
		return parseNumber(r.joined(src))
	}
	v, ok := r.value(src)
	switch {
	case !ok:
		return src.num
	case v.typ == typeNull:
		return 0
	case v.typ == typeString || v.typ == typeANSI:
		return parseNumber(r.text(it))
	}
	return unsigned(r.d.bytes(v))
}

func (r systemReader) time(it item) time.Time {
	src := &r.plan.items[it]
	if v, ok := r.value(src); ok && src.parts == nil {
		switch raw := r.d.bytes(v); v.typ {
		case typeFileTime:
			return winfmt.FileTime(unsigned(raw))
		case typeSystemTime:
			t, _ := winfmt.SystemTime(raw)
			return t
		}
	}
	t, err := time.Parse(time.RFC3339Nano, strings.TrimSpace(r.text(it)))
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}

// guid writes a GUID; the few of providers recur and are kept.
func (d *decoder) guid(raw []byte) string {
	if len(raw) != 16 {
		return ""
	}
	key := [16]byte(raw)
	if s, ok := d.guids[key]; ok {
		return s
	}
	s := winfmt.GUIDFrom(raw).String()
	if len(d.guids) < maxInterned {
		d.guids[key] = s
	}
	return s
}
