// Package csexport reads what csexport.exe writes of a connector space: one
// element per object, with what is pending and what went wrong.
//
//	cs-objects
//	  cs-object cs-dn="CN=…" object-type="user"
//	    unapplied-export | escrowed-export | pending-import
//	      delta operation="update" dn="…"
//	    export-errordetail | import-errordetail
//	      error-type, date-occurred, cd-error/error-code, cd-error/error-literal
//	    ma-name
//
// Each object becomes an event of the log "csexport", an Error when it carries
// an error. Times in the file are UTC. The collector names its files after
// the connector: error_export_contoso.onmicrosoft.com_-_AAD.xml.
//
// Problem: xml-syntax.
//
// Source: Microsoft's description of csexport and of the error details.
package csexport

import (
	"context"
	"encoding/xml"
	"regexp"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/culturetime"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
	"hybriddiag/parsers/internal/xmlstream"
)

// LogName is the provider of the events.
const LogName = "csexport"

// Parser reads connector-space exports.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "csexport" }

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	for _, line := range h.Lines(10) {
		if strings.Contains(line, "<cs-objects") || strings.Contains(line, "<cs-object ") {
			return parsers.Structure
		}
	}
	return parsers.No
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	o := objects{log: textlog.New(LogName, out), fileConnector: connectorOf(in.Base())}
	err := xmlstream.Walk(textenc.NewReader(ctx, in.R), &o)
	o.send()
	err = o.log.XML(err, 1)
	o.log.Cover(LogName, err != nil)
	return o.log.Result, err
}

var fileName = regexp.MustCompile(`(?i)^(?:.+?_)?(?:error|pending)_(?:export|import)_(.+)\.xml$`)

// connectorOf takes the connector from the name that the collector gives to a
// file, where blanks became underscores.
func connectorOf(name string) string {
	m := fileName.FindStringSubmatch(name)
	if m == nil {
		return ""
	}
	return strings.ReplaceAll(m[1], "_", " ")
}

// object is one object of the connector space.
type object struct {
	line                                             int
	dn, kind, connector, operation                   string
	errorType, errorCode, errorLiteral, serverDetail string
	at                                               time.Time
}

// objects turns elements into events.
type objects struct {
	log           *textlog.Log
	fileConnector string
	now           *object
}

// Start implements xmlstream.Handler.
func (o *objects) Start(name string, attrs []xml.Attr, line int) {
	switch name {
	case "cs-object":
		o.send()
		o.now = &object{line: line, dn: attr(attrs, "cs-dn"), kind: attr(attrs, "object-type")}
	case "delta", "entry":
		if o.now != nil {
			o.now.operation = first(o.now.operation, attr(attrs, "operation"))
			o.now.dn = first(o.now.dn, attr(attrs, "dn"))
		}
	}
}

// End implements xmlstream.Handler.
func (o *objects) End(name, text string, _ int) {
	if o.now == nil {
		return
	}
	switch name {
	case "cs-object":
		o.send()
	case "ma-name":
		o.now.connector = text
	case "error-type":
		o.now.errorType = first(o.now.errorType, text)
	case "error-code":
		o.now.errorCode = first(o.now.errorCode, text)
	case "error-literal":
		o.now.errorLiteral = first(o.now.errorLiteral, text)
	case "server-error-detail", "extra-error-details":
		o.now.serverDetail = first(o.now.serverDetail, text)
	case "date-occurred":
		if at, _, ok := (culturetime.Culture{}).Parse(text); ok {
			o.now.at = at
		}
	}
}

// send sends the object that was read.
func (o *objects) send() {
	n := o.now
	if n == nil {
		return
	}
	o.now = nil
	e := &evidence.Event{Level: textlog.LevelInfo, Time: n.at, Locator: evidence.Locator{Line: n.line}}
	if n.errorType != "" || n.errorCode != "" {
		e.Level = textlog.LevelError
	}
	var parts []string
	put := func(name, value string) {
		if value != "" {
			e.Data = append(e.Data, evidence.Field{Name: name, Value: textenc.NormalizeDashes(value)})
			parts = append(parts, value)
		}
	}
	put("Connector", first(n.connector, o.fileConnector))
	put("DN", n.dn)
	put("ObjectType", n.kind)
	put("Operation", n.operation)
	put("ErrorType", n.errorType)
	put("ErrorCode", n.errorCode)
	put("ErrorLiteral", n.errorLiteral)
	e.Message = textenc.NormalizeDashes(strings.Join(parts, ", "))
	if n.serverDetail != "" {
		e.Message += "\n" + n.serverDetail
	}
	o.log.Add(e)
}

func attr(attrs []xml.Attr, name string) string {
	for _, a := range attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// first keeps what was found first.
func first(have, found string) string {
	if have != "" {
		return have
	}
	return found
}
