// Package xmlstream reads XML of foreign origin with bounded memory, without
// building a tree and without trusting it: nesting and text are bounded, and no
// entity is ever expanded.
//
// Walk hands out where elements begin and end, and takes what consoles and logs
// write: fragments without a root, and entities that nobody declared. Elements
// hands out whole elements with their path, and takes nothing but well-formed
// files without a document type.
package xmlstream

import (
	"encoding/xml"
	"io"
)

// Handler gets the elements of a document in their order.
type Handler interface {
	// Start is called where an element begins; line is 1-based.
	Start(name string, attrs []xml.Attr, line int)
	// End is called where it ends, with the trimmed text that stands directly
	// before that, which is the whole text of an element without children.
	End(name, text string, line int)
}

// Walk reads UTF-8 text to its end. It returns a *SyntaxError for broken content
// and the reader's own errors.
func Walk(r io.Reader, h Handler) error {
	dec := newDecoder(r)
	dec.xml.Strict = false
	var last text // since the last tag
	return dec.each(func(token xml.Token, line int) error {
		switch t := token.(type) {
		case xml.StartElement:
			last.Reset()
			h.Start(t.Name.Local, t.Attr, line)
		case xml.EndElement:
			h.End(t.Name.Local, last.trimmed(), line)
			last.Reset()
		case xml.CharData:
			last.add(t)
		}
		return nil
	})
}
