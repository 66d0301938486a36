// Package xmlwalk goes through a small XML file of unknown origin, element by
// element, without building a tree and without trusting it: a document type is
// refused, because only it can define entities that grow or that read files;
// depth, size and text are bounded; the declared encoding is ignored, because
// the text has been decoded already and collected files are often re-saved in
// another encoding than they declare.
package xmlwalk

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/textenc"
)

// Bounds of one file.
const (
	MaxSize  = 16 << 20 // of the text
	maxDepth = 64
	maxText  = 64 << 10 // of one element
)

// ErrDoctype says that the file has a document type definition.
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

// frame is an element that has not ended yet.
type frame struct {
	attrs []xml.Attr
	text  strings.Builder
	line  int
}

// Walk calls visit for every element when it ends, so children come before
// their parents. It returns the error that ended the reading early: ErrDoctype,
// a syntax error with its line, or that of src. The elements that are open then
// are visited too.
func Walk(ctx context.Context, src io.Reader, visit func(Element)) error {
	w := &walker{visit: visit}
	err := w.walk(ctx, src)
	for len(w.open) > 0 {
		w.close(err != nil)
	}
	return err
}

// walker remembers the elements that have not ended yet.
type walker struct {
	visit func(Element)
	path  []string
	open  []*frame
}

// close visits the innermost open element.
func (w *walker) close(cut bool) {
	last := len(w.open) - 1
	f := w.open[last]
	w.visit(Element{Path: w.path, Attrs: f.attrs, Text: strings.TrimSpace(f.text.String()), Line: f.line, Cut: cut})
	w.path, w.open = w.path[:last], w.open[:last]
}

func (w *walker) walk(ctx context.Context, src io.Reader) error {
	dec := xml.NewDecoder(io.LimitReader(textenc.NewReader(ctx, src), MaxSize))
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		token, err := dec.RawToken()
		line, _ := dec.InputPos()
		switch {
		case errors.Is(err, io.EOF) && len(w.open) == 0:
			return nil
		case errors.Is(err, io.EOF):
			return evidence.Failed("xml/element-cut", "line", line)
		case err != nil:
			return err
		}
		if err := w.token(token, line); err != nil {
			return err
		}
	}
}

func (w *walker) token(token xml.Token, line int) error {
	switch t := token.(type) {
	case xml.Directive:
		if strings.HasPrefix(strings.ToUpper(string(t)), "DOCTYPE") {
			return ErrDoctype
		}
	case xml.StartElement:
		if len(w.open) == maxDepth {
			return evidence.Failed("xml/depth-at", "line", line, "limit", maxDepth)
		}
		w.path = append(w.path, t.Name.Local)
		w.open = append(w.open, &frame{attrs: t.Copy().Attr, line: line})
	case xml.CharData:
		if len(w.open) > 0 {
			addText(w.open[len(w.open)-1], t)
		}
	case xml.EndElement:
		if len(w.open) == 0 || w.path[len(w.path)-1] != t.Name.Local {
			return evidence.Failed("xml/end-tag", "line", line, "name", t.Name.Local)
		}
		w.close(false)
	}
	return nil
}

func addText(f *frame, text []byte) {
	if room := maxText - f.text.Len(); len(text) > room {
		text = text[:room]
	}
	f.text.Write(text)
}
