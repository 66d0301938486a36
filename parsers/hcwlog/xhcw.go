package hcwlog

import (
	"context"
	"encoding/xml"
	"io"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
	"hybriddiag/parsers/internal/xmlstream"
)

// maxFields bounds the attributes and leaf elements kept of one element.
const maxFields = 100

// parseXHCW reads elements that follow each other without a root. Each becomes
// one event: attributes and leaf elements are its data, all text its message.
func parseXHCW(ctx context.Context, r io.Reader, log *textlog.Log) (parsers.Result, error) {
	x := fragments{log: log}
	err := xmlstream.Walk(textenc.NewReader(ctx, r), &x)
	x.flush()
	err = log.XML(err, 1)
	log.Cover(LogName, err != nil)
	return log.Result, err
}

// fragments gathers one element of the outermost level at a time.
type fragments struct {
	log   *textlog.Log
	depth int
	line  int
	data  []evidence.Field
	text  strings.Builder
}

// Start implements xmlstream.Handler.
func (x *fragments) Start(_ string, attrs []xml.Attr, line int) {
	if x.depth == 0 {
		x.flush()
		x.line = line
	}
	x.depth++
	for _, a := range attrs {
		x.field(a.Name.Local, a.Value)
	}
}

// End implements xmlstream.Handler.
func (x *fragments) End(name, text string, _ int) {
	x.depth = max(x.depth-1, 0)
	if text != "" {
		x.field(name, text)
		x.write(text)
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
