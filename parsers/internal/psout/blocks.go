package psout

import (
	"strings"

	"hybriddiag/parsers/internal/textenc"
)

// Bounds of one block: more is left out.
const (
	maxProperties = 200
	maxValue      = 64 << 10
)

// Property is one `Name : Value` of a block.
type Property struct {
	Name, Value string
	Line        int
}

// Block is one object of a Format-List output.
type Block struct {
	Line       int // of its first property
	Properties []Property
}

// Get returns the value of the first of these properties that the block has;
// names are compared without case.
func (b *Block) Get(names ...string) string {
	for _, name := range names {
		for i := range b.Properties {
			if strings.EqualFold(b.Properties[i].Name, name) {
				return b.Properties[i].Value
			}
		}
	}
	return ""
}

// Has reports whether the block has one of these properties.
func (b *Block) Has(names ...string) bool {
	for _, name := range names {
		for i := range b.Properties {
			if strings.EqualFold(b.Properties[i].Name, name) {
				return true
			}
		}
	}
	return false
}

// Blocks reads Format-List output. A property starts at the first column; an
// indented line continues the value before it, also over blank lines, because
// event messages hold them. A block ends with a blank line before a property,
// or when a property comes twice.
type Blocks struct {
	lines *textenc.Lines
	next  *Property // read already, first of the next block
	block Block
	value strings.Builder // of the last property, while it grows
	done  bool
}

// NewBlocks returns the blocks of a text.
func NewBlocks(lines *textenc.Lines) *Blocks { return &Blocks{lines: lines} }

// Block returns the current block, valid until Next.
func (b *Blocks) Block() *Block { return &b.block }

// Next moves to the next block with at least one property.
func (b *Blocks) Next() bool {
	b.block = Block{}
	if b.next != nil {
		b.add(*b.next)
		b.next = nil
	}
	blank := 0
	for !b.done {
		if !b.lines.Next() {
			b.done = true
			break
		}
		text := b.lines.Bytes()
		if len(strings.TrimSpace(string(text))) == 0 {
			blank++
			continue
		}
		property, ok := parseProperty(b.lines)
		switch {
		case !ok && len(b.block.Properties) > 0:
			b.extend(strings.Repeat("\n", blank+1) + strings.TrimSpace(string(text)))
		case ok && len(b.block.Properties) > 0 && (blank > 0 || b.block.Has(property.Name)):
			b.next = &property
			b.settle()
			return true
		case ok:
			b.add(property)
		}
		blank = 0
	}
	b.settle()
	return len(b.block.Properties) > 0
}

func (b *Blocks) add(p Property) {
	b.settle()
	if len(b.block.Properties) == 0 {
		b.block.Line = p.Line
	}
	if len(b.block.Properties) < maxProperties {
		b.block.Properties = append(b.block.Properties, p)
		b.value.WriteString(p.Value)
	}
}

// extend continues the value of the last property.
func (b *Blocks) extend(text string) {
	if b.value.Len()+len(text) <= maxValue {
		b.value.WriteString(text)
	}
}

// settle stores the value that has grown.
func (b *Blocks) settle() {
	if n := len(b.block.Properties); n > 0 {
		b.block.Properties[n-1].Value = strings.TrimLeft(b.value.String(), "\n")
	}
	b.value.Reset()
}

// maxName is the longest property name that is taken for one.
const maxName = 80

// parseProperty reads `Name : Value` at the first column. Format-List always
// puts a blank before the colon; values that start their own line do not.
func parseProperty(lines *textenc.Lines) (Property, bool) {
	text := lines.Text()
	if text == "" || text[0] == ' ' || text[0] == '\t' {
		return Property{}, false
	}
	name, value, ok := strings.Cut(text, " :")
	if !ok || len(name) > maxName || strings.ContainsAny(name, ":=") {
		return Property{}, false
	}
	if value != "" && value[0] != ' ' {
		return Property{}, false
	}
	return Property{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value), Line: lines.Number()}, true
}
