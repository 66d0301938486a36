package evtx

import "hybriddiag/evidence"

// Limits that no honest chunk comes near. They bound what one chunk of 64 KiB
// can cost, since a template can be used over and over.
const (
	stepBudget = 1 << 18 // tokens compiled and steps run
	textBudget = 4 << 20 // bytes of text made
	maxOps     = 1 << 16 // steps of all programs together
	maxNesting = 32      // binary XML inside values of binary XML
)

var errBudget = evidence.Failed("record/budget")

// decoder decodes the binary XML of one chunk at a time. What it keeps between
// chunks are strings and buffers; it has no tie to the file, so that chunks can
// be decoded side by side, each with its own decoder.
type decoder struct {
	data      []byte // the chunk
	ops       []op   // steps of all programs of the chunk
	keep      int    // how many of them belong to templates
	templates map[uint32]*template
	values    []value
	names     names
	guids     map[[16]byte]string
	steps     int
	textLeft  int
	compiler  compiler
	flat      flattener
	scratch   []byte
}

func newDecoder() *decoder {
	return &decoder{
		templates: map[uint32]*template{},
		names:     newNames(),
		guids:     map[[16]byte]string{},
	}
}

// reset begins a new chunk.
func (d *decoder) reset(data []byte) {
	d.data = data
	d.ops, d.keep = d.ops[:0], 0
	clear(d.templates)
	d.steps, d.textLeft = stepBudget, textBudget
}

func (d *decoder) spend(steps int) bool {
	d.steps -= steps
	return d.steps >= 0
}

func (d *decoder) spendText(bytes int) bool {
	d.textLeft -= bytes
	return d.textLeft >= 0
}

// bytes returns the content of a value.
func (d *decoder) bytes(v value) []byte { return d.data[v.off : int(v.off)+int(v.size)] }
