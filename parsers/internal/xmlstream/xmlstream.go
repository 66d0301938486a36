// Package xmlstream reads XML of foreign origin element by element with bounded
// memory: without a root element if need be, with entities left as they are,
// and with a limit on nesting and on text without any tag.
package xmlstream

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"hybriddiag/evidence"
)

// Bounds of what is accepted or kept.
const (
	maxDepth = 200
	maxPlain = 4 << 20  // bytes without '<'
	maxText  = 64 << 10 // text kept of one element
)

// Handler gets the elements of a document in their order.
type Handler interface {
	// Start is called where an element begins; line is 1-based.
	Start(name string, attrs []xml.Attr, line int)
	// End is called where it ends, with the trimmed text that stands directly
	// before that, which is the whole text of an element without children.
	End(name, text string, line int)
}

// SyntaxError tells where a document stops being readable. What stands before
// it was handed to the Handler.
type SyntaxError struct {
	Line int
	Err  error
}

// Error implements error.
func (e *SyntaxError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Walk reads UTF-8 text to its end, whatever encoding its declaration names.
// It returns a *SyntaxError for broken content and the reader's own errors.
func Walk(r io.Reader, h Handler) error {
	guard := &plainGuard{r: r}
	dec := xml.NewDecoder(guard)
	dec.Strict = false
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	w := walker{dec: dec, guard: guard, h: h}
	for {
		token, err := dec.RawToken()
		if err == nil {
			err = w.take(token)
		}
		if err != nil {
			return w.classify(err)
		}
	}
}

type walker struct {
	dec   *xml.Decoder
	guard *plainGuard
	h     Handler
	depth int
	text  strings.Builder
}

func (w *walker) take(token xml.Token) error {
	line, _ := w.dec.InputPos()
	switch t := token.(type) {
	case xml.StartElement:
		if w.depth++; w.depth > maxDepth {
			return &SyntaxError{line, evidence.Failed("xml/depth", "limit", maxDepth)}
		}
		w.text.Reset()
		w.h.Start(t.Name.Local, t.Attr, line)
	case xml.EndElement:
		w.depth = max(w.depth-1, 0)
		w.h.End(t.Name.Local, strings.TrimSpace(w.text.String()), line)
		w.text.Reset()
	case xml.CharData:
		if room := maxText - w.text.Len(); room > 0 {
			w.text.Write(t[:min(len(t), room)])
		}
	}
	return nil
}

// classify makes a SyntaxError of what the decoder says about content, and
// nothing of a document that just ends.
func (w *walker) classify(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	var syntax *xml.SyntaxError
	if !errors.As(err, &syntax) {
		return w.foreign(err)
	}
	if syntax.Msg == "unexpected EOF" && w.depth == 0 {
		return nil
	}
	return &SyntaxError{syntax.Line, errors.New(syntax.Msg)}
}

// foreign tells an error of the reader from the words that the decoder has for
// a declaration it does not like.
func (w *walker) foreign(err error) error {
	var own *SyntaxError
	if w.guard.failed || errors.As(err, &own) {
		return err
	}
	line, _ := w.dec.InputPos()
	return &SyntaxError{line, err}
}

// plainGuard ends a text that goes on too long without a tag: the decoder
// would hold all of it at once.
type plainGuard struct {
	r      io.Reader
	plain  int
	failed bool // the reader gave an error other than its end
}

// Read implements io.Reader.
func (g *plainGuard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	g.failed = err != nil && err != io.EOF
	if i := bytes.LastIndexByte(p[:n], '<'); i >= 0 {
		g.plain = n - i
	} else if g.plain += n; g.plain > maxPlain {
		return n, &SyntaxError{0, evidence.Failed("xml/no-tag", "limit", maxPlain)}
	}
	return n, err
}
