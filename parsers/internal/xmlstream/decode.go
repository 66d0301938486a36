package xmlstream

import (
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
	maxToken = 4 << 20  // bytes of one tag, text or comment
	maxText  = 64 << 10 // text kept of one element
)

// SyntaxError tells where a document stops being readable. What stands before
// it was handed out.
type SyntaxError struct {
	Line int
	Err  error
}

// Error implements error.
func (e *SyntaxError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// decoder reads UTF-8 text token by token, whatever encoding its declaration
// names: collected files are often saved anew in another one.
type decoder struct {
	xml   *xml.Decoder
	guard *tokenGuard
	depth int
}

func newDecoder(r io.Reader) *decoder {
	guard := &tokenGuard{r: r}
	d := &decoder{xml: xml.NewDecoder(guard), guard: guard}
	d.xml.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return d
}

// each hands every token with its line to take, until the document ends or take
// returns an error. It returns a *SyntaxError for broken content and the errors
// of the reader and of take as they are.
func (d *decoder) each(take func(token xml.Token, line int) error) error {
	for {
		token, err := d.xml.RawToken()
		d.guard.token = d.xml.InputOffset()
		line, _ := d.xml.InputPos()
		if err != nil {
			return d.classify(err, line)
		}
		switch token.(type) {
		case xml.StartElement:
			if d.depth++; d.depth > maxDepth {
				return &SyntaxError{line, evidence.Failed("xml/depth", "limit", maxDepth)}
			}
		case xml.EndElement:
			d.depth = max(d.depth-1, 0)
		}
		if err := take(token, line); err != nil {
			return err
		}
	}
}

// classify makes a SyntaxError of what the decoder says about content, and
// nothing of a document that just ends.
func (d *decoder) classify(err error, line int) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	var syntax *xml.SyntaxError
	if !errors.As(err, &syntax) {
		return d.foreign(err, line)
	}
	if syntax.Msg == "unexpected EOF" && d.depth == 0 {
		return nil
	}
	return &SyntaxError{syntax.Line, errors.New(syntax.Msg)}
}

// foreign tells an error of the reader from the words that the decoder has for
// a declaration it does not like.
func (d *decoder) foreign(err error, line int) error {
	var own *SyntaxError
	if d.guard.failed || errors.As(err, &own) {
		return err
	}
	return &SyntaxError{line, err}
}

// tokenGuard ends a token that goes on too long, be it text, a tag or a comment:
// the decoder would hold all of it at once.
type tokenGuard struct {
	r      io.Reader
	read   int64 // bytes handed to the decoder
	token  int64 // of these, those of tokens that it gave
	failed bool  // the reader gave an error other than its end
}

// Read implements io.Reader.
func (g *tokenGuard) Read(p []byte) (int, error) {
	if g.read-g.token > maxToken {
		return 0, &SyntaxError{0, evidence.Failed("xml/no-tag", "limit", maxToken)}
	}
	n, err := g.r.Read(p)
	g.read += int64(n)
	g.failed = err != nil && err != io.EOF
	return n, err
}

// text is the text of one element, up to a bound.
type text struct{ strings.Builder }

func (t *text) add(data []byte) {
	if room := maxText - t.Len(); room > 0 {
		t.Write(data[:min(len(data), room)])
	}
}

// trimmed returns the text without the blanks around it.
func (t *text) trimmed() string { return strings.TrimSpace(t.String()) }
