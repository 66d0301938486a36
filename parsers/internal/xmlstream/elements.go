package xmlstream

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/textenc"
)

// maxSize bounds the text that Elements reads.
const maxSize = 16 << 20

// ErrDoctype says that the file has a document type definition: only there can
// entities be defined that grow or that read files.
var ErrDoctype = evidence.Failed("doctype-refused")

// Element is one element, given when it ends.
type Element struct {
	Path  []string // local names from the root to the element; valid during the call
	Attrs []xml.Attr
	Text  string // its own text, trimmed
	Line  int    // of its start tag
	Cut   bool   // the text ended, or could not be read, before its end tag
}

// Name returns the local name of the element.
func (e Element) Name() string { return e.Path[len(e.Path)-1] }

// Elements decodes the text of src and calls visit for every element when it
// ends, so children come before their parents. It returns the error that ended
// the reading early: ErrDoctype, where the content is broken, or that of src. The
// elements that are open then are visited too.
func Elements(ctx context.Context, src io.Reader, visit func(Element)) error {
	w := &elements{visit: visit}
	err := w.read(newDecoder(io.LimitReader(textenc.NewReader(ctx, src), maxSize)))
	for len(w.open) > 0 {
		w.close(err != nil)
	}
	return err
}

// elements remembers the elements that have not ended yet.
type elements struct {
	visit func(Element)
	path  []string
	open  []*frame
}

// frame is an element that has not ended yet.
type frame struct {
	attrs []xml.Attr
	text  text
	line  int
}

func (w *elements) read(dec *decoder) error {
	err := dec.each(w.take)
	if err == nil && len(w.open) > 0 {
		line, _ := dec.xml.InputPos()
		err = &SyntaxError{line, evidence.Failed("xml/element-cut")}
	}
	var broken *SyntaxError
	if errors.As(err, &broken) {
		return evidence.Failed("xml/line", "line", broken.Line, "error", broken.Err)
	}
	return err
}

func (w *elements) take(token xml.Token, line int) error {
	switch t := token.(type) {
	case xml.Directive:
		if strings.HasPrefix(strings.ToUpper(string(t)), "DOCTYPE") {
			return ErrDoctype
		}
	case xml.StartElement:
		w.path = append(w.path, t.Name.Local)
		w.open = append(w.open, &frame{attrs: t.Copy().Attr, line: line})
	case xml.CharData:
		if len(w.open) > 0 {
			w.open[len(w.open)-1].text.add(t)
		}
	case xml.EndElement:
		if len(w.open) == 0 || w.path[len(w.path)-1] != t.Name.Local {
			return &SyntaxError{line, evidence.Failed("xml/end-tag", "name", t.Name.Local)}
		}
		w.close(false)
	}
	return nil
}

// close visits the innermost open element.
func (w *elements) close(cut bool) {
	last := len(w.open) - 1
	f := w.open[last]
	w.visit(Element{Path: w.path, Attrs: f.attrs, Text: f.text.trimmed(), Line: f.line, Cut: cut})
	w.path, w.open = w.path[:last], w.open[:last]
}
