package hcwlog

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/internal/textenc"
	"hybriddiag/internal/textlog"
	"hybriddiag/parsers"
)

// maxFields bounds the attributes and leaf elements kept of one element.
const maxFields = 100

// parseXHCW reads elements that follow each other without a root. Each becomes
// one event: attributes and leaf elements are its data, all text its message.
func parseXHCW(ctx context.Context, r io.Reader, log *textlog.Log) (parsers.Result, error) {
	dec := xml.NewDecoder(textenc.NewReader(ctx, r))
	dec.Strict = false
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	x := fragments{log: log}
	var err error
	for err == nil {
		line, _ := dec.InputPos()
		var token xml.Token
		if token, err = dec.Token(); err == nil {
			x.take(line, token)
		}
	}
	x.flush()
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &syntax):
		log.Damaged("xml-syntax", fmt.Sprintf("the elements after line %d could not be read: %s", syntax.Line, syntax.Msg))
		err = nil
	case errors.Is(err, io.EOF):
		err = nil
	}
	log.Cover(LogName, err != nil)
	return log.Result, err
}

// fragments gathers one element of the outermost level at a time.
type fragments struct {
	log   *textlog.Log
	depth int
	name  string // of the innermost element
	line  int
	data  []evidence.Field
	text  strings.Builder
}

func (x *fragments) take(line int, token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		if x.depth == 0 {
			x.flush()
			x.line = line
		}
		x.depth++
		x.name = t.Name.Local
		for _, a := range t.Attr {
			x.field(a.Name.Local, a.Value)
		}
	case xml.EndElement:
		x.depth--
		x.name = ""
	case xml.CharData:
		if text := strings.TrimSpace(string(t)); text != "" && x.depth > 0 {
			x.field(x.name, text)
			x.write(text)
		}
	}
}

func (x *fragments) field(name, value string) {
	if name != "" && len(x.data) < maxFields {
		x.data = append(x.data, evidence.Field{Name: name, Value: value})
	}
}

func (x *fragments) write(text string) {
	if x.text.Len()+len(text) < textlog.MaxEntry {
		if x.text.Len() > 0 {
			x.text.WriteByte('\n')
		}
		x.text.WriteString(text)
	}
}

func (x *fragments) flush() {
	if x.line == 0 {
		return
	}
	x.log.Add(&evidence.Event{
		Level:   textlog.LevelInfo,
		Data:    x.data,
		Message: x.text.String(),
		Locator: evidence.Locator{Line: x.line},
	})
	x.line, x.data = 0, nil
	x.text.Reset()
}
