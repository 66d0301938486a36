package runhistory

import (
	"encoding/xml"
	"io"
	"strings"

	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/xmlstream"
)

// cliXML is how Export-Clixml begins.
const cliXML = "http://schemas.microsoft.com/powershell/2004/04"

// object is an Obj of the XML with its simple properties.
type object struct {
	values map[string]string // by lower-case name
	line   int               // of the result, else of the object
}

// objects is the xmlstream.Handler that makes runs of the objects.
type objects struct {
	r    *reader
	open []*object
	name string // of the property that is being read
}

// Bounds of what hostile XML can make it hold.
const (
	maxOpen   = 50
	maxValues = 100
)

// Start implements xmlstream.Handler.
func (o *objects) Start(element string, attrs []xml.Attr, line int) {
	o.name = ""
	for _, a := range attrs {
		if a.Name.Local == "N" {
			o.name = strings.ToLower(a.Value)
		}
	}
	if element == "Obj" && len(o.open) < maxOpen {
		o.open = append(o.open, &object{values: map[string]string{}, line: line})
	}
}

// End implements xmlstream.Handler.
func (o *objects) End(element, text string, line int) {
	if len(o.open) == 0 {
		return
	}
	last := o.open[len(o.open)-1]
	if element != "Obj" {
		if o.name != "" && len(last.values) < maxValues {
			last.values[o.name] = text
			if o.name == "result" {
				last.line = line
			}
		}
		o.name = ""
		return
	}
	o.open = o.open[:len(o.open)-1]
	if last.values["connectorname"] != "" && last.values["runprofilename"] != "" {
		o.r.add(last.line, func(name string) string { return last.values[strings.ToLower(name)] })
	}
}

// readObjects reads what Export-Clixml wrote.
func (r *reader) readObjects() {
	in := textenc.Join(func() ([]byte, bool) {
		more := r.lines.Next()
		return r.lines.Bytes(), more
	})
	err := xmlstream.Walk(in, &objects{r: r})
	io.Copy(io.Discard, in)
	_ = r.log.XML(err, 1) // reading errors stay in lines
}
