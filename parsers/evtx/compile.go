package evtx

import (
	"strings"

	"hybriddiag/evidence"
)

const (
	tokenEnd        = 0x00
	tokenOpen       = 0x01
	tokenCloseStart = 0x02
	tokenCloseEmpty = 0x03
	tokenEndElement = 0x04
	tokenText       = 0x05
	tokenAttribute  = 0x06
	tokenCDATA      = 0x07
	tokenCharRef    = 0x08
	tokenEntityRef  = 0x09
	tokenPITarget   = 0x0a
	tokenPIData     = 0x0b
	tokenInstance   = 0x0c
	tokenNormal     = 0x0d
	tokenOptional   = 0x0e
	tokenFragment   = 0x0f
	tokenMore       = 0x40 // flag: more of the kind follows

	fragmentSize = 4
	maxOpen      = 256 // elements open at once
	noDependency = 0xffff

	dataName = "Data@Name"
)

// compiler turns tokens into the steps of a program.
type compiler struct {
	d    *decoder
	pos  int
	end  int
	dep  bool    // elements carry a dependency id: only in template definitions
	from int     // where the program begins in decoder.ops
	open []int32 // steps of the elements that are open
	attr int32   // step of the attribute whose value is being read, or none
	text int32   // step of the text that may be continued, or none
}

// compile reads the content of data[pos:end] up to its end token. It returns
// the program and the position after the content. A program with an error holds
// what came before the error, properly closed.
func (d *decoder) compile(pos, end int, dep bool) (program, int) {
	c := &d.compiler
	*c = compiler{d: d, pos: pos, end: end, dep: dep, from: len(d.ops), open: c.open[:0], attr: none, text: none}
	err := c.content()
	for len(c.open) > 0 {
		c.close()
	}
	return program{ops: d.ops[c.from:len(d.ops):len(d.ops)], err: err}, c.pos
}

func (c *compiler) content() error {
	for c.pos < c.end {
		if !c.d.spend(1) || len(c.d.ops) > maxOps {
			return errBudget
		}
		token := c.d.data[c.pos] &^ tokenMore
		if token == tokenEnd {
			c.pos++
			return nil
		}
		if err := c.token(token); err != nil {
			return err
		}
		if len(c.open) == 0 && token != tokenFragment && !c.dep {
			return nil // a direct element ends with itself
		}
	}
	if len(c.open) > 0 {
		return c.fail("binxml/not-closed")
	}
	return nil
}

func (c *compiler) token(token byte) error {
	switch token {
	case tokenOpen:
		return c.openElement()
	case tokenAttribute:
		return c.attribute()
	case tokenCloseStart:
		c.endValue()
		c.pos++
		return nil
	case tokenCloseEmpty, tokenEndElement:
		if len(c.open) == 0 {
			return c.fail("binxml/not-open")
		}
		c.close()
		c.pos++
		return nil
	case tokenNormal, tokenOptional:
		return c.slot()
	case tokenFragment:
		c.pos += fragmentSize
		return nil
	case tokenText:
		return c.literal(2)
	case tokenCDATA:
		return c.literal(1)
	case tokenCharRef:
		return c.charRef()
	case tokenEntityRef:
		return c.entityRef()
	case tokenPITarget:
		_, err := c.name()
		return err
	case tokenPIData:
		_, err := c.chars(1)
		return err
	}
	return c.fail("binxml/token", "found", evidence.Hex(c.d.data[c.pos]))
}

func (c *compiler) openElement() error {
	if len(c.open) == maxOpen {
		return c.fail("binxml/depth")
	}
	c.endValue()
	dep := int32(none)
	more := c.d.data[c.pos]&tokenMore != 0
	if c.dep {
		if c.pos+3 > c.end {
			return c.fail("binxml/element-cut")
		}
		if id := le.Uint16(c.d.data[c.pos+1:]); id != noDependency {
			dep = int32(id)
		}
		c.pos += 2
	}
	c.pos += 4 // the element's size; its end token says the same
	name, err := c.name()
	if err != nil {
		return err
	}
	if more {
		c.pos += 4 // the size of the attribute list
	}
	c.open = append(c.open, int32(len(c.d.ops)))
	c.emit(op{kind: opOpen, name: localName(name), dep: dep})
	return nil
}

func (c *compiler) attribute() error {
	if len(c.open) == 0 {
		return c.fail("binxml/attribute")
	}
	c.endValue()
	name, err := c.name()
	if err != nil {
		return err
	}
	element := c.d.ops[c.open[len(c.open)-1]].name
	c.attr = int32(len(c.d.ops))
	c.emit(op{kind: opAttr, name: c.d.names.join(element, name)})
	return nil
}

// endValue ends the value of an attribute, if one is being read. Namespace
// declarations carry nothing and are dropped.
func (c *compiler) endValue() {
	c.text = none
	if c.attr == none {
		return
	}
	at := c.attr
	c.attr = none
	_, name, _ := strings.Cut(c.d.ops[at].name, "@")
	if name == "xmlns" || strings.HasPrefix(name, "xmlns:") {
		c.d.ops = c.d.ops[:at]
		return
	}
	c.d.ops[at].skip = c.next()
}

// next is the number of the step to come, counted from the program's first.
func (c *compiler) next() int32 { return int32(len(c.d.ops) - c.from) }

// close ends the innermost element.
func (c *compiler) close() {
	c.endValue()
	at := c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
	if data, ok := c.dataElement(at); ok {
		c.d.ops = append(c.d.ops[:at], data)
		return
	}
	c.emit(op{kind: opClose})
	c.d.ops[at].skip = c.next()
}

// dataElement folds the usual child of EventData, just closed, into one step:
// <Data>part</Data> or <Data Name="constant">part</Data>.
func (c *compiler) dataElement(at int32) (op, bool) {
	element := c.d.ops[at]
	if element.name != "Data" || len(c.open) == 0 || c.d.ops[c.open[len(c.open)-1]].name != "EventData" {
		return op{}, false
	}
	folded := op{kind: opData, slot: none, dep: element.dep}
	rest := c.d.ops[at+1:]
	if len(rest) >= 2 && rest[0].name == dataName && rest[0].kind == opAttr && rest[1].kind == opText &&
		int(rest[0].skip) == int(at)-c.from+3 {
		folded.name = rest[1].text
		rest = rest[2:]
	}
	switch {
	case len(rest) == 0:
	case len(rest) == 1 && rest[0].kind == opText:
		folded.text = rest[0].text
	case len(rest) == 1 && rest[0].kind == opSlot:
		folded.slot = rest[0].slot
	default:
		return op{}, false
	}
	return folded, true
}

func (c *compiler) slot() error {
	if c.pos+4 > c.end {
		return c.fail("binxml/substitution-cut")
	}
	c.text = none
	c.emit(op{kind: opSlot, slot: int32(le.Uint16(c.d.data[c.pos+1:]))})
	c.pos += 4
	return nil
}

// addText appends constant text, joining it with text that stands right before.
func (c *compiler) addText(s string) {
	if c.text != none {
		joined := &c.d.ops[c.text].text
		if !c.d.spendText(len(*joined)) {
			return
		}
		*joined += s
		return
	}
	c.text = int32(len(c.d.ops))
	c.emit(op{kind: opText, text: s})
}

func (c *compiler) emit(o op) { c.d.ops = append(c.d.ops, o) }
