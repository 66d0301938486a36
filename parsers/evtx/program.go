package evtx

// A program is the compiled form of an element with all that is in it: the
// XML's shape as a flat list of steps, holes where a value goes.
type program struct {
	ops    []op
	err    error // where the compiler had to stop; ops hold what came before
	system *system
}

type opKind uint8

const (
	opOpen  opKind = iota // an element begins
	opClose               // the innermost element ends
	opAttr                // an attribute; its value is the parts up to skip
	opText                // part: constant text
	opSlot                // part: a value of the instance
	opData                // a whole <Data Name="…">part</Data> of EventData
)

// op is one step. Names are interned, so that equal names are one string.
type op struct {
	kind opKind
	name string // opOpen: element; opAttr: Element@Attribute; opData: the Name
	text string // opText, opData: constant text
	slot int32  // opSlot, opData: index of the value, or none
	dep  int32  // opOpen, opData: left out when this value is NULL, or none
	skip int32  // opOpen: the step after its opClose; opAttr: after its parts
}

const none = -1

// value is one value of a template instance, by its place in the chunk.
type value struct {
	off  int32
	size uint16
	typ  uint8
}

// isNull reports whether there is no value of that index.
func isNull(vals []value, index int32) bool {
	return int(index) >= len(vals) || vals[index].typ == typeNull
}
